import type { ReactNode } from 'react';
import { tonePaths } from './tones.ts';

interface Props {
  /** Rows of numbers, drawn top to bottom. */
  values: readonly (readonly number[])[];
  /** Colour of one value; called once a tone, not once a cell. */
  colour(value: number): string;
  /** The step to which values are rounded for drawing: cells of one tone share one path. */
  step: number;
  /** What a reader who cannot see the picture is told. */
  label: string;
  /**
   * Cells left free on every side, drawn as a dotted frame: where the centre of an unpadded window cannot stand. Two numbers
   * when above and left differ from below and right.
   */
  border?: number | readonly [before: number, after: number];
  children?: ReactNode;
}

const lines = (from: number, rows: number, columns: number): string => {
  let path = '';
  for (let row = 0; row <= rows; row++) path += `M${from} ${from + row}h${columns}`;
  for (let column = 0; column <= columns; column++) path += `M${from + column} ${from}v${rows}`;
  return path;
};

/** A grid of numbers as square cells. One SVG path a tone, whatever the number of cells. */
export function PixelGrid({ values, colour, step, label, border = 0, children }: Props) {
  const rows = values.length;
  const columns = values[0]?.length ?? 0;
  const [before, after] = typeof border === 'number' ? [border, border] : border;
  const width = columns + before + after;
  const height = rows + before + after;
  return (
    <svg className="px" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {before + after > 0 && <rect className="lost" width={width} height={height} />}
      <path className="grid" d={lines(before, rows, columns)} />
      {tonePaths(values, step, before).map(({ value, path }) => (
        <path key={value} fill={colour(value)} d={path} />
      ))}
      {children}
    </svg>
  );
}
