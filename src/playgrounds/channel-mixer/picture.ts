/** The colour images of the mixer, drawn by these few lines, and what a reader has changed in them. */
import { type Grid, random } from '#cnn/math';
import type { Field } from '#kit/state';

/** Rows and columns of every image here: small enough that each number can be shown. */
export const side = 32;
/** The brightest a channel can be. */
export const full = 255;
export const channels = ['red', 'green', 'blue'] as const;

/** Red, green and blue as grids of 0 (dark) to 255 (full). */
export type Planes = readonly [red: Grid, green: Grid, blue: Grid];
type Colour = readonly [red: number, green: number, blue: number];

export const imageNames = ['boat', 'chart'] as const;
export type ImageName = (typeof imageNames)[number];
export const imageLabels: Record<ImageName, string> = {
  boat: 'a boat',
  chart: 'sixteen colours',
};

/** One changed pixel. */
export type Edit = readonly [row: number, column: number, red: number, green: number, blue: number];

const blend = (from: Colour, to: Colour, share: number): Colour => {
  const at = (i: 0 | 1 | 2): number => from[i] + (to[i] - from[i]) * share;
  return [at(0), at(1), at(2)];
};

/** A boat with an orange and a white sail on blue water: sky, sun, hill, sea, hull, mast, sails. */
function boat(row: number, column: number): Colour {
  const mast = 16;
  if (row >= 21 && row <= 24 && column >= 5 + (row - 21) && column <= 26 - (row - 21)) {
    return row === 21 ? [226, 92, 74] : [186, 38, 40];
  }
  if (column === mast && row >= 4 && row <= 20) return [92, 62, 44];
  if (row >= 5 && row <= 19 && column > mast && column <= mast + (row - 4) * 0.6) {
    return [246, 243, 232];
  }
  if (row >= 8 && row <= 19 && column < mast && column >= mast - (row - 7) * 0.6) {
    return [238, 138, 42];
  }
  if ((row - 6) ** 2 + (column - 26) ** 2 <= 11) return [252, 214, 62];
  if (row >= 20) return blend([40, 118, 176], [14, 58, 110], (row - 20) / 11);
  if (row >= 19 - 4.5 * Math.sin(((column + 6) / 18) * Math.PI) && column < 12) {
    return [74, 138, 66];
  }
  return blend([96, 166, 230], [212, 230, 244], row / 19);
}

const tiles: readonly (readonly Colour[])[] = [
  [
    [0, 0, 0],
    [96, 96, 96],
    [176, 176, 176],
    [255, 255, 255],
  ],
  [
    [220, 0, 0],
    [0, 220, 0],
    [0, 0, 220],
    [240, 140, 0],
  ],
  [
    [0, 220, 220],
    [220, 0, 220],
    [220, 220, 0],
    [120, 70, 30],
  ],
  [
    [110, 0, 0],
    [0, 110, 0],
    [0, 0, 110],
    [250, 170, 190],
  ],
];

const painters: Record<ImageName, { paint(row: number, column: number): Colour; grain: number }> = {
  boat: { paint: boat, grain: 4 },
  chart: { paint: (row, column) => tiles[row >> 3]![column >> 3]!, grain: 0 },
};

/** The planes of a picture, whole numbers; a little grain, so that no two pixels of the sky are quite the same. */
export function drawn(name: ImageName): Planes {
  const { paint, grain } = painters[name];
  const noise = random(20, name);
  const colours = Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_, column) => {
      const shift = grain === 0 ? 0 : noise.integer(2 * grain + 1) - grain;
      return paint(row, column).map((part) =>
        Math.min(full, Math.max(0, Math.round(part + shift))),
      );
    }),
  );
  const plane = (channel: number): Grid => colours.map((row) => row.map((c) => c[channel]!));
  return [plane(0), plane(1), plane(2)];
}

/** The picture with the reader's changes on it. */
export function edited(planes: Planes, edits: readonly Edit[]): Planes {
  if (edits.length === 0) return planes;
  const next = planes.map((plane) => plane.map((row) => [...row]));
  for (const [row, column, ...colour] of edits) {
    colour.forEach((value, channel) => {
      next[channel]![row]![column] = value;
    });
  }
  return next as unknown as Planes;
}

/** Most pixels a reader may change: more make no link that anybody could send. */
export const mostEdits = 64;

/** Changes as `row,column,colour` with semicolons between, the colour as six hexadecimal digits. */
export const editsField: Field<readonly Edit[]> = {
  read(text) {
    const parts = text === '' ? [] : text.split(';');
    const edits = parts.map((part): Edit | null => {
      const match = /^(\d{1,2}),(\d{1,2}),([0-9a-f]{6})$/.exec(part);
      if (!match || Number(match[1]) >= side || Number(match[2]) >= side) return null;
      const colour = Number.parseInt(match[3]!, 16);
      return [
        Number(match[1]),
        Number(match[2]),
        colour >> 16,
        (colour >> 8) & full,
        colour & full,
      ];
    });
    if (edits.length > mostEdits || edits.includes(null)) {
      throw new RangeError(
        `at most ${mostEdits} pixels such as 6,24,ff0000 with semicolons between: row, column, colour`,
      );
    }
    return edits as Edit[];
  },
  write: (edits) =>
    edits.map(([row, column, ...colour]) => `${row},${column},${hexOf(colour)}`).join(';'),
};

/** Three numbers of 0 to 255 as six hexadecimal digits. */
export const hexOf = (colour: readonly number[]): string =>
  colour.map((part) => part.toString(16).padStart(2, '0')).join('');

/** The changes with one pixel set; the oldest is forgotten when there are too many. */
export function withPixel(edits: readonly Edit[], edit: Edit): readonly Edit[] {
  const others = edits.filter(([row, column]) => row !== edit[0] || column !== edit[1]);
  return [...others, edit].slice(-mostEdits);
}
