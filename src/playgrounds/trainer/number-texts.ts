/** Lists of numbers as text: 32-bit floats, little end first, in base64. */
export type FloatsText = string;

/** Bytes turned into letters at a time: an argument list has an end. */
const HELPING = 8192;

export function floatsText(values: ArrayLike<number>): FloatsText {
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

export function bytesText(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += HELPING) {
    letters += String.fromCharCode(...bytes.subarray(at, at + HELPING));
  }
  return btoa(letters);
}

/** @throws Error when the text is not base64 */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
