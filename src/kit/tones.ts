/** Cells of one tone, as the data of one SVG path. */
export interface Tone {
  value: number;
  path: string;
}

/**
 * Groups a grid of numbers by tone, for drawing with a handful of paths instead of one element a cell.
 * Values are rounded to the nearest `step`; zeros are paper and are left out; neighbours in a row share a rectangle.
 * `offset` moves everything right and down by so many cells. A value that is not finite is left out.
 */
export function tonePaths(
  values: readonly (readonly number[])[],
  step: number,
  offset = 0,
): Tone[] {
  const paths = new Map<number, string>();
  const tone = (value: number | undefined): number =>
    value !== undefined && Number.isFinite(value) ? Math.round(value / step) : 0;
  values.forEach((row, y) => {
    for (let x = 0; x < row.length; ) {
      const here = tone(row[x]);
      let run = 1;
      while (x + run < row.length && tone(row[x + run]) === here) run++;
      if (here !== 0) {
        const cell = `M${x + offset} ${y + offset}h${run}v1h-${run}z`;
        paths.set(here, (paths.get(here) ?? '') + cell);
      }
      x += run;
    }
  });
  return [...paths]
    .sort(([a], [b]) => a - b)
    .map(([level, path]) => ({ value: level * step, path }));
}
