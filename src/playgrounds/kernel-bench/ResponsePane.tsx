import { memo } from 'react';
import type { Grid } from '#cnn/math';
import { ColourBar, diverging, PixelCanvas, PixelGrid, WindowFrame } from '#kit';
import { forEye } from '#kit/state';
import { anchorOf, presetOf, sideOf } from './kernels.ts';
import type { Size } from './model.ts';
import { scaleEnds, shareOfScale } from './sum.ts';
import type { BenchModel } from './useBench.ts';
import { placeUnder } from './usePicture.ts';

const signedColour = (share: number): string => diverging(2 * share - 1, 1);

interface PictureProps {
  response: Grid;
  end: number;
  label: string;
  side: number;
  size: Size;
  canvas: boolean;
}

const Picture = memo(({ response, end, label, side, size, canvas }: PictureProps) => {
  const before = anchorOf(side);
  return canvas ? (
    <PixelCanvas
      values={response}
      rows={size.rows}
      columns={size.columns}
      before={before}
      share={(value) => shareOfScale(value, end)}
      colour={signedColour}
      label={label}
    />
  ) : (
    <PixelGrid
      values={response}
      colour={(value) => diverging(value, end)}
      step={end / 42}
      label={label}
      border={[before, side - 1 - before]}
    />
  );
});

interface Props {
  model: BenchModel;
  live: boolean;
}

/** The signed response, in register with the image: a cell lies where the centre of its window lay. */
export function ResponsePane({ model, live }: Props) {
  const { response, shownHow, size, at, large, moveTo, sum, end } = model;
  const side = sideOf(shownHow.kernel);
  const [low, high] = scaleEnds(shownHow.kernel, end);
  const [row, column] = at;
  const above = row >= size.rows / 7;
  const step = size.rows / 14;
  const name = presetOf(shownHow.kernel)?.label ?? 'a kernel of your own';
  const [down, wide] = [response.length, response[0]!.length];
  return (
    <div className="pane b">
      <span className="lab">
        response, {wide} × {down}
      </span>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: a second handle; keys have the slider on the image */}
      <div
        className="pic"
        style={{ aspectRatio: `${size.columns} / ${size.rows}` }}
        onPointerDown={(event) => {
          if (event.pointerType === 'mouse') event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (!live || event.pointerType !== 'mouse' || event.buttons !== 1) return;
          moveTo(placeUnder(event, size));
        }}
        onClick={(event) => live && moveTo(placeUnder(event, size))}
      >
        <Picture
          {...{ response, end, side, canvas: large }}
          size={size}
          label={`Response to ${name} at all ${wide} × ${down} centres, from ${low} to ${high}`}
        />
        <svg className="px over" viewBox={`0 0 ${size.columns} ${size.rows}`} aria-hidden="true">
          <path
            className="leader"
            d={`M${column + 0.5} ${above ? row : row + 1}v${above ? -step : step}`}
          />
          <WindowFrame row={row} column={column} side={1} />
        </svg>
        <svg className="over" aria-hidden="true">
          <text
            className="value"
            x={`${((column + 0.5) * 100) / size.columns}%`}
            y={`${((above ? row - step : row + 1 + step) * 100) / size.rows}%`}
            dy={above ? -4 : 14}
            textAnchor="middle"
          >
            {forEye(sum.total)}
          </text>
        </svg>
      </div>
      <ColourBar
        colour={signedColour}
        ends={[low, '0', high]}
        here={shareOfScale(sum.total, end)}
      />
    </div>
  );
}
