import { memo } from 'react';
import { diverging } from '#kit';
import { forEye } from '#kit/state';
import type { Shown } from './matrix.ts';
import type { Tied } from './model.ts';
import type { Plan } from './plan.ts';
import { weightName } from './words.ts';

interface Props {
  state: Tied;
  all: Shown;
  plan: Plan;
  /** Weights by their names instead of their numbers. */
  names: boolean;
}

/** A number short enough for a cell. */
const short = (value: number): string => forEye(value, Math.abs(value) >= 10 ? 0 : 1);
const most = (list: readonly number[]): number =>
  list.reduce((largest, n) => Math.max(largest, Math.abs(n)), 1e-9);
const valuesOf = (all: Shown): number[] => all.numbers.map(([, , value]) => value);

/** The matrix, its vector above it, the product beside it. */
export const Drawing = memo(
  (props: Props) => {
    const { rows, columns, strip, gap, written } = props.plan;
    const top = strip + gap;
    return (
      <>
        {written ? <Written {...props} /> : <Pattern {...props} />}
        <rect className="edge" width={columns} height={strip} />
        <rect className="edge" y={top} width={columns} height={rows} />
        <rect className="edge" x={columns + gap} y={top} width={strip} height={rows} />
      </>
    );
  },
  (was, now) => was.all === now.all && was.names === now.names,
);

/** Every cell with its number or its weight's name, above a strip of its tone. */
function Written({ state, all, plan, names }: Props) {
  const { rows, columns, strip, gap } = plan;
  const [top, right] = [strip + gap, columns + gap];
  const value = new Map(all.numbers.map(([row, column, n]) => [row * columns + column, n]));
  const tallest = {
    matrix: most(valuesOf(all)),
    image: most(all.image),
    product: most(all.product),
  };
  const cell = (x: number, y: number, says: string, kind: string, tone?: string) => (
    <g key={`${x},${y}`}>
      <text
        x={x + 0.5}
        y={y + 0.62}
        textAnchor="middle"
        className={`${kind} ${says.length > 4 ? 'long' : ''}`}
      >
        {says}
      </text>
      {tone && <rect x={x + 0.14} y={y + 0.8} width="0.72" height="0.12" fill={tone} />}
    </g>
  );
  const lines = [
    ...Array.from({ length: rows + 1 }, (_, row) => `M0 ${top + row}h${columns}`),
    ...Array.from({ length: columns + 1 }, (_, column) => `M${column} ${top}v${rows}`),
  ];
  return (
    <>
      <path className="grid" d={lines.join('')} />
      {Array.from({ length: rows * columns }, (_, place) => {
        const [x, y] = [place % columns, top + Math.floor(place / columns)];
        const weight = all.weightAt.get(place);
        const n = value.get(place);
        if (n === undefined) return cell(x, y, '0', state.zeros ? 'freed' : 'fixed');
        const named = names && weight !== undefined && n === all.weights[weight];
        return cell(
          x,
          y,
          named ? weightName(state, weight) : short(n),
          '',
          diverging(n, tallest.matrix),
        );
      })}
      {all.image.map((n, column) => cell(column, 0, short(n), '', diverging(n, tallest.image)))}
      {all.product.map((n, row) =>
        cell(right, top + row, short(n), '', diverging(n, tallest.product)),
      )}
    </>
  );
}

/** Rectangles of one tone as one path. */
interface Tone {
  value: number;
  path: string;
}

function tonesOf<Item>(
  items: readonly Item[],
  value: (item: Item, i: number) => number,
  rect: (item: Item, i: number) => string,
): Tone[] {
  const paths = new Map<number, string[]>();
  items.forEach((item, i) => {
    const n = value(item, i);
    const path = paths.get(n);
    if (path) path.push(rect(item, i));
    else paths.set(n, [rect(item, i)]);
  });
  return [...paths].map(([n, path]) => ({ value: n, path: path.join('') }));
}

/** Tones alone, one path each, whatever the number of cells. */
function Pattern({ all, plan }: Props) {
  const { columns, strip, gap } = plan;
  const [top, right] = [strip + gap, columns + gap];
  const parts: readonly (readonly [tones: Tone[], end: number])[] = [
    [
      tonesOf(
        all.numbers,
        ([, , n]) => n,
        ([row, column]) => `M${column} ${top + row}h1v1h-1z`,
      ),
      most(valuesOf(all)),
    ],
    [
      tonesOf(
        all.image,
        (n) => n,
        (_, column) => `M${column} 0h1v${strip}h-1z`,
      ),
      most(all.image),
    ],
    [
      tonesOf(
        all.product,
        (n) => n,
        (_, row) => `M${right} ${top + row}h${strip}v1h${-strip}z`,
      ),
      most(all.product),
    ],
  ];
  return parts.map(([tones, end]) =>
    tones.map(({ value, path }) => <path key={path} fill={diverging(value, end)} d={path} />),
  );
}
