import { memo, useMemo } from 'react';
import { WindowFrame } from '#kit';
import { marksOf } from './marks.ts';
import type { Tracer } from './model.ts';
import type { Layout, Placed } from './place.ts';
import type { Pass, Scene } from './scene.ts';
import { Tones } from './Tones.tsx';
import { FieldMark, TraceMarks } from './TraceMarks.tsx';
import { overlayTone, signed, toneOf } from './tone.ts';

const find = ({ blocks }: Layout, grid: number): Placed =>
  blocks.find(({ kind, index }) => kind === 'grid' && index === grid)!;

/** The grids and filters in their tones, with their names. A step of the chosen cell leaves them as they are. */
export const Blocks = memo(({ layout, pass }: { layout: Layout; pass: Pass }) => {
  const tones = useMemo(
    () => ({
      grids: pass.grids.map((values, i) => toneOf(i, values)),
      kernels: pass.kernels.map((values) => signed(Math.max(...values.flat().map(Math.abs)) || 1)),
    }),
    [pass],
  );
  return layout.blocks.map(({ kind, index, x, y, title }) => {
    const values = kind === 'grid' ? pass.grids[index]! : pass.kernels[index - 1]!;
    const tone = kind === 'grid' ? tones.grids[index]! : tones.kernels[index - 1]!;
    return (
      <g key={`${kind}${index}`}>
        <text x={x} y={y - 0.6} className="name">
          {title}
        </text>
        <Tones {...{ values, x, y }} step={tone.step} colour={tone.colour} />
      </g>
    );
  });
});

/** What lies over the grids: the cover of the image, the field, the traces, the chosen cell, moved cells. */
export function Over({ layout, state, scene }: { layout: Layout; state: Tracer; scene: Scene }) {
  const marks = useMemo(() => marksOf(state, scene, layout), [state, scene, layout]);
  const image = find(layout, 0);
  const here = find(layout, state.at.grid);
  const { overlay } = scene;
  const tone = useMemo(
    () => overlay && overlayTone(state.overlay, overlay.end),
    [overlay, state.overlay],
  );
  return (
    <>
      {overlay && tone && (
        <>
          <rect
            className="paper"
            x={image.x}
            y={image.y}
            width={image.columns}
            height={image.rows}
          />
          <Tones
            values={overlay.values}
            x={image.x}
            y={image.y}
            step={tone.step}
            colour={tone.colour}
          />
        </>
      )}
      <MovedMarks layout={layout} moved={scene.moved} />
      {state.overlay !== 'none' && state.at.grid > 0 && (
        <FieldMark field={scene.field} image={image} />
      )}
      <TraceMarks marks={marks} radius={layout.anchor < 0.5 ? 0.07 : 0.16} />
      <WindowFrame row={here.y + state.at.row} column={here.x + state.at.column} side={1} />
    </>
  );
}

/** A corner on each cell that an own pixel moved. */
function MovedMarks({ layout, moved }: { layout: Layout; moved: Scene['moved'] }) {
  const corners = moved.flatMap((cells, grid) => {
    const { x, y } = find(layout, grid);
    return cells.map(({ row, column }) => `M${x + column + 1} ${y + row}v0.45l-0.45 -0.45z`);
  });
  return <path className="moved" d={corners.join('')} />;
}
