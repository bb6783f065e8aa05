import { ColourBar, diverging, ink, viridis } from '#kit';
import { forEye } from '#kit/state';
import { gridName } from './addresses.ts';
import type { Tracer } from './model.ts';
import type { Scene } from './scene.ts';
import { endOf } from './tone.ts';
import { fixed } from './words.ts';

/** The colour bar of what is looked at: the cover of the image, else the grid of the chosen cell. */
export function Scales({ state, scene }: { state: Tracer; scene: Scene }) {
  const { overlay } = scene;
  const { grid } = state.at;
  if (overlay && state.overlay === 'paths') {
    return (
      <Bar
        name="paths from a pixel to the chosen cell"
        colour={viridis}
        ends={['0', '', forEye(overlay.end)]}
      />
    );
  }
  if (overlay) {
    if (overlay.end === 0) {
      return (
        <p className="said">
          The gradient is zero everywhere: on every path a ReLU is switched off, or there is padding
          only.
        </p>
      );
    }
    const end = overlay.end.toPrecision(2);
    return (
      <Bar
        name="gradient: how the chosen number, before its own ReLU, moves with each pixel"
        colour={(share) => diverging(2 * share - 1, 1)}
        ends={[`−${end}`, '0', end]}
      />
    );
  }
  if (grid === 0) return <Bar name="pixels" colour={ink} ends={['0, paper', '', '255, ink']} />;
  const end = fixed(endOf(scene.grids[grid]!), 2);
  return (
    <Bar
      name={`numbers of ${gridName(grid)}; each grid has a scale of its own`}
      colour={(share) => diverging(2 * share - 1, 1)}
      ends={[`−${end}`, '0', end]}
    />
  );
}

interface BarProps {
  name: string;
  colour(share: number): string;
  ends: readonly [string, string, string];
}

const Bar = ({ name, colour, ends }: BarProps) => (
  <div className="legend">
    <span className="lab">{name}</span>
    <ColourBar colour={colour} ends={ends} />
  </div>
);
