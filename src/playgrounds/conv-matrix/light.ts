/** What is lit when one thing is: the same selection in picture, kernel, matrix, vectors and sum. */
import type { Pin } from './fields.ts';
import type { Shown } from './matrix.ts';
import type { Tied } from './model.ts';

export interface Light {
  row: number | null;
  column: number | null;
  weight: number | null;
}

/** The row, column and weight that a thing stands for. */
export function lightOf(
  pin: Pin | null,
  { weightAt, columns }: Pick<Shown, 'weightAt' | 'columns'>,
): Light {
  if (pin === null) return { row: null, column: null, weight: null };
  if ('weight' in pin) return { row: null, column: null, weight: pin.weight };
  const row = 'row' in pin ? pin.row : null;
  const column = 'column' in pin ? pin.column : null;
  const weight = row === null || column === null ? undefined : weightAt.get(row * columns + column);
  return { row, column, weight: weight ?? null };
}

/** Pixels under the window of an output, as padded rows and columns, channel by channel alike. */
export function windowOf(
  { stride, dilation, kernel }: Tied,
  { out }: Shown,
  row: number | null,
): { rows: Set<number>; columns: Set<number> } | null {
  if (row === null) return null;
  const place = row % (out[0] * out[1]);
  const from = [Math.floor(place / out[1]), place % out[1]] as const;
  const cells = (start: number): Set<number> =>
    new Set(Array.from({ length: kernel }, (_, i) => start * stride + i * dilation));
  return { rows: cells(from[0]), columns: cells(from[1]) };
}
