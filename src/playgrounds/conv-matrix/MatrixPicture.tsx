import { type CSSProperties, type KeyboardEvent, useState } from 'react';
import { type Selection, walk } from '#kit';
import { forEye } from '#kit/state';
import { Drawing } from './Drawing.tsx';
import type { Pin } from './fields.ts';
import type { Light } from './light.ts';
import type { Shown } from './matrix.ts';
import type { Tied } from './model.ts';
import { cellsPath, type Plan, thingAt } from './plan.ts';
import { entryWords } from './words.ts';

interface LitProps {
  all: Shown;
  plan: Plan;
  light: Light;
}

/** Frames round what is lit: all copies of a weight, a row, a column. */
function Lit({ all, plan, light }: LitProps) {
  const { rows, columns, strip, gap } = plan;
  const top = strip + gap;
  const right = columns + gap;
  const copies = all.entries.filter(([, , weight]) => weight === light.weight);
  return (
    <>
      {light.weight !== null && (
        <path
          className="copies"
          d={cellsPath(copies.map(([row, column]) => [row, column]))}
          transform={`translate(0 ${top})`}
        />
      )}
      {light.row !== null && (
        <path
          className="band"
          d={`M0 ${top + light.row}h${columns}v1h${-columns}zM${right} ${top + light.row}h${strip}v1h${-strip}z`}
        />
      )}
      {light.column !== null && (
        <path
          className="band"
          d={`M${light.column} 0h1v${strip}h-1zM${light.column} ${top}h1v${rows}h-1z`}
        />
      )}
    </>
  );
}

interface Props {
  state: Tied;
  all: Shown;
  plan: Plan;
  names: boolean;
  light: Light;
  selection: Selection<Pin>;
}

/** The matrix to point at: each cell, the pixel above it, the output beside it. One tab stop, walked by arrows. */
export function MatrixPicture({ state, all, plan, names, light, selection }: Props) {
  const [cursor, setCursor] = useState<readonly [number, number]>([0, 0]);
  const { rows, columns, strip, gap, width, height } = plan;
  const pinned = selection.pinned;
  const [row, column] =
    pinned && 'row' in pinned && 'column' in pinned
      ? [pinned.row, pinned.column]
      : [Math.min(cursor[0], rows - 1), Math.min(cursor[1], columns - 1)];
  const thing = (event: {
    clientX: number;
    clientY: number;
    currentTarget: Element;
  }): Pin | null => {
    const box = event.currentTarget.getBoundingClientRect();
    return thingAt(
      plan,
      ((event.clientX - box.left) / box.width) * width,
      ((event.clientY - box.top) / box.height) * height,
    );
  };
  const press = (event: KeyboardEvent): void => {
    const to = walk(event, [row, column], rows, columns);
    if (to) {
      setCursor(to);
      if (pinned) selection.release();
      selection.light({ row: to[0], column: to[1] });
    } else if (event.key === 'Enter' || event.key === ' ') selection.pin({ row, column });
    else if (event.key === 'Escape') selection.release();
    else return;
    event.preventDefault();
  };
  const percent = (cells: number, of: number): string => `${(100 * cells) / of}%`;
  return (
    <div className={plan.written ? 'sheet-of-matrix' : 'sheet-of-matrix pattern'}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: keys have the slider on it */}
      <div
        className="tied win"
        style={{ aspectRatio: `${width} / ${height}`, '--units': width } as CSSProperties}
        onPointerMove={(event) => event.pointerType === 'mouse' && selection.light(thing(event))}
        onPointerLeave={() => selection.light(null)}
        onClick={(event) => {
          const at = thing(event);
          if (at) selection.pin(at);
        }}
      >
        <svg
          className={columns > 200 ? 'px fine' : 'px'}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={`A matrix of ${forEye(rows)} rows and ${forEye(columns)} columns; above it the unrolled image, beside it the product`}
        >
          <Drawing {...{ state, all, plan, names }} />
          <Lit {...{ all, plan, light }} />
        </svg>
        <div
          className="handle"
          role="slider"
          tabIndex={0}
          aria-label="Entry of the matrix"
          aria-valuemin={0}
          aria-valuemax={rows * columns - 1}
          aria-valuenow={row * columns + column}
          aria-valuetext={entryWords(state, all, row, column)}
          style={{
            left: percent(column, width),
            top: percent(strip + gap + row, height),
            width: percent(1, width),
            height: percent(1, height),
          }}
          onFocus={() => selection.light({ row, column })}
          onBlur={() => selection.light(null)}
          onKeyDown={press}
        />
      </div>
    </div>
  );
}
