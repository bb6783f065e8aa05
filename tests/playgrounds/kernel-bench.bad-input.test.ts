import { expect, test } from 'vitest';
import { numberProblem } from '#kit';
import { readNumber } from '#kit/state';
import { inspectPhoto, PhotoError } from '../../src/kit/photo.ts';
import { packPaint, paintLine } from '../../src/playgrounds/kernel-bench/drawing.ts';
import {
  biasLimit,
  pastedKernel,
  weightLimit,
} from '../../src/playgrounds/kernel-bench/kernels.ts';
import { benchCodec, chapterBench } from '../../src/playgrounds/kernel-bench/model.ts';
import {
  asDigit,
  darkness,
  keptLimits,
  keptSize,
} from '../../src/playgrounds/kernel-bench/photo.ts';

const nine = Array(9).fill('1').join(',');
const inked = packPaint(paintLine('', [3, 3], [3, 9], '#'), '#');

/** Each kind of bad link, and a part of the sentence that answers it. */
const links: [kind: string, link: string, sentence: string][] = [
  ['an unknown kernel', 'kernel=edgy', '“kernel” is “edgy”; it takes top-edge, '],
  ['a preset of a side it has not', 'kernel=sharpen-5', '“kernel” is “sharpen-5”'],
  ['a preset of side 9', 'kernel=blur-9', '“kernel” is “blur-9”'],
  ['too few weights', 'kernel=1,2,3', '1, 4, 9, 16, 25, 36 or 49 numbers'],
  ['a weight of 1e309', nine.replace(/1$/, '1e309').replace(/^/, 'kernel='), '“kernel”'],
  ['a weight that is NaN', `kernel=NaN,${nine.slice(2)}`, '“kernel” is “NaN,1,1'],
  ['a weight beyond 100', `kernel=101,${nine.slice(2)}`, 'from −100 to 100'],
  ['a digit there is not', 'digit=12', '“digit” is “12”; it takes one of 0, 1, 2'],
  ['a place off the image', 'at=99,2', '“at” is “99,2”; it takes a row and a column from 0 to 27'],
  ['half a pixel', 'at=5.5,2', '“at” is “5.5,2”'],
  ['one number for a place', 'at=5', '“at” is “5”'],
  [
    'a place the window does not reach',
    'at=0,7',
    'A 3 × 3 window takes rows and columns from 1 to 26.',
  ],
  [
    'a place too near for side 7',
    'kernel=blur-7&at=2,9',
    'A 7 × 7 window takes rows and columns from 3 to 24.',
  ],
  ['a bias in words', 'bias=many', '“bias” is “many”; it takes a number from −10000 to 10000'],
  ['a bias beyond its limit', 'bias=1e9', '“bias” is “1e9”'],
  ['a flip that is neither', 'flip=true', '“flip” is “true”; it takes yes or no'],
  ['a cell 0', 'cell=0', '“cell” is “0”; it takes a whole number from 1 to 49'],
  ['a cell the window has not', 'cell=10', 'There is no cell 10. A 3 × 3 window has 9'],
  ['paint that is none', 'paint=short', '“paint” is “short”; it takes 131 letters of base64url'],
  ['ink and paper on one cell', `paint=${inked}.${inked}`, 'ink and paper that do not overlap'],
  ['paint in three parts', `paint=${inked}.${inked}.x`, 'after one dot'],
  [
    'a view there is not',
    'view=matrix',
    '“view” is “matrix”; it takes one of sum, sheet, feature, challenge',
  ],
  ['a mean there is not', 'mean=median', '“mean” is “median”'],
  ['a challenge there is not', 'goal=win', '“goal” is “win”'],
  ['a part there is not', 'colour=red', 'a part “colour”, which is not one of kernel, digit, at'],
  ['a name every object has', '__proto__=1', 'a part “__proto__”'],
  ['a part twice', 'at=1,1&at=2,2', 'the part “at” twice'],
  ['a broken escape', 'at=%E0%A4%A', '“at” is “%E0%A4%A”'],
  ['a part without a value', 'digit', '“digit” is “”'],
  ['a page pasted behind it', `kernel=${'1,'.repeat(3000)}`, 'longer than 4000 letters'],
];

test.each(links)('a link with %s gives the start and a sentence', (_, link, sentence) => {
  const { state, problem } = benchCodec.parse(link, chapterBench);
  expect(state).toEqual(chapterBench);
  expect(problem).toContain(sentence);
  expect(problem).toMatch(/\. The figure shows its starting state instead\.$/);
});

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const png = (width: number, height: number): Uint8Array => {
  const file = new Uint8Array(64);
  file.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, ...bytes('IHDR')]);
  new DataView(file.buffer).setUint32(16, width);
  new DataView(file.buffer).setUint32(20, height);
  return file;
};
const jpeg = (width: number, height: number): Uint8Array =>
  Uint8Array.from([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    0,
    0,
    0xff,
    0xff,
    0xc0,
    0,
    17,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    3,
    0,
    0,
  ]);

/** Each kind of bad file: its first bytes, the length it has, and a part of the sentence. */
const files: [kind: string, bytes: Uint8Array, sentence: RegExp, length?: number][] = [
  ['an empty file', new Uint8Array(0), /^The file is empty\. Choose a PNG/],
  [
    'an SVG posing as PNG',
    bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
    /an SVG drawing, which can hold a program/,
  ],
  [
    'an SVG behind an XML head',
    bytes('<?xml version="1.0"?>\n<!-- a -->\n<svg >'),
    /an SVG drawing/,
  ],
  ['a web page posing as PNG', bytes('<!DOCTYPE html><html><script>'), /a web page/],
  [
    'a PNG of 30,000 pixels',
    png(30_000, 30_000),
    /measures 30,000 × 30,000 pixels; at most 16,000/,
  ],
  ['a PNG of 4 billion pixels', png(0xffffffff, 1), /measures 4,294,967,295 × 1 pixels/],
  ['a wide JPEG', jpeg(65_500, 20), /measures 65,500 × 20 pixels/],
  ['a picture of too many pixels', png(15_000, 15_000), /60 million in all/],
  ['a file of 26 MB', png(10, 10), /The file has 26 MB; at most 25 MB/, 26_000_000],
  ['a PNG of no height', png(10, 0), /it is damaged/],
  ['a JPEG that ends at once', Uint8Array.from([0xff, 0xd8, 0xff]), /begins like a JPEG but/],
  ['a WebP cut short', bytes('RIFF....WEBPVP8 '), /begins like a WebP but/],
  ['a PDF', bytes('%PDF-1.7 '), /a PDF document/],
  ['a HEIC', bytes('\0\0\0\x18ftypheic'), /a HEIC picture/],
  ['an AVIF', bytes('\0\0\0\x18ftypavif'), /an AVIF picture/],
  ['a zip', bytes('PK\x03\x04'), /a zip archive/],
  ['a text', bytes('hello'), /no picture that can be told/],
];

test.each(files)(
  '%s is answered with a sentence before anything decodes it',
  (_, head, sentence, length) => {
    const act = () => inspectPhoto(head, length ?? head.length);
    expect(act).toThrow(PhotoError);
    expect(act).toThrow(sentence);
  },
);

const pasted: [kind: string, text: string, sentence: RegExp][] = [
  ['five numbers', '1 2 3 4 5', /has 5 parts\. A kernel needs 1, 4, 9/],
  ['a sentence', 'the quick brown fox', /“the” is not a number/],
  ['a kernel with a NaN', '1 2 NaN 4', /“NaN” is not a number/],
  ['a kernel with 1e309', '1 2 1e309 4', /“1e309” is out of range/],
  ['a whole page', 'word '.repeat(4000), /has more than 999 parts/],
];

test.each(pasted)('%s pasted as a kernel is refused with a sentence', (_, text, sentence) => {
  expect(() => pastedKernel(text)).toThrow(RangeError);
  expect(() => pastedKernel(text)).toThrow(sentence);
});

test.each([
  ['', /The field is empty/],
  ['NaN', /“NaN” is not a number/],
  ['1e309', /“1e309” is not a number/],
  ['10001', /It takes a number from −10000 to 10000/],
  ['1,2,3', /is not a number/],
])('the bias "%s" is refused with a sentence, and "0,5" is half', (text, sentence) => {
  expect(numberProblem(text, { min: -biasLimit, max: biasLimit })).toMatch(sentence);
  expect(numberProblem('0,5', { min: -biasLimit, max: biasLimit })).toBeUndefined();
  expect(readNumber('0,5', weightLimit)).toBe(0.5);
});

test('there are more than forty kinds', () => {
  expect(links.length + files.length + pasted.length).toBeGreaterThan(40);
});

test('pictures of every kind say their size', () => {
  expect(inspectPhoto(png(640, 480), 64)).toEqual({ kind: 'PNG', width: 640, height: 480 });
  expect(inspectPhoto(jpeg(4032, 3024), 64)).toEqual({ kind: 'JPEG', width: 4032, height: 3024 });
  const gif = Uint8Array.from([...bytes('GIF89a'), 10, 0, 20, 1]);
  expect(inspectPhoto(gif, 10)).toEqual({ kind: 'GIF', width: 10, height: 276 });
  const webp = new Uint8Array(40);
  webp.set(bytes('RIFF....WEBPVP8X'));
  webp.set([99, 0, 0, 49, 0, 0], 24);
  expect(inspectPhoto(webp, 40)).toEqual({ kind: 'WebP', width: 100, height: 50 });
});

test('a photo is kept within 640 × 480, lying or standing, and never enlarged', () => {
  expect(keptSize(4032, 3024)).toEqual({ width: 640, height: 480 });
  expect(keptSize(3024, 4032)).toEqual({ width: 480, height: 640 });
  expect(keptSize(100, 50)).toEqual({ width: 100, height: 50 });
  for (const [width, height] of [
    [16_000, 3000],
    [1, 16_000],
    [641, 480],
  ] as const) {
    const kept = keptSize(width, height);
    expect(Math.max(kept.width, kept.height)).toBeLessThanOrEqual(keptLimits.long);
    expect(Math.min(kept.width, kept.height)).toBeLessThanOrEqual(keptLimits.short);
    expect(Math.min(kept.width, kept.height)).toBeGreaterThan(0);
  }
});

test('dark is high, white is 0, and what is transparent lies on white', () => {
  const rgba = Uint8ClampedArray.from([
    0, 0, 0, 255, 255, 255, 255, 255, 0, 0, 0, 0, 255, 0, 0, 255,
  ]);
  expect(darkness(rgba, 4, 1)).toEqual([[255, 0, 0, 179]]);
});

test('as a digit, a photo becomes 28 × 28 means of its middle square', () => {
  const stripes = Array.from({ length: 56 }, (_, row) =>
    Array<number>(112).fill(row % 2 ? 200 : 100),
  );
  expect(asDigit(stripes)).toEqual(Array.from({ length: 28 }, () => Array(28).fill(150)));
  expect(asDigit(Array.from({ length: 9 }, () => Array<number>(30).fill(7)))[27]![27]).toBe(7);
});
