import { demand } from './demand.ts';

/** One number for both directions, or one for each: PyTorch's `int or tuple`. */
export type Sides = number | readonly [height: number, width: number];

/** The number for each direction. */
export const sidesOf = (sides: Sides): readonly [height: number, width: number] =>
  typeof sides === 'number' ? [sides, sides] : sides;

/** @throws RangeError naming the argument, unless it is a whole number of at least `least`, or one for each direction */
export function demandSides(name: string, sides: Sides, least: number) {
  const both: readonly number[] = Array.isArray(sides) ? sides : [sides as number, sides as number];
  const right = both.length === 2 && both.every((side) => Number.isInteger(side) && side >= least);
  const accepts = `a whole number of at least ${least}, or [height, width] of such`;
  demand(name, sides, right, accepts);
}
