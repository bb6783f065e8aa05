import { type KeyboardEvent, memo, useState } from 'react';
import type { Grid } from '#cnn/math';
import { ColourBar, ink, PixelCanvas, PixelGrid, type Selection, WindowFrame, walk } from '#kit';
import { forEye } from '#kit/state';
import { full, paintLine } from './drawing.ts';
import { anchorOf } from './kernels.ts';
import { centres, type Place } from './model.ts';
import { Steps } from './Steps.tsx';
import type { BenchModel } from './useBench.ts';
import { type Hand, usePicture } from './usePicture.ts';

/** A photo looks as it is in either theme: dark is dark. */
const grey = (share: number): string => {
  const light = Math.round(255 * (1 - share));
  return `rgb(${light} ${light} ${light})`;
};
const shareOfFull = (value: number): number => value / full;

interface PictureProps {
  image: Grid;
  name: string;
  isPhoto: boolean;
}

const Picture = memo(({ image, name, isPhoto }: PictureProps) =>
  isPhoto ? (
    <PixelCanvas
      values={image}
      rows={image.length}
      columns={image[0]!.length}
      share={shareOfFull}
      colour={grey}
      label={name}
    />
  ) : (
    <PixelGrid values={image} colour={(value) => ink(value / full)} step={5} label={name} />
  ),
);

/** A frame wide enough to be seen round a window of a few points. */
function Finder({ row, column, side, halo }: Record<'row' | 'column' | 'side' | 'halo', number>) {
  const box = {
    x: column - halo,
    y: row - halo,
    width: side + 2 * halo,
    height: side + 2 * halo,
  };
  return (
    <>
      <rect className="halo" {...box} />
      <rect className="frame" {...box} />
      <rect className="core" x={column} y={row} width={side} height={side} />
    </>
  );
}

interface Props {
  model: BenchModel;
  name: string;
  isPhoto: boolean;
  hand: Hand;
  live: boolean;
  link: Selection<number>;
}

/** The image with the window on it: one tab stop, a slider in two directions. While painting, the stop is a brush. */
export function ImagePane({ model, name, isPhoto, hand, live, link }: Props) {
  const { at, image, side, size, large } = model;
  const [brush, setBrush] = useState<Place>(at);
  const pointer = usePicture({ model, hand, link, setBrush });
  const painting = hand !== 'move' && !isPhoto;
  const [row, column] = painting ? brush : at;
  const [first, last] = centres(side, size.columns);
  const [top, bottom] = centres(side, size.rows);
  const anchor = anchorOf(side);
  const go = (to: Place): void => {
    if (painting) setBrush(to);
    model.moveTo(to);
  };
  const walked = (key: string, ctrlKey: boolean): Place | null => {
    if (painting) return walk({ key, ctrlKey }, [row, column], size.rows, size.columns);
    const to = walk(
      { key, ctrlKey },
      [row - top, column - first],
      bottom - top + 1,
      last - first + 1,
    );
    return to && [to[0] + top, to[1] + first];
  };
  const press = (event: KeyboardEvent): void => {
    const to = walked(event.key, event.ctrlKey);
    if (to) go(to);
    else if (painting && (event.key === ' ' || event.key === 'Enter')) {
      model.set((was) => ({ ...was, paint: paintLine(was.paint, brush, brush, hand) }));
    } else return;
    event.preventDefault();
  };
  const across = (cells: number): string => `${(cells * 100) / size.columns}%`;
  const along = (cells: number): string => `${(cells * 100) / size.rows}%`;
  const lit = link.lit;
  // On a photo the window is a few points wide: a larger frame round it shows where it is.
  const halo = large ? Math.round(size.columns / 24) : 0;
  const reach = painting ? [0, 1] : [anchor + halo, side + 2 * halo];
  const width = painting ? size.columns : last - first + 1;
  const places = painting ? size.rows * size.columns : width * (bottom - top + 1);
  return (
    <div className="pane a">
      <span className="lab">
        {isPhoto ? 'photo' : 'image'}, {size.columns} × {size.rows}
      </span>
      <div
        className={painting ? 'pic win painting' : 'pic win'}
        style={{ aspectRatio: `${size.columns} / ${size.rows}` }}
        {...(live ? pointer : {})}
      >
        <Picture {...{ image, name, isPhoto }} />
        <svg className="px over" viewBox={`0 0 ${size.columns} ${size.rows}`} aria-hidden="true">
          {large ? (
            <Finder row={at[0] - anchor} column={at[1] - anchor} side={side} halo={halo} />
          ) : (
            <WindowFrame row={at[0] - anchor} column={at[1] - anchor} side={side} />
          )}
          {lit !== null && !large && (
            <WindowFrame
              row={at[0] - anchor + Math.floor(lit / side)}
              column={at[1] - anchor + (lit % side)}
              side={1}
            />
          )}
          {painting && <WindowFrame row={row} column={column} side={1} />}
        </svg>
        <div
          className="handle"
          role="slider"
          tabIndex={0}
          aria-label={painting ? 'Brush on the image' : 'Window on the image'}
          aria-valuemin={0}
          aria-valuemax={places - 1}
          aria-valuenow={painting ? row * width + column : (row - top) * width + column - first}
          aria-valuetext={
            painting
              ? `row ${row}, column ${column}, pixel ${image[row]![column]}`
              : `centre row ${row}, column ${column}, response ${forEye(model.sum.total)}`
          }
          style={{
            left: across(column - reach[0]!),
            top: along(row - reach[0]!),
            width: across(reach[1]!),
            height: along(reach[1]!),
          }}
          onKeyDown={press}
        />
      </div>
      <ColourBar
        colour={isPhoto ? grey : ink}
        ends={isPhoto ? ['0, white', '', '255, black'] : ['0, paper', '', '255, ink']}
      />
      <Steps live={live} onStep={(key) => go(walked(key, false)!)} />
    </div>
  );
}
