import type { Planes } from './picture.ts';

/** Bytes before the pixels: the file header and the oldest image header that every browser reads. */
const HEADER = 54;

/** Planes as the address of a picture that holds its pixels, one byte a channel: the same text at build and in a page. */
export function bitmapOf(planes: Planes): string {
  const height = planes[0].length;
  const width = planes[0][0]!.length;
  const line = Math.ceil((3 * width) / 4) * 4;
  const bytes = new Uint8Array(HEADER + line * height);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, HEADER, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  // A negative height: the first row is the top one.
  view.setInt32(22, -height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const at = HEADER + row * line + 3 * column;
      // Blue comes first in a bitmap.
      for (const [byte, channel] of [2, 1, 0].entries()) {
        bytes[at + byte] = Math.round(planes[channel]![row]![column]!);
      }
    }
  return `data:image/bmp;base64,${btoa(String.fromCharCode(...bytes))}`;
}
