import { memo } from 'react';
import type { Grid } from '#cnn/math';
import { ColourBar, cellAt, diverging, PixelGrid, WindowFrame } from '#kit';
import { side } from './drawing.ts';
import { forEye, presetOf } from './kernels.ts';
import { type Bench, clampCentre, type Place } from './model.ts';
import { responseAt, scaleEnd, scaleEnds, shareOfScale } from './sum.ts';

interface PictureProps {
  response: Grid;
  end: number;
  label: string;
}

const Picture = memo(({ response, end, label }: PictureProps) => (
  <PixelGrid
    values={response}
    colour={(value) => diverging(value, end)}
    step={end / 42}
    label={label}
    border={1}
  />
));

interface Props {
  bench: Bench;
  response: Grid;
  onMove(at: Place): void;
}

/** The signed response, in register with the image: a cell lies where the centre of its window lay. */
export function ResponsePane({ bench, response, onMove }: Props) {
  const end = scaleEnd(bench);
  const [low, high] = scaleEnds(bench);
  const [row, column] = bench.at;
  const value = responseAt(response, bench.at)!;
  const above = row >= 4;
  const percent = (cells: number): string => `${(cells * 100) / side}%`;
  const name = presetOf(bench.kernel)?.label ?? 'a kernel of your own';
  return (
    <div className="pane b">
      <span className="lab">response, 26 × 26</span>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: a second handle; keys have the slider on the image */}
      <div
        className="pic"
        onPointerDown={(event) => {
          if (event.pointerType === 'mouse') event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (event.pointerType !== 'mouse' || event.buttons !== 1) return;
          onMove(clampCentre(...cellAt(event.currentTarget.getBoundingClientRect(), event, side)));
        }}
        onClick={(event) =>
          onMove(clampCentre(...cellAt(event.currentTarget.getBoundingClientRect(), event, side)))
        }
      >
        <Picture
          response={response}
          end={end}
          label={`Response to ${name} at all 26 × 26 centres, from ${low} to ${high}`}
        />
        <svg className="px over" viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
          <path
            className="leader"
            d={`M${column + 0.5} ${above ? row : row + 1}v${above ? -2 : 2}`}
          />
          <WindowFrame row={row} column={column} side={1} />
        </svg>
        <svg className="over" aria-hidden="true">
          <text
            className="value"
            x={percent(column + 0.5)}
            y={percent(above ? row - 2 : row + 3)}
            dy={above ? -4 : 14}
            textAnchor="middle"
          >
            {forEye(value)}
          </text>
        </svg>
      </div>
      <ColourBar
        colour={(share) => diverging(2 * share - 1, 1)}
        ends={[low, '0', high]}
        here={shareOfScale(value, end)}
      />
    </div>
  );
}
