import { type Arena, doubles, type Part } from './arena.ts';
import type { Views } from './views.ts';

/**
 * What a batch norm knows of all images, for each channel: where a batch is spread over several workers, theirs must be
 * brought together before anybody goes on.
 */
export interface Exchange {
  /** `moments`: mean, and squared distances from it summed up. `gradients`: two sums. */
  kind: 'moments' | 'gradients';
  /** Values of each channel. */
  count: number;
  /** To be changed in place, for the emitted code reads them there. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** What one part of a batch found. */
export type Sums = Pick<Exchange, 'count' | 'first' | 'second'>;

/**
 * Makes of what the parts of a batch found what the whole batch has. Two means and two sums of squared distances become
 * one by the formula of Chan, Golub and LeVeque (1983), which takes no difference of large numbers.
 *
 * @param into becomes that of all
 * @param parts one behind the other in an order that all workers keep, so that all get the same bits
 */
export function bringTogether(into: Exchange, [part, ...others]: readonly Sums[]) {
  const { kind, first, second } = into;
  first.set(part!.first);
  second.set(part!.second);
  // Gradients come after the moments, whose count is that of all already.
  let { count } = part!;
  for (const other of others) {
    const all = count + other.count;
    for (let i = 0; i < first.length; i++) {
      if (kind === 'gradients') {
        first[i]! += other.first[i]!;
        second[i]! += other.second[i]!;
        continue;
      }
      const distance = other.first[i]! - first[i]!;
      first[i]! += (distance * other.count) / all;
      second[i]! += other.second[i]! + (distance * distance * count * other.count) / all;
    }
    if (kind === 'moments') count = all;
  }
  into.count = count;
}

/** Two numbers of double precision for each channel, in the memory of the emitted code: the second ones behind the first. */
export class Pairs {
  readonly all: Part;
  readonly second: Part;
  private readonly stored: number;

  /** @param stored channels as stored */
  constructor(arena: Arena, stored: number) {
    this.stored = stored;
    this.all = doubles(arena, 2 * stored);
    this.second = { at: this.all.at + 8 * stored, count: stored };
  }

  get at(): number {
    return this.all.at;
  }

  /** As something to exchange. */
  exchange(views: Views, kind: Exchange['kind'], count: number): Exchange {
    const first = views.doubles({ at: this.at, count: this.stored });
    return { kind, count, first, second: views.doubles(this.second) };
  }
}
