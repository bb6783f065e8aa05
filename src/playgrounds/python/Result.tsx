import { memo } from 'react';
import type { Grid } from '#cnn/math';
import {
  ColourBar,
  cellAt,
  diverging,
  ink,
  NumberGrid,
  PixelGrid,
  type Selection,
  WindowFrame,
} from '#kit';
import { forEye } from '#kit/state';
import type { Box } from '#lab/python';
import { indexOf, type Place, placeOf, type Shown } from './model.ts';
import { cellText, numbersOf, sizeOf } from './values.ts';

/** Most rows and columns whose values stand in cells, and most cells that are drawn at all. */
const mostWritten = 12;
const mostCells = 1600;

interface DigitProps {
  digit: Grid;
  box: Box | null;
}

/** The 3, with a frame round the pixels that belong to the cell in question. */
export function Digit({ digit, box }: DigitProps) {
  return (
    <div className="pane">
      <span className="lab">image, 28 × 28</span>
      <div className="pic">
        <PixelGrid values={digit} colour={(value) => ink(value / 255)} step={32} label="The 3" />
        {box && (
          <svg className="px over" viewBox="0 0 28 28" aria-hidden="true">
            <Frame box={box} />
          </svg>
        )}
      </div>
    </div>
  );
}

function Frame({ box: [top, left, bottom, right] }: { box: Box }) {
  const [height, width] = [bottom - top + 1, right - left + 1];
  if (height === width) return <WindowFrame row={top} column={left} side={height} />;
  const frame = { x: left, y: top, width, height };
  return (
    <>
      <rect className="halo" {...frame} />
      <rect className="frame" {...frame} />
    </>
  );
}

const Tones = memo(({ values, end, label }: { values: Grid; end: number; label: string }) => (
  <PixelGrid
    values={values}
    colour={(value) => diverging(value, end)}
    step={end / 42}
    label={label}
  />
));

interface Props {
  shown: Shown;
  place: Place;
  selection: Selection<number>;
  /** Cells that are made after the pinned one are faded. */
  fade: boolean;
  /** The first cell lies over the pixel at row 1, column 1. */
  inset: boolean;
}

/** The result as cells: numbers written out where there is room, tones where there is none. */
export function ResultGrid({ shown, place, selection, fade, inset }: Props) {
  const { rows, ran } = shown;
  if (!rows) return null;
  const columns = Math.max(...rows.map(({ length }) => length));
  const numbers = numbersOf(rows);
  const from = `${ran ? 'what your code gives' : 'what the task wants'}, ${sizeOf(rows)}`;
  const at = indexOf(rows, place) ?? 0;
  if (rows.length * columns > mostCells || columns === 0) {
    return (
      <p className="said">
        The result has {sizeOf(rows)} cells, which is{' '}
        {columns === 0 ? 'nothing to draw' : 'more than is drawn'}.
      </p>
    );
  }
  const end = Math.max(1e-9, ...(numbers ?? []).flat().map(Math.abs));
  if (!numbers || (rows.length <= mostWritten && columns <= mostWritten)) {
    const hold = (to: Place, act: (index: number) => void): void => {
      const index = indexOf(rows, to);
      if (index !== null) act(index);
    };
    return (
      <div className="pane written">
        <span className="lab">{from}</span>
        <div className="scrolls">
          <NumberGrid
            label={ran ? 'What your code gives' : 'What the task wants'}
            texts={rows.map((row) =>
              Array.from({ length: columns }, (_, c) => (c < row.length ? cellText(row[c]!) : '')),
            )}
            tone={numbers ? (r, c) => diverging(numbers[r]![c]!, end) : undefined}
            mark={(r, c) => {
              const index = indexOf(rows, [r, c]);
              if (index === at) return 'lit';
              return index === null || (fade && index > at) ? 'off later' : undefined;
            }}
            pinned={selection.pinned === null ? null : placeOf(rows, selection.pinned)}
            onPoint={(to) => (to ? hold(to, selection.light) : selection.light(null))}
            onPin={(to) => hold(to, selection.pin)}
            onRelease={selection.release}
          />
        </div>
      </div>
    );
  }
  const size = inset ? columns + 2 : columns;
  const [row, column] = inset ? [place[0] + 1, place[1] + 1] : place;
  const [low, high] = [`−${forEye(end)}`, `+${forEye(end)}`];
  return (
    <div className="pane">
      <span className="lab">{from}</span>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: a second handle; keys have the slider below */}
      <div
        className="pic"
        style={{ aspectRatio: `${size} / ${inset ? rows.length + 2 : rows.length}` }}
        onPointerMove={(event) => {
          if (event.pointerType === 'mouse') selection.light(under(event));
        }}
        onPointerLeave={() => selection.light(null)}
        onClick={(event) => {
          const index = under(event);
          if (index !== null) selection.pin(index);
        }}
      >
        <div className={inset ? 'inset' : undefined}>
          <Tones values={numbers} end={end} label={`${from}, from ${low} to ${high}`} />
        </div>
        <svg
          className="px over"
          viewBox={`0 0 ${size} ${inset ? rows.length + 2 : rows.length}`}
          aria-hidden="true"
        >
          {inset && <rect className="lost" width={size} height={size} />}
          {fade && <path className="later" d={later(place, rows.length, columns, inset ? 1 : 0)} />}
          <WindowFrame row={row} column={column} side={1} />
        </svg>
      </div>
      <ColourBar colour={(share) => diverging(2 * share - 1, 1)} ends={[low, '0', high]} />
    </div>
  );

  function under(event: {
    currentTarget: Element;
    clientX: number;
    clientY: number;
  }): number | null {
    const box = event.currentTarget.getBoundingClientRect();
    const edge = inset ? 1 : 0;
    const [r, c] = cellAt(box, event, rows!.length + 2 * edge, columns + 2 * edge);
    return r < edge || c < edge ? null : indexOf(rows!, [r - edge, c - edge]);
  }
}

/** Everything after a cell in reading order. */
function later([row, column]: Place, rows: number, columns: number, edge: number): string {
  const rest = columns - column - 1;
  const below = rows - row - 1;
  const line = rest > 0 ? `M${edge + column + 1} ${edge + row}h${rest}v1h-${rest}z` : '';
  return below > 0 ? `${line}M${edge} ${edge + row + 1}h${columns}v${below}h-${columns}z` : line;
}
