/**
 * The row and column of the cell under a point of the screen, for a picture of `rows` by `columns` cells that fills
 * `box`. A point outside the picture gives the nearest cell.
 */
export function cellAt(
  box: { left: number; top: number; width: number; height: number },
  point: { clientX: number; clientY: number },
  rows: number,
  columns = rows,
): [row: number, column: number] {
  const within = (share: number, cells: number): number =>
    Math.min(cells - 1, Math.max(0, Math.floor(share * cells)));
  return [
    within((point.clientY - box.top) / box.height, rows),
    within((point.clientX - box.left) / box.width, columns),
  ];
}
