/** Images of the bench: sample digits as short texts, and what the reader painted over them. */
import type { Grid } from '#cnn/math';
import type { Field } from '#kit/state';

export const side = 28;
export const full = 255;

/** 784 characters in reading order: `.` untouched, `#` painted with ink (255), `o` rubbed out (0). Empty text: nothing painted. */
export type Paint = string;
export type Brush = '#' | 'o';

const cells = side * side;
const bytes = cells / 8;

/** Pixels 0 to 255 as base64 text, so that an image is one short attribute of the island. */
export function packPixels(pixels: readonly number[]): string {
  return btoa(String.fromCharCode(...pixels));
}

/** The image behind a packed text (all zeros when the text is empty), with the paint on top: `[28][28]`, 0 to 255. */
export function unpackImage(packed: string, paint: Paint): Grid {
  const text = atob(packed);
  return Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_, column) => {
      const i = row * side + column;
      if (paint[i] === '#') return full;
      return paint[i] === 'o' || text === '' ? 0 : text.charCodeAt(i);
    }),
  );
}

/** Paints the straight line of cells between two cells, both ends included; cells outside the image are left out. */
export function paintLine(
  paint: Paint,
  from: readonly [number, number],
  to: readonly [number, number],
  brush: Brush,
): Paint {
  const marks = paint === '' ? Array<string>(cells).fill('.') : [...paint];
  const steps = Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]), 1);
  for (let step = 0; step <= steps; step++) {
    const row = Math.round(from[0] + ((to[0] - from[0]) * step) / steps);
    const column = Math.round(from[1] + ((to[1] - from[1]) * step) / steps);
    if (row >= 0 && row < side && column >= 0 && column < side) marks[row * side + column] = brush;
  }
  return marks.join('');
}

/** One brush's cells as 131 characters of base64url, one bit a cell; empty when there are none. */
export function packPaint(paint: Paint, brush: Brush): string {
  if (!paint.includes(brush)) return '';
  const packed = Array.from({ length: bytes }, (_, i) =>
    [...paint.slice(i * 8, i * 8 + 8)].reduce((byte, mark) => byte * 2 + Number(mark === brush), 0),
  );
  return packPixels(packed).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws RangeError when a text is none that `packPaint` writes, or both brushes claim a cell. */
export function unpackPaint(ink: string, rubbed: string): Paint {
  if (ink === '' && rubbed === '') return '';
  const inked = bits(ink);
  const bare = bits(rubbed);
  const marks = inked.map((bit, i) => {
    if (bit && bare[i]) throw new RangeError('ink and paper that do not overlap');
    return bit ? '#' : bare[i] ? 'o' : '.';
  });
  return marks.join('');
}

/** Paint as text: the ink's letters, and after a dot those of what was rubbed out. */
export const paintField: Field<Paint> = {
  read(text) {
    const [ink = '', rubbed = '', ...more] = text.split('.');
    if (more.length > 0) throw new RangeError('ink and, after one dot, what is rubbed out');
    return unpackPaint(ink, rubbed);
  },
  write(paint) {
    const rubbed = packPaint(paint, 'o');
    return packPaint(paint, '#') + (rubbed && `.${rubbed}`);
  },
};

function bits(text: string): boolean[] {
  if (text === '') return Array<boolean>(cells).fill(false);
  const length = Math.ceil((bytes * 4) / 3);
  if (text.length !== length || /[^\w-]/.test(text)) {
    throw new RangeError(`${length} letters of base64url, one bit for each of the 784 cells`);
  }
  const packed = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Array.from({ length: cells }, (_, i) =>
    Boolean((packed.charCodeAt(Math.floor(i / 8)) >> (7 - (i % 8))) & 1),
  );
}
