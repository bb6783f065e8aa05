/** Lists of numbers as text: 32-bit floats, little end first, in base64. */
export type FloatsText = string;

/** Bytes turned into letters at a time: an argument list has an end. */
const HELPING = 8192;

/** Whether floats lie in memory as they do in these texts, as on every machine that a browser runs on today. */
const LITTLE_END_FIRST = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

export function floatsText(values: ArrayLike<number>): FloatsText {
  if (LITTLE_END_FIRST) return bytesText(new Uint8Array(Float32Array.from(values).buffer));
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i]!, true);
  return bytesText(new Uint8Array(view.buffer));
}

/** @throws Error when the text holds no such list */
export function floatsOf(text: FloatsText): Float32Array {
  const bytes = bytesOf(text);
  if (bytes.length % 4 !== 0) throw new Error('A list of numbers is cut off.');
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(i * 4, true));
}

export function bytesText(bytes: Uint8Array & { toBase64?(): string }): string {
  // Newer browsers do it themselves, in a tenth of the time; a run in training is written every two seconds.
  if (bytes.toBase64) return bytes.toBase64();
  let letters = '';
  for (let at = 0; at < bytes.length; at += HELPING) {
    letters += String.fromCharCode.apply(
      null,
      bytes.subarray(at, at + HELPING) as unknown as number[],
    );
  }
  return btoa(letters);
}

/** @throws Error when the text is not base64 */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
