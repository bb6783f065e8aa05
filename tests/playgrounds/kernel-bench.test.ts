import { expect, test } from 'vitest';
import { random } from '#cnn/math';
import { forEye, readNumber, writeNumber } from '#kit/state';
import { sampleDigits } from '#lab/digits';
import { challengeNames } from '../../src/playgrounds/kernel-bench/challenges.ts';
import {
  packPaint,
  packPixels,
  paintLine,
  unpackImage,
  unpackPaint,
} from '../../src/playgrounds/kernel-bench/drawing.ts';
import {
  kernelNote,
  pastedKernel,
  presets,
  presetsOf,
  sides,
  weightForEye,
  withSide,
} from '../../src/playgrounds/kernel-bench/kernels.ts';
import {
  type Bench,
  benchCodec,
  centres,
  chapterBench,
  clampAt,
  digits,
  means,
  small,
  views,
  withKernel,
} from '../../src/playgrounds/kernel-bench/model.ts';
import { around, cellName, sheetFormula } from '../../src/playgrounds/kernel-bench/sheet.ts';
import {
  neighbours,
  randomKernel,
  responseAt,
  responseOf,
  scaleEnd,
  spokenSum,
  sumAt,
} from '../../src/playgrounds/kernel-bench/sum.ts';
import { csv, productCode, pytorch } from '../../src/playgrounds/kernel-bench/take.ts';

const three = unpackImage(packPixels(sampleDigits()[3]!.pixels), '');
const zeros = unpackImage('', '');
const kernelOf = (name: string) => presets.find((preset) => preset.name === name)!.kernel;
const at = (kernel: readonly number[], row: number, column: number, more: Partial<Bench> = {}) =>
  responseAt(responseOf(three, { ...chapterBench, kernel, ...more }), [row, column], 3);

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
  expect(responseAt(response, [0, 7], 3)).toBeUndefined();
  expect(responseAt(response, [27, 7], 3)).toBeUndefined();
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
  const sum = sumAt(chapterBench, three, chapterBench.at);
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
          const sum = sumAt(bench, three, [row, column]);
          expect(sum.total).toBe(responseAt(response, [row, column], 3));
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
  expect(neighbours(response, [5, 7], 3)).toBe(
    'One step up, at row 4, the sum is 543. One step down, at row 6, the sum is 135.',
  );
  expect(neighbours(response, [1, 1], 3)).toBe('One step down, at row 2, the sum is 0.');
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
  const weight = () =>
    [draw.integer(201) - 100, (draw.uniform() - 0.5) * 9, 1 / 9][draw.integer(3)]!;
  let paint = '';
  for (let stroke = draw.integer(4); stroke > 0; stroke--) {
    const cell = (): [number, number] => [draw.integer(28), draw.integer(28)];
    paint = paintLine(paint, cell(), cell(), draw.integer(2) ? '#' : 'o');
  }
  const side = sides[draw.integer(sides.length)]!;
  const known = presetsOf(side);
  return {
    digit: digits[draw.integer(digits.length)]!,
    paint,
    kernel:
      draw.integer(2) === 0
        ? known[draw.integer(known.length)]!.kernel
        : Array.from({ length: side * side }, weight),
    at: clampAt([draw.integer(28), draw.integer(28)], side, small),
    bias: draw.integer(2) === 1 ? draw.integer(20001) - 10000 : 0,
    flip: draw.integer(2) === 1,
    cell: draw.integer(2) === 1 ? draw.integer(side * side) : null,
    view: views[draw.integer(views.length)]!,
    mean: means[draw.integer(means.length)]!,
    goal: challengeNames[draw.integer(challengeNames.length)]!,
  };
}

test('every state comes back from its link, and no link is longer than a link may be', () => {
  const draw = random(2026);
  for (let turn = 0; turn < 1000; turn++) {
    const bench = anyBench(draw);
    const text = benchCodec.format(bench);
    expect(text.length).toBeLessThan(2000);
    expect(benchCodec.parse(text, chapterBench)).toEqual({ state: bench });
    expect(benchCodec.parse(encodeURI(text), chapterBench)).toEqual({ state: bench });
  }
});

test('attributes choose the start, and the tag alone starts as the chapter does', () => {
  expect(benchCodec.startFrom({})).toEqual({ start: chapterBench, id: 'kernel-bench' });
  expect(benchCodec.startFrom({ digit: 7, bias: -2, view: 'sheet' }).start).toMatchObject({
    digit: '7',
    bias: -2,
    view: 'sheet',
  });
  expect(() => benchCodec.startFrom({ kernel: 'topedge' })).toThrow(
    '<KernelBench>: attribute kernel is "topedge"; it accepts top-edge, bottom-edge,',
  );
});

test('a kernel may have any side from 1 to 7, and keeps its meaning when the side changes', () => {
  const blur = kernelOf('blur');
  for (const side of sides) {
    expect(withSide(blur, side).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(presetsOf(side).every(({ kernel }) => kernel.length === side * side)).toBe(true);
  }
  expect(withSide([1, 2, 3, 4, 5, 6, 7, 8, 9], 1)).toEqual([5]);
  expect(withSide([1, 2, 3, 4, 5, 6, 7, 8, 9], 2)).toEqual([5, 6, 8, 9]);
  expect(withSide([1, 2, 3, 4], 3)).toEqual([0, 0, 0, 0, 1, 2, 0, 3, 4]);
  expect(withSide(withSide([1, 2, 3, 4, 5, 6, 7, 8, 9], 5), 3)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9,
  ]);
});

test('the window and its pinned cell stay legal when the kernel grows', () => {
  const edge: Bench = { ...chapterBench, at: [26, 1], cell: 8 };
  const grown = withKernel(edge, withSide(edge.kernel, 7));
  expect(grown.at).toEqual([24, 3]);
  expect(grown.cell).toBeNull();
  expect(centres(7, 28)).toEqual([3, 24]);
  expect(centres(2, 28)).toEqual([0, 26]);
});

test('a kernel is pasted from a sheet, from code or from a page', () => {
  const wanted = [-1, -1, -1, 0, 0, 0, 1, 1, 1];
  expect(pastedKernel('-1\t-1\t-1\n0\t0\t0\n1\t1\t1\n')).toEqual(wanted);
  expect(pastedKernel('[[-1., -1., -1.], [0., 0., 0.], [1., 1., 1.]]')).toEqual(wanted);
  expect(pastedKernel('−1,−1,−1,0,0,0,1,1,1')).toEqual(wanted);
  expect(pastedKernel('0,5 0,5 1/9 -1')).toEqual([0.5, 0.5, 1 / 9, -1]);
  expect(pastedKernel('0,5')).toBeNull();
  expect(pastedKernel('-2')).toBeNull();
});

test('the sheet names its cells as a spreadsheet does', () => {
  expect([cellName(0, 0), cellName(27, 27), cellName(5, 52)]).toEqual(['A1', 'AB28', 'BA6']);
  expect(sheetFormula([5, 7], 3, 0, false)).toBe('=SUMPRODUCT(G5:I7,kernel)');
  expect(sheetFormula([5, 7], 3, -2, false)).toBe('=SUMPRODUCT(G5:I7,kernel)-2');
  const corner = around(three, [0, 27], 4);
  expect([corner.rows[0], corner.rows.length, corner.columns.at(-1)]).toEqual([0, 9, 27]);
});

test('a product is named in the code as it is in the sum', () => {
  expect(productCode(chapterBench, [5, 7], 5)).toBe('image[5, 8] * kernel[1, 2]');
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

test('the PyTorch code holds the image, the kernel and the number at the window', () => {
  const code = pytorch({ ...chapterBench, flip: true, bias: 2 }, three, [5, 7], -760);
  expect(code).toContain('kernel = torch.tensor([[-1., -1., -1.],\n');
  expect(code).toContain('kernel.flip(0, 1)');
  expect(code).toContain('bias=torch.tensor([2.])');
  expect(code).toContain('response[0, 0, 4, 6]        # -760.');
  expect(code.match(/^ {4}\[.*\],$/gm)).toHaveLength(28);
});

test('the CSV has 26 rows named by their centres', () => {
  const lines = csv(responseOf(three, chapterBench), 3).trim().split('\r\n');
  expect(lines).toHaveLength(27);
  expect(lines[0]).toMatch(/^centre row,column 1,column 2,/);
  expect(lines[5]!.split(',')[7]).toBe('762');
});
