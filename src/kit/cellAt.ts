/**
 * The row and column of the cell under a point of the screen, for a picture of `side` by `side` cells that fills `box`.
 * A point outside the picture gives the nearest cell.
 */
export function cellAt(
  box: { left: number; top: number; width: number; height: number },
  point: { clientX: number; clientY: number },
  side: number,
): [row: number, column: number] {
  const within = (share: number): number =>
    Math.min(side - 1, Math.max(0, Math.floor(share * side)));
  return [
    within((point.clientY - box.top) / box.height),
    within((point.clientX - box.left) / box.width),
  ];
}
