/** One number for both directions, or one for each: PyTorch's `int or tuple`. */
export type Sides = number | readonly [height: number, width: number];

/** The number for each direction. */
export const sidesOf = (sides: Sides): readonly [height: number, width: number] =>
  typeof sides === 'number' ? [sides, sides] : sides;
