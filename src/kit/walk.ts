/**
 * Where a key takes a place on a grid of `rows` by `columns`, counted from 0: arrows by one, Page keys by five rows, Home
 * and End to the ends of the row (with Ctrl: of the grid). Null when the key means nothing here.
 */
export function walk(
  { key, ctrlKey }: { key: string; ctrlKey: boolean },
  [row, column]: readonly [row: number, column: number],
  rows: number,
  columns: number,
): [row: number, column: number] | null {
  const down = (by: number): number => Math.min(rows - 1, Math.max(0, row + by));
  const across = (by: number): number => Math.min(columns - 1, Math.max(0, column + by));
  switch (key) {
    case 'ArrowUp':
      return [down(-1), column];
    case 'ArrowDown':
      return [down(1), column];
    case 'ArrowLeft':
      return [row, across(-1)];
    case 'ArrowRight':
      return [row, across(1)];
    case 'PageUp':
      return [down(-5), column];
    case 'PageDown':
      return [down(5), column];
    case 'Home':
      return [ctrlKey ? 0 : row, 0];
    case 'End':
      return [ctrlKey ? rows - 1 : row, columns - 1];
    default:
      return null;
  }
}
