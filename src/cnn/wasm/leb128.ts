/** A whole number of at least 0 as WebAssembly writes it: seven bits a byte, lowest first, the top bit meaning "more". */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest ? low | 0x80 : low);
  } while (rest);
  return bytes;
}

/** A whole number of 32 bits, with its sign: ends once the last byte's sign bit says what the rest would. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && !(low & 0x40)) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

/** Reads an unsigned number. @returns it, and where the bytes after it begin */
export function readUnsigned(bytes: ArrayLike<number>, at: number): [value: number, next: number] {
  let [value, shift, next] = [0, 0, at];
  for (;;) {
    const byte = bytes[next++]!;
    value |= (byte & 0x7f) << shift;
    shift += 7;
    if (!(byte & 0x80)) return [value >>> 0, next];
  }
}

/** Reads a signed number. @returns it, and where the bytes after it begin */
export function readSigned(bytes: ArrayLike<number>, at: number): [value: number, next: number] {
  let [value, shift, next] = [0, 0, at];
  for (;;) {
    const byte = bytes[next++]!;
    value |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte & 0x80) continue;
    return [shift < 32 && byte & 0x40 ? value | (-1 << shift) : value, next];
  }
}
