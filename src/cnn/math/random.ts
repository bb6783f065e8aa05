import { demand, demandWhole } from './demand.ts';

/** Random numbers that a seed decides. */
export interface Random {
  /** A number in [0, 1), a multiple of 2⁻³². */
  uniform(): number;
  /** A whole number in [0, below). @throws RangeError when `below` is no whole number of at least 1 */
  integer(below: number): number;
  /** Puts the array in random order, in place, and returns it. */
  shuffle<Item, List extends { length: number; [index: number]: Item }>(array: List): List;
}

/**
 * A seeded stream of random numbers that is the same on every machine: integer arithmetic only.
 * Streams with different names are independent, so that drawing more weights does not change the order of the
 * images. Generator: sfc32 (Doty-Humphrey, PractRand), its state filled by splitmix32.
 *
 * @param seed a whole number; its lowest 32 bits count
 * @param stream name of the stream, such as `'weights'`
 * @throws RangeError when the seed is no whole number
 */
export function random(seed: number, stream = ''): Random {
  demand('seed', seed, Number.isSafeInteger(seed), 'a whole number');
  let mixed = seed >>> 0;
  for (const letter of stream) mixed = Math.imul(mixed ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  const fill = () => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let a = fill();
  let b = fill();
  let c = fill();
  let counter = 1;

  const next = () => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  // The first numbers still show the seed.
  for (let i = 0; i < 15; i++) next();

  const uniform = () => next() / 2 ** 32;
  const integer = (below: number) => {
    demandWhole('below', below, 1);
    return Math.floor(uniform() * below);
  };
  return {
    uniform,
    integer,
    shuffle(array) {
      for (let last = array.length - 1; last > 0; last--) {
        const other = integer(last + 1);
        const kept = array[last]!;
        array[last] = array[other]!;
        array[other] = kept;
      }
      return array;
    },
  };
}
