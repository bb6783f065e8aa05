/** Shapes as the text of a link: `64x1x28x28`. */
import type { Field } from '#kit/state';

/** The sides of a tensor, its outermost axis first, as PyTorch prints them. */
export type Shape = readonly number[];

/** Fewest and most axes of the convolution's input and weight. */
export const axes = [2, 5] as const;
/** Longest side of the convolution's input and weight. */
export const longest = 512;

/** A shape of `min` to `max` axes, each with a side from 1 to its own bound; `most` has one bound or one an axis. */
export function shape(min: number, max: number, most: number | Shape): Field<Shape> {
  const bound = (axis: number): number => (typeof most === 'number' ? most : most[axis]!);
  const many = min === max ? `${min} sides` : `${min} to ${max} sides`;
  const limits =
    typeof most === 'number' ? `each from 1 to ${most}` : `at most ${most.join('x')}, at least 1`;
  return {
    read(text) {
      const sides = text.split('x').map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : 0));
      const good =
        sides.length >= min &&
        sides.length <= max &&
        sides.every((side, axis) => side >= 1 && side <= bound(axis));
      if (!good) throw new RangeError(`${many} with x between, ${limits}`);
      return sides;
    },
    write: (sides) => sides.join('x'),
  };
}

/** How PyTorch prints a shape in its messages: `[64, 1, 28, 28]`. */
export const torchText = (sides: Shape): string => `[${sides.join(', ')}]`;
/** How this site writes a shape: `64×1×28×28`. */
export const crossText = (sides: Shape): string => sides.join('×');
