import { anchorOf } from './kernels.ts';
import type { Place } from './model.ts';

/** The leaders from the window to its pixels, in the cells of the desk: image 28, gap 2, the pixels 12. */
export function Zoom({ at: [row, column], side }: { at: Place; side: number }) {
  const [top, right] = [row - anchorOf(side), column - anchorOf(side) + side];
  return (
    <svg className="zoom" viewBox="0 0 72 28" aria-hidden="true">
      <path d={`M${right} ${top}L30 2M${right} ${top + side}L30 ${2 + 4 * side}`} />
    </svg>
  );
}
