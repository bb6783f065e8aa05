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
