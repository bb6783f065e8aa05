import type { Place } from './model.ts';

/**
 * Where a key takes a place on a square grid whose rows and columns run from `first` to `last`:
 * arrows by one, Page keys by five rows, Home and End to the ends of the row (with Ctrl: of the grid).
 * Null when the key means nothing here.
 */
export function walk(
  key: string,
  ctrl: boolean,
  [row, column]: Place,
  first: number,
  last: number,
): Place | null {
  const within = (n: number): number => Math.min(last, Math.max(first, n));
  switch (key) {
    case 'ArrowUp':
      return [within(row - 1), column];
    case 'ArrowDown':
      return [within(row + 1), column];
    case 'ArrowLeft':
      return [row, within(column - 1)];
    case 'ArrowRight':
      return [row, within(column + 1)];
    case 'PageUp':
      return [within(row - 5), column];
    case 'PageDown':
      return [within(row + 5), column];
    case 'Home':
      return [ctrl ? first : row, first];
    case 'End':
      return [ctrl ? last : row, last];
    default:
      return null;
  }
}
