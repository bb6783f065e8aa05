/** Bytes of a page of WebAssembly's memory, and of a line of the cache. */
const PAGE = 65536;
const LINE = 64;

/** Hands out the parts of one memory, one behind the other; address 0 is nobody's. */
export class Arena {
  private top = LINE;

  /** @returns where so many bytes begin, at a line of the cache */
  bytes(count: number): number {
    const start = this.top;
    this.top += Math.ceil(count / LINE) * LINE;
    return start;
  }

  /** A memory of WebAssembly with room for all parts, all 0. */
  memory(): WebAssembly.Memory {
    return new WebAssembly.Memory({ initial: Math.ceil(this.top / PAGE) });
  }
}

/** A part of a memory, named by what lies there. */
export interface Part {
  readonly at: number;
  readonly count: number;
}

/** So many numbers of single precision. */
export const floats = (arena: Arena, count: number): Part => ({
  at: arena.bytes(count * 4),
  count,
});

/** So many numbers of double precision. */
export const doubles = (arena: Arena, count: number): Part => ({
  at: arena.bytes(count * 8),
  count,
});
