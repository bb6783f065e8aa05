interface Props {
  row: number;
  column: number;
  /** Side of the frame in cells: 3 draws the window with ticks at its thirds, 1 marks one cell. */
  side: number;
}

/** The site's window, in the units of a picture's cells: accent line, one pixel of paper on either side. */
export function WindowFrame({ row, column, side }: Props) {
  const box = { x: column, y: row, width: side, height: side };
  const tick = 0.28;
  let ticks = '';
  for (let third = 1; third < side; third++) {
    ticks += `M${column + third} ${row}v${tick}M${column + third} ${row + side}v-${tick}`;
    ticks += `M${column} ${row + third}h${tick}M${column + side} ${row + third}h-${tick}`;
  }
  return (
    <>
      <rect className="halo" {...box} />
      <rect className="frame" {...box} />
      {ticks !== '' && <path className="tick" d={ticks} />}
    </>
  );
}
