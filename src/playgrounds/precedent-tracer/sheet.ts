/**
 * The chapter's two-layer spreadsheet. Its picture is a crossed seven of MNIST; its figures show the 22 × 22 pixels below row 5
 * and right of column 0, the public workbook all 28 × 28. The filters are those of the workbook's second sheet; the chapter's
 * figures show them divided by five.
 */
import type { Grid } from '#cnn/math';

/** Rows of the crop, 0 (paper) to 255 (ink); `.` stands for a row of zeros from there on. */
const crop = `
.
0 0 0 0 0 0 0 0 0 0 97 96 77 118 61 .
0 0 90 138 235 235 235 235 235 235 251 251 248 254 245 235 190 21 .
0 140 251 254 254 254 254 254 254 254 254 254 254 254 254 254 254 189 23 .
0 226 254 208 199 199 199 199 139 61 61 61 61 61 128 222 254 254 189 21 .
0 38 82 13 0 0 0 0 0 0 0 0 0 0 0 34 213 254 254 115 .
0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 84 254 254 234 .
0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 84 254 254 234 .
0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 106 157 254 254 243 51 .
0 0 0 0 0 0 0 0 0 0 25 117 228 228 228 253 254 254 254 254 240 .
0 0 0 0 0 0 0 0 68 119 220 254 254 254 254 254 254 254 254 254 142 .
0 0 0 0 0 0 37 187 253 254 254 254 223 206 206 75 68 215 254 254 117 .
0 0 0 0 0 113 219 254 242 227 115 89 31 0 0 0 0 200 254 241 41 .
0 0 0 0 0 169 254 176 62 0 0 0 0 0 0 0 48 231 254 234 .
0 0 0 0 0 18 124 0 0 0 0 0 0 0 0 0 84 254 254 166 .
0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 139 254 238 57 .
0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 210 250 254 168 .
0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 242 254 239 57 .
0 0 0 0 0 0 0 0 0 0 0 0 0 0 89 251 241 86 .
0 0 0 0 0 0 0 0 0 0 0 0 0 5 206 246 157 .
0 0 0 0 0 0 0 0 0 0 0 0 0 4 117 69 .
.`;

const side = 22;
/** Where the crop begins in the whole digit; all around it is paper. */
const [top, left] = [6, 1];

/** The pixels of the chapter's figures: 22 rows of 22, 0 to 255. */
export const croppedSeven: Grid = crop
  .trim()
  .split('\n')
  .map((line) => {
    const ink = line.split(' ').filter((text) => text !== '.');
    return Array.from({ length: side }, (_, i) => Number(ink[i] ?? 0));
  });

/** The same seven whole, as in the public workbook: 28 rows of 28. */
export const wholeSeven: Grid = Array.from({ length: 28 }, (_, row) =>
  Array.from({ length: 28 }, (_, column) => croppedSeven[row - top]?.[column - left] ?? 0),
);

/** Filter 1 and filter 2 of the public workbook, row by row. */
export const workbookFilters: readonly (readonly number[])[] = [
  [0.978841, 0.277732, 0.940329, 0.71273, 0.047601, 0.564485, 0.603736, 0.327008, 0.852998],
  [0.020081, 0.968559, 0.410713, 0.324348, 0.864706, 0.512775, 0.988323, 0.48519, 0.108703],
];

/** The same as the chapter's figures have them. */
export const chapterFilters = workbookFilters.map((filter) => filter.map((weight) => weight / 5));
