import type { Code } from './code.ts';
import { type Immediate, instructionAt } from './instructions.ts';
import { readSigned, readUnsigned } from './leb128.ts';

/**
 * The instructions of a function in WebAssembly's own notation, one a line, loops indented: read back from the bytes,
 * so it shows what is really there.
 */
export function textOf({ bytes }: Pick<Code, 'bytes'>): string {
  const lines: string[] = [];
  let depth = 0;
  let at = 0;
  while (at < bytes.length) {
    const { name, immediate, next } = instructionAt(bytes, at);
    const [words, after] = immediateAt(bytes, next, immediate);
    if (name === 'end' || name === 'else') depth--;
    lines.push('  '.repeat(depth) + [name, ...words].join(' '));
    if (immediate === 'block' || name === 'else') depth++;
    at = after;
  }
  return lines.join('\n');
}

function immediateAt(
  bytes: readonly number[],
  at: number,
  kind: Immediate,
): [words: string[], after: number] {
  const raw = (width: number) => new DataView(Uint8Array.from(bytes.slice(at, at + width)).buffer);
  switch (kind) {
    case 'none':
      return [[], at];
    case 'block':
      return [[], at + 1];
    case 'index': {
      const [index, after] = readUnsigned(bytes, at);
      return [[`${index}`], after];
    }
    case 'lane':
      return [[`${bytes[at]}`], at + 1];
    case 'memory': {
      const [offset, after] = readUnsigned(bytes, at + 1);
      return [offset > 0 ? [`offset=${offset}`] : [], after];
    }
    case 'i32':
    case 'i64': {
      const [value, after] = readSigned(bytes, at);
      return [[`${value}`], after];
    }
    case 'f32':
      return [[`${raw(4).getFloat32(0, true)}`], at + 4];
    case 'f64':
      return [[`${raw(8).getFloat64(0, true)}`], at + 8];
    case 'lanes':
      return [bytes.slice(at, at + 16).map(String), at + 16];
    case 'zeros':
      return [['i32x4 0 0 0 0'], at + 16];
  }
}
