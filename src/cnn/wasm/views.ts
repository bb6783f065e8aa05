import type { Part } from './arena.ts';

/** What the emitted functions are to the page: numbers in, at most one number out. */
export type Kernels = Readonly<Record<string, (...given: number[]) => number>>;

/** A memory as numbers of each kind. It never grows, so views stay good. */
export class Views {
  private readonly buffer: ArrayBuffer;

  constructor({ buffer }: WebAssembly.Memory) {
    this.buffer = buffer as ArrayBuffer;
  }

  floats({ at, count }: Part) {
    return new Float32Array(this.buffer, at, count);
  }

  doubles({ at, count }: Part) {
    return new Float64Array(this.buffer, at, count);
  }

  integers({ at, count }: Part) {
    return new Int32Array(this.buffer, at, count);
  }

  bytes({ at, count }: Part) {
    return new Uint8Array(this.buffer, at, count);
  }
}
