import type { Part } from './arena.ts';

/** What the emitted functions are to the page: numbers in, at most one number out. */
export type Kernels = Readonly<Record<string, (...given: number[]) => number>>;

/**
 * Names of a step's functions, by what they do. They are put together once: a name put together at every call would have
 * to be looked up letter by letter.
 */
export const namesIn =
  <Work extends string>(works: readonly Work[]) =>
  (step: string) =>
    Object.fromEntries(works.map((work) => [work, `${step}.${work}`])) as Record<Work, string>;

/**
 * A memory as numbers of each kind. It never grows, so views stay good, and those of a place are kept: a step of training
 * asks for hundreds, and to make one takes as long as a small kernel.
 */
export class Views {
  readonly buffer: ArrayBuffer;
  private readonly singles = new Map<number, Float32Array<ArrayBuffer>>();
  private readonly pairs = new Map<number, Float64Array<ArrayBuffer>>();

  constructor({ buffer }: WebAssembly.Memory) {
    this.buffer = buffer as ArrayBuffer;
  }

  floats({ at, count }: Part) {
    const kept = this.singles.get(at);
    if (kept?.length === count) return kept;
    const made = new Float32Array(this.buffer, at, count);
    this.singles.set(at, made);
    return made;
  }

  doubles({ at, count }: Part) {
    const kept = this.pairs.get(at);
    if (kept?.length === count) return kept;
    const made = new Float64Array(this.buffer, at, count);
    this.pairs.set(at, made);
    return made;
  }

  integers({ at, count }: Part) {
    return new Int32Array(this.buffer, at, count);
  }

  bytes({ at, count }: Part) {
    return new Uint8Array(this.buffer, at, count);
  }
}
