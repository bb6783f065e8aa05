import type { Place } from './model.ts';

/** The leaders from the window to the nine cells, in the cells of the desk: image 28, gap 2, nine cells 12. */
export function Zoom({ at: [row, column] }: { at: Place }) {
  return (
    <svg className="zoom" viewBox="0 0 72 28" aria-hidden="true">
      <path d={`M${column + 2} ${row - 1}L30 2M${column + 2} ${row + 2}L30 14`} />
    </svg>
  );
}
