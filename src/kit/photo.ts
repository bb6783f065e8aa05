/**
 * A reader's own photo before the browser decodes it: what its first bytes say it is, and whether it may be decoded at all.
 * Pure; the decoding itself is in usePhoto.ts.
 */
import { forEye } from '#kit/state';

export const photoLimits = {
  /** Bytes of a file: 25 MB, more than a telephone's camera makes. */
  bytes: 25_000_000,
  /** Pixels along a side, and of the whole, that a browser decodes without trouble. */
  side: 16_000,
  pixels: 60_000_000,
};

/** A photo that cannot be used; the message is a whole sentence for the reader. */
export class PhotoError extends Error {
  override name = 'PhotoError';
}

interface Kind {
  name: string;
  is(bytes: Uint8Array): boolean;
  size(bytes: Uint8Array): readonly [width: number, height: number] | null;
}

const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));
const big = (b: Uint8Array, at: number): number => (b[at]! << 8) | b[at + 1]!;
const small = (b: Uint8Array, at: number): number => b[at]! | (b[at + 1]! << 8);
const starts = (b: Uint8Array, ...marks: number[]): boolean => marks.every((m, i) => b[i] === m);

const kinds: readonly Kind[] = [
  {
    name: 'PNG',
    is: (b) => starts(b, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    size: (b) =>
      text(b, 12, 16) === 'IHDR' && b.length >= 24
        ? [big(b, 16) * 65536 + big(b, 18), big(b, 20) * 65536 + big(b, 22)]
        : null,
  },
  { name: 'JPEG', is: (b) => starts(b, 0xff, 0xd8, 0xff), size: jpegSize },
  {
    name: 'GIF',
    is: (b) => /^GIF8[79]a$/.test(text(b, 0, 6)),
    size: (b) => (b.length >= 10 ? [small(b, 6), small(b, 8)] : null),
  },
  {
    name: 'WebP',
    is: (b) => text(b, 0, 4) === 'RIFF' && text(b, 8, 12) === 'WEBP',
    size: webpSize,
  },
  {
    name: 'BMP',
    is: (b) => text(b, 0, 2) === 'BM' && b.length >= 26,
    size: (b) => [
      small(b, 18) + small(b, 20) * 65536,
      Math.abs((small(b, 22) + small(b, 24) * 65536) | 0),
    ],
  },
];

/** The frame header of a JPEG: segments are skipped until one names the size. */
function jpegSize(b: Uint8Array): readonly [number, number] | null {
  for (let at = 2; at + 9 < b.length; ) {
    if (b[at] !== 0xff) return null;
    const mark = b[at + 1]!;
    if (mark === 0xff) at++;
    else if (mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)) {
      return [big(b, at + 7), big(b, at + 5)];
    } else at += 2 + big(b, at + 2);
  }
  return null;
}

function webpSize(b: Uint8Array): readonly [number, number] | null {
  const part = text(b, 12, 16);
  if (b.length < 30) return null;
  if (part === 'VP8 ') return [small(b, 26) & 0x3fff, small(b, 28) & 0x3fff];
  if (part === 'VP8L') {
    const bits = small(b, 21) + small(b, 23) * 65536;
    return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
  }
  if (part === 'VP8X')
    return [small(b, 24) + b[26]! * 65536 + 1, small(b, 27) + b[29]! * 65536 + 1];
  return null;
}

/** What a file is that is no photo of ours, as far as its first bytes tell. */
function strange(b: Uint8Array): string {
  const head = text(b, 0, 256)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase();
  if (/<svg[\s>]/.test(head)) return 'an SVG drawing, which can hold a program';
  if (head.startsWith('<!doctype html') || head.startsWith('<html')) return 'a web page';
  if (head.startsWith('<')) return 'a text in angle brackets';
  if (head.startsWith('%pdf')) return 'a PDF document';
  if (/^ftyp(avif|avis)/.test(text(b, 4, 12))) return 'an AVIF picture';
  if (/^ftyp(hei|mif|hev)/.test(text(b, 4, 12))) return 'a HEIC picture, as telephones save them';
  if (starts(b, 0x50, 0x4b, 0x03, 0x04)) return 'a zip archive';
  if (starts(b, 0x49, 0x49, 0x2a) || starts(b, 0x4d, 0x4d, 0, 0x2a)) return 'a TIFF picture';
  return 'no picture that can be told by its first bytes';
}

/**
 * Looks at a file's first bytes (its first 256 kB suffice), never at its name.
 *
 * @param bytes the first bytes
 * @param length bytes of the whole file
 * @returns what it is, such as `PNG`, and its size in pixels
 * @throws PhotoError when it is empty, too large, no picture of a known kind, or damaged
 */
export function inspectPhoto(
  bytes: Uint8Array,
  length: number,
): { kind: string; width: number; height: number } {
  const take = 'Choose a PNG, JPEG, WebP, GIF or BMP.';
  if (length === 0) throw new PhotoError(`The file is empty. ${take}`);
  if (length > photoLimits.bytes) {
    throw new PhotoError(
      `The file has ${forEye(length / 1e6, 1)} MB; at most ${photoLimits.bytes / 1e6} MB can be opened. Choose a smaller one.`,
    );
  }
  const kind = kinds.find(({ is }) => is(bytes));
  if (!kind) throw new PhotoError(`The file is ${strange(bytes)}. ${take}`);
  const size = kind.size(bytes);
  if (!size || size.some((n) => n < 1)) {
    throw new PhotoError(
      `The file begins like a ${kind.name} but does not say how large it is: it is damaged. Choose another one.`,
    );
  }
  const [width, height] = size;
  if (Math.max(...size) > photoLimits.side || width * height > photoLimits.pixels) {
    throw new PhotoError(
      `The picture measures ${forEye(width)} × ${forEye(height)} pixels; at most ${forEye(photoLimits.side)} along a side and ${photoLimits.pixels / 1e6} million in all can be opened. Make it smaller first.`,
    );
  }
  return { kind: kind.name, width, height };
}
