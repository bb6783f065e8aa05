import type { ReactNode } from 'react';
import './value-grid.css';
import { PixelGrid } from './PixelGrid.tsx';

interface Props {
  /** Rows of numbers, drawn top to bottom. */
  values: readonly (readonly number[])[];
  /** Colour of one value. */
  colour(value: number): string;
  /** The step to which values are rounded where cells are tones alone. */
  step: number;
  label: string;
  /** What stands in a cell; without it cells are tones alone. */
  text?: ((value: number, row: number, column: number) => string) | undefined;
  /** A cell whose number is not the picture's own, such as padding. */
  muted?: ((row: number, column: number) => boolean) | undefined;
  children?: ReactNode;
}

/** Numbers as cells: with room for it each stands on paper above a strip of its tone, otherwise the tone alone is drawn. */
export function ValueGrid({ values, colour, step, label, text, muted, children }: Props) {
  if (text === undefined) {
    return (
      <PixelGrid values={values} colour={colour} step={step} label={label}>
        {children}
      </PixelGrid>
    );
  }
  const rows = values.length;
  const columns = values[0]?.length ?? 0;
  let lines = '';
  for (let row = 0; row <= rows; row++) lines += `M0 ${row}h${columns}`;
  for (let column = 0; column <= columns; column++) lines += `M${column} 0v${rows}`;
  return (
    <svg className="px value-grid" viewBox={`0 0 ${columns} ${rows}`} role="img" aria-label={label}>
      <path className="grid" d={lines} />
      {values.flatMap((line, row) =>
        line.map((value, column) => {
          const written = text(value, row, column);
          const length = written.length > 4 ? 'long' : '';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
            <g key={`${row},${column}`} className={muted?.(row, column) ? 'muted' : undefined}>
              <rect
                x={column + 0.14}
                y={row + 0.8}
                width="0.72"
                height="0.12"
                fill={colour(value)}
              />
              <text className={length} x={column + 0.5} y={row + 0.6} textAnchor="middle">
                {written}
              </text>
            </g>
          );
        }),
      )}
      {children}
    </svg>
  );
}
