import { expect, test } from 'vitest';
import { random } from '#cnn/math';
import { sampleDigits } from '#lab/digits';
import {
  packPaint,
  packPixels,
  paintLine,
  unpackImage,
  unpackPaint,
} from '../../src/playgrounds/kernel-bench/drawing.ts';
import {
  forEye,
  kernelNote,
  presets,
  readNumber,
  weightForEye,
  writeNumber,
} from '../../src/playgrounds/kernel-bench/kernels.ts';
import {
  type Bench,
  chapterBench,
  digits,
  formatBench,
  parseBench,
} from '../../src/playgrounds/kernel-bench/model.ts';
import { startFrom } from '../../src/playgrounds/kernel-bench/props.ts';
import {
  neighbours,
  randomKernel,
  responseAt,
  responseOf,
  scaleEnd,
  spokenSum,
  sumAt,
} from '../../src/playgrounds/kernel-bench/sum.ts';
import { csv, pictureMarks, pytorch, svgFile } from '../../src/playgrounds/kernel-bench/take.ts';
import { walk } from '../../src/playgrounds/kernel-bench/walk.ts';

const three = unpackImage(packPixels(sampleDigits()[3]!.pixels), '');
const zeros = unpackImage('', '');
const kernelOf = (name: string) => presets.find((preset) => preset.name === name)!.kernel;
const at = (kernel: readonly number[], row: number, column: number, more: Partial<Bench> = {}) =>
  responseAt(responseOf(three, { ...chapterBench, kernel, ...more }), [row, column]);

test('the image is the one the chapter prints', () => {
  expect(three[5]!.slice(0, 20)).toEqual([
    0, 0, 0, 12, 99, 91, 142, 155, 246, 182, 155, 155, 155, 155, 131, 52, 0, 0, 0, 0,
  ]);
  expect(three[8]!.slice(0, 20)).toEqual([
    0, 0, 0, 35, 74, 35, 35, 25, 0, 0, 0, 0, 0, 0, 13, 224, 254, 254, 153, 0,
  ]);
});

test('the top edge kernel gives the chapter’s three printed results', () => {
  expect(at(kernelOf('top-edge'), 1, 1)).toBe(0);
  expect(at(kernelOf('top-edge'), 5, 7)).toBe(762);
  expect(at(kernelOf('top-edge'), 8, 18)).toBe(-29);
});

test('three top edge kernels answer down column 7 as the page says', () => {
  const down = (kernel: number[]) => [4, 5, 6, 7, 8].map((row) => at(kernel, row, 7));
  expect(down([-1, -1, -1, 0, 0, 0, 1, 1, 1])).toEqual([543, 762, 135, -702, -678]);
  expect(down([0, 0, 0, -1, -1, -1, 1, 1, 1])).toEqual([543, 219, -84, -618, -60]);
  expect(down([-1, -1, -1, 1, 1, 1, 0, 0, 0])).toEqual([0, 543, 219, -84, -618]);
});

test('the presets of the chapter are the chapter’s kernels', () => {
  expect(kernelOf('left-edge')).toEqual([-1, 1, 0, -1, 1, 0, -1, 1, 0]);
  expect(kernelOf('diagonal-1')).toEqual([0, -1, 1, -1, 1, 0, 1, 0, 0]);
  expect(kernelOf('diagonal-2')).toEqual([1, -1, 0, 0, 1, -1, 0, 0, 1]);
});

test('the response covers 26 by 26 centres and has none outside', () => {
  const response = responseOf(three, chapterBench);
  expect(response.length).toBe(26);
  expect(response.every((row) => row.length === 26)).toBe(true);
  expect(responseAt(response, [0, 7])).toBeUndefined();
  expect(responseAt(response, [27, 7])).toBeUndefined();
});

test('on zeros every kernel gives 0, and a bias gives the bias', () => {
  let kernel: readonly number[] = chapterBench.kernel;
  for (let turn = 0; turn < 50; turn++) {
    kernel = randomKernel(kernel);
    const all = responseOf(zeros, { ...chapterBench, kernel }).flat();
    expect(all.every((value) => value === 0)).toBe(true);
    expect(new Set(responseOf(zeros, { ...chapterBench, kernel, bias: 7 }).flat())).toEqual(
      new Set([7]),
    );
  }
});

test('a random kernel is never the one before it', () => {
  let kernel: readonly number[] = chapterBench.kernel;
  for (let turn = 0; turn < 200; turn++) {
    const next = randomKernel(kernel);
    expect(next).not.toEqual(kernel);
    expect(next.every((weight) => Number.isInteger(weight) && Math.abs(weight) <= 3)).toBe(true);
    kernel = next;
  }
});

test('the sum is written out with the numbers of the window', () => {
  const response = responseOf(three, chapterBench);
  const sum = sumAt(chapterBench, three, response);
  expect(sum.pixels).toEqual([0, 0, 0, 142, 155, 246, 254, 254, 254]);
  expect(sum.products).toEqual([0, 0, 0, 0, 0, 0, 254, 254, 254]);
  expect(sum.rows).toEqual([0, 0, 762]);
  expect(sum.total).toBe(762);
  expect(spokenSum(sum, chapterBench)).toContain(
    'Row 6: 254 times 1, plus 254 times 1, plus 254 times 1, makes 762. All together 762.',
  );
});

test('rows and bias add up to the response at every centre, for every preset, turned or not', () => {
  for (const { kernel } of presets) {
    for (const flip of [false, true]) {
      const bench: Bench = { ...chapterBench, kernel, flip, bias: -3.5 };
      const response = responseOf(three, bench);
      for (let row = 1; row <= 26; row += 5) {
        for (let column = 1; column <= 26; column++) {
          const sum = sumAt({ ...bench, at: [row, column] }, three, response);
          expect(sum.rows[0]! + sum.rows[1]! + sum.rows[2]! - 3.5).toBeCloseTo(sum.total, 8);
        }
      }
    }
  }
});

test('turned by 180 degrees, the top edge kernel answers as the bottom edge kernel', () => {
  expect(at(kernelOf('top-edge'), 5, 7, { flip: true })).toBe(-762);
  expect(at(kernelOf('bottom-edge'), 5, 7)).toBe(-762);
});

test('no image of 0 to 255 leaves the colour scale', () => {
  const draw = random(4);
  for (const { kernel } of presets) {
    for (const bias of [0, 40, -900]) {
      const noise = zeros.map((row) => row.map(() => (draw.uniform() < 0.5 ? 0 : 255)));
      const end = scaleEnd({ kernel, bias });
      const all = responseOf(noise, { kernel, bias, flip: false }).flat();
      expect(Math.max(...all.map(Math.abs))).toBeLessThanOrEqual(end + 1e-9);
    }
  }
  expect(scaleEnd(chapterBench)).toBe(765);
  expect(scaleEnd({ kernel: Array(9).fill(0), bias: 0 })).toBe(1);
});

test('the neighbours of a centre are named with their sums, as far as there are any', () => {
  const response = responseOf(three, chapterBench);
  expect(neighbours(response, [5, 7])).toBe(
    'One step up, at row 4, the sum is 543. One step down, at row 6, the sum is 135.',
  );
  expect(neighbours(response, [1, 1])).toBe('One step down, at row 2, the sum is 0.');
});

test('a weight is read as readers type it', () => {
  const read = (text: string) => readNumber(text, 100);
  expect(read('0,5')).toBe(0.5);
  expect(read(' −1 ')).toBe(-1);
  expect(read('+.25')).toBe(0.25);
  expect(read('1/9')).toBe(1 / 9);
  expect(Object.is(read('-0'), 0)).toBe(true);
});

test.each([
  ['', 'The field is empty. Type a number from −100 to 100, such as −1, 0.5 or 1/9.'],
  ['abc', '“abc” is not a number. Type a number from −100 to 100, such as −1, 0.5 or 1/9.'],
  ['NaN', '“NaN” is not a number. Type a number from −100 to 100, such as −1, 0.5 or 1/9.'],
  ['1e309', '“1e309” is out of range. Type a number from −100 to 100, such as −1, 0.5 or 1/9.'],
  ['1/0', '“1/0” is out of range. Type a number from −100 to 100, such as −1, 0.5 or 1/9.'],
  ['0/0', '“0/0” is out of range. Type a number from −100 to 100, such as −1, 0.5 or 1/9.'],
  ['101', '“101” is out of range. Type a number from −100 to 100, such as −1, 0.5 or 1/9.'],
])('the weight "%s" is refused with a sentence', (text, sentence) => {
  expect(() => readNumber(text, 100)).toThrow(new RangeError(sentence));
});

test('a written weight reads back as the same number', () => {
  const draw = random(11);
  for (let turn = 0; turn < 1000; turn++) {
    const weight = (draw.uniform() - 0.5) * 10 ** draw.integer(3);
    expect(readNumber(writeNumber(weight), 100)).toBe(weight);
  }
  expect(writeNumber(1 / 9)).toBe('1/9');
  expect(weightForEye(-2 / 9)).toBe('−2/9');
});

test('numbers for the eye have a true minus, two decimals and commas between thousands', () => {
  expect(forEye(-762)).toBe('−762');
  expect(forEye(-0.001)).toBe('0');
  expect(forEye(1 / 3)).toBe('0.33');
  expect(forEye(-1234567.891)).toBe('−1,234,567.89');
});

test('a kernel says what it answers to and what a flat patch gives', () => {
  expect(kernelNote(kernelOf('top-edge'))).toMatch(
    /Its weights add up to 0, so a flat patch gives 0\.$/,
  );
  expect(kernelNote(kernelOf('blur'))).toMatch(/add up to 1, so flat ink of 255 gives 255\.$/);
  expect(kernelNote([0, 0, 0, 0, 2, 0, 0, 0, 0])).toMatch(/^A kernel of your own\./);
});

function anyBench(draw: ReturnType<typeof random>): Bench {
  const centre = () => 1 + draw.integer(26);
  const weight = () =>
    [draw.integer(201) - 100, (draw.uniform() - 0.5) * 9, 1 / 9][draw.integer(3)]!;
  let paint = '';
  for (let stroke = draw.integer(4); stroke > 0; stroke--) {
    const cell = (): [number, number] => [draw.integer(28), draw.integer(28)];
    paint = paintLine(paint, cell(), cell(), draw.integer(2) ? '#' : 'o');
  }
  return {
    digit: digits[draw.integer(digits.length)]!,
    paint,
    kernel:
      draw.integer(2) === 0
        ? presets[draw.integer(presets.length)]!.kernel
        : Array.from({ length: 9 }, weight),
    at: [centre(), centre()],
    bias: draw.integer(2) === 1 ? draw.integer(20001) - 10000 : 0,
    flip: draw.integer(2) === 1,
    cell: draw.integer(2) === 1 ? draw.integer(9) : null,
  };
}

test('every state comes back from its link, and no link is longer than a link may be', () => {
  const draw = random(2026);
  for (let turn = 0; turn < 1000; turn++) {
    const bench = anyBench(draw);
    const text = formatBench(bench);
    expect(text.length).toBeLessThan(1000);
    expect(parseBench(text, chapterBench)).toEqual({ state: bench });
    expect(parseBench(encodeURI(text), chapterBench)).toEqual({ state: bench });
  }
});

test('the chapter’s state has the shortest link', () => {
  expect(formatBench(chapterBench)).toBe('kernel=top-edge&digit=3&at=5,7');
});

test('what a link leaves out stays as the page has it, and nothing else does', () => {
  const start = { ...chapterBench, digit: 'zeros' as const, bias: 5 };
  expect(parseBench('at=2,3', start).state).toEqual({ ...start, at: [2, 3], bias: 0 });
  expect(parseBench('', start).problem).toBeUndefined();
});

test.each([
  ['at=99,2', '“at” is “99,2”; it takes a centre row and column from 1 to 26, such as 5,7.'],
  ['at=5.5,2', '“at” is “5.5,2”; it takes a centre row'],
  ['kernel=edgy', '“kernel” is “edgy”; it takes top-edge, '],
  ['kernel=1,2,3', 'or nine numbers from −100 to 100 with commas between.'],
  ['kernel=1,2,3,4,5,6,7,8,1e309', '“kernel”'],
  ['digit=12', '“digit” is “12”; it takes a digit from 0 to 9, or zeros.'],
  ['flip=true', '“flip” is “true”; it takes yes or no.'],
  ['cell=0', '“cell” is “0”; it takes a cell from 1 to 9.'],
  ['bias=many', '“bias” is “many”; it takes a number from −10000 to 10000.'],
  ['ink=short', '“ink” is “short”; it takes 131 letters of base64url'],
  ['colour=red', 'The link has a part “colour”, which is not one of kernel, digit, at,'],
  ['__proto__=1', 'The link has a part “__proto__”'],
  ['at=1,1&at=2,2', 'The link has the part “at” twice.'],
  ['at=%E0%A4%A', '“at” is “%E0%A4%A”'],
  [`kernel=${'1,'.repeat(2000)}`, 'longer than 2000 letters'],
])('the bad link %# gives the starting state and a sentence', (text, sentence) => {
  const { state, problem } = parseBench(text, chapterBench);
  expect(state).toEqual(chapterBench);
  expect(problem).toContain(sentence);
  expect(problem).toMatch(/The figure shows its starting state instead\.$/);
});

test('ink and paper that claim the same cell are refused', () => {
  const ink = packPaint(paintLine('', [3, 3], [3, 3], '#'), '#');
  expect(() => unpackPaint(ink, ink)).toThrow(RangeError);
});

test('paint covers the image, and a line has no gaps', () => {
  const paint = paintLine('', [2, 2], [6, 10], '#');
  const image = unpackImage('', paint);
  const columns = image.flatMap((row) => row.flatMap((pixel, i) => (pixel === 255 ? [i] : [])));
  expect(columns).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const bare = unpackImage(
    packPixels(sampleDigits()[3]!.pixels),
    paintLine('', [6, 7], [6, 7], 'o'),
  );
  expect(bare[6]![7]).toBe(0);
  expect(paintLine('', [40, 40], [41, 41], '#')).not.toContain('#');
});

test('keys walk the window and stop at the last centre', () => {
  const go = (key: string, ctrl = false) => walk(key, ctrl, [5, 7], 1, 26);
  expect(go('ArrowDown')).toEqual([6, 7]);
  expect(go('ArrowLeft')).toEqual([5, 6]);
  expect(go('Home')).toEqual([5, 1]);
  expect(go('End', true)).toEqual([26, 26]);
  expect(go('PageUp')).toEqual([1, 7]);
  expect(walk('ArrowRight', false, [5, 26], 1, 26)).toEqual([5, 26]);
  expect(go('a')).toBeNull();
});

test('attributes choose the start, and the tag alone starts as the chapter does', () => {
  expect(startFrom({})).toEqual({ start: chapterBench, id: 'kernel-bench' });
  expect(startFrom({ digit: 'zeros', at: '2,3', id: 'kernel-bench-zeros' })).toEqual({
    start: { ...chapterBench, digit: 'zeros', at: [2, 3] },
    id: 'kernel-bench-zeros',
  });
  expect(startFrom({ digit: 7, bias: -2 }).start).toMatchObject({ digit: '7', bias: -2 });
});

test.each([
  [
    { kernel: 'topedge' },
    '<KernelBench>: attribute kernel is "topedge"; it accepts top-edge, bottom-edge,',
  ],
  [
    { at: '0,7' },
    '<KernelBench>: attribute at is "0,7"; it accepts a centre row and column from 1 to 26',
  ],
  [{ digit: true }, '<KernelBench>: attribute digit is true; it accepts a text in quotes.'],
  [
    { colour: 'red' },
    'there is no attribute colour; it accepts kernel, at, digit, bias, flip, cell, id.',
  ],
  [{ toString: '1' }, 'there is no attribute toString'],
  [{ id: 'figure' }, '<KernelBench>: attribute id is "figure"; it accepts kernel-bench, or'],
])('the attributes %o stop the build with a sentence', (attributes, sentence) => {
  expect(() => startFrom(attributes)).toThrow(sentence);
});

test('the PyTorch code holds the image, the kernel and the number at the window', () => {
  const code = pytorch({ ...chapterBench, flip: true, bias: 2 }, three, -760);
  expect(code).toContain('kernel = torch.tensor([[-1., -1., -1.],\n');
  expect(code).toContain('kernel.flip(0, 1)');
  expect(code).toContain('bias=torch.tensor([2.])');
  expect(code).toContain('response[0, 0, 4, 6]        # -760.');
  expect(code.match(/^ {4}\[.*\],$/gm)).toHaveLength(28);
});

test('the CSV has 26 rows named by their centres', () => {
  const lines = csv(responseOf(three, chapterBench)).trim().split('\r\n');
  expect(lines).toHaveLength(27);
  expect(lines[0]).toMatch(/^centre row,column 1,column 2,/);
  expect(lines[5]!.split(',')[7]).toBe('762');
});

test('the picture holds every pixel that is not zero, and its file is one SVG', () => {
  const response = responseOf(three, chapterBench);
  const colours = { image: () => '#000', response: () => '#111', paper: '#fff', accent: '#a00' };
  const marks = pictureMarks(three, response, chapterBench, colours);
  const inked = three.flat().filter((pixel) => pixel !== 0).length;
  expect(marks.filter(({ fill }) => fill === '#000')).toHaveLength(inked);
  expect(svgFile(marks)).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" .*<\/svg>$/);
});
