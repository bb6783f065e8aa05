import { memo } from 'react';
import type { Grid } from '#cnn/math';
import { tonePaths } from '#kit';

interface Props {
  values: Grid;
  x: number;
  y: number;
  step: number;
  colour(value: number): string;
}

const lines = (rows: number, columns: number): string => {
  let path = '';
  for (let row = 0; row <= rows; row++) path += `M0 ${row}h${columns}`;
  for (let column = 0; column <= columns; column++) path += `M${column} 0v${rows}`;
  return path;
};

/** A grid of numbers as cells of tone, at a place of a larger picture. */
export const Tones = memo(({ values, x, y, step, colour }: Props) => (
  <g transform={`translate(${x} ${y})`}>
    <path className="grid" d={lines(values.length, values[0]?.length ?? 0)} />
    {tonePaths(values, step).map(({ value, path }) => (
      <path key={value} fill={colour(value)} d={path} />
    ))}
  </g>
));
