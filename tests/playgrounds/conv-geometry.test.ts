import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convOutputSize, dependents, type Grid } from '#cnn/math';
import { sampleDigits } from '#lab/digits';
import { grade, puzzle } from '../../src/playgrounds/conv-geometry/guess.ts';
import {
  codec,
  type Geometry,
  images,
  kernels,
  legal,
} from '../../src/playgrounds/conv-geometry/model.ts';
import { bounds, modes } from '../../src/playgrounds/conv-geometry/settings.ts';
import { centresOf, chainOf, shapeOf, unseen } from '../../src/playgrounds/conv-geometry/shape.ts';
import { csv, pytorch } from '../../src/playgrounds/conv-geometry/take.ts';
import { drawn, termsAt } from '../../src/playgrounds/conv-geometry/values.ts';
import {
  borderWords,
  chainWords,
  leftOut,
  sizeSteps,
  spokenSum,
} from '../../src/playgrounds/conv-geometry/words.ts';

const pixels = sampleDigits()[3]!.pixels;
const three: Grid = Array.from({ length: 28 }, (_, row) => pixels.slice(28 * row, 28 * row + 28));
const from = (link: string): Geometry => {
  const { state, problem } = codec.parse(link, codec.start);
  expect(problem).toBeUndefined();
  return state;
};

const measure = (name: keyof typeof bounds) =>
  fc.integer({ min: bounds[name][0], max: bounds[name][1] });
const states: fc.Arbitrary<Geometry> = fc
  .record({
    size: measure('size'),
    kernel: measure('kernel'),
    stride: measure('stride'),
    padding: measure('padding'),
    dilation: measure('dilation'),
    mode: fc.constantFrom(...modes),
    image: fc.constantFrom(...images),
    weights: fc.constantFrom(...kernels),
    layer: fc.nat(5),
    at: fc.tuple(fc.nat(39), fc.nat(39)),
    cell: fc.option(fc.nat(48)),
    predict: fc.boolean(),
  })
  .map(legal);

test('the output of every state padded with zeros is tf.conv2d’s', () => {
  fc.assert(
    fc.property(states, (any) => {
      // Mostly small images, and the chapter's 28 now and then: the referee is slow.
      const state = legal({ ...any, mode: 'zeros', size: any.size % 13 || 28 });
      const { input, weights, output, shape } = drawn(state, three);
      if (output === null) {
        expect(shape.refusal?.message).toContain("Kernel size can't be greater");
        return;
      }
      const y = tf.tidy(() => {
        const { padding, size } = shape;
        const pad = [padding, padding] as [number, number];
        const x = tf.pad(tf.tensor4d(input.flat(), [1, size, size, 1]), [[0, 0], pad, pad, [0, 0]]);
        const w = tf.tensor4d(weights.flat(), [state.kernel, state.kernel, 1, 1]);
        // tf.js refuses stride and dilation together: dilate at stride 1, then keep every stride-th place.
        const dense = tf.conv2d(x as tf.Tensor4D, w, 1, 'valid', 'NHWC', state.dilation);
        return dense.squeeze([0, 3]).arraySync() as Grid;
      });
      const kept = (line: unknown[]) => line.filter((_, i) => i % state.stride === 0);
      const want = (kept(y) as Grid).map((row) => kept(row) as number[]);
      expect([output.length, output[0]!.length]).toEqual([shape.out, shape.out]);
      expect([want.length, want[0]!.length]).toEqual([shape.out, shape.out]);
      const scale = Math.max(1, ...want.flat().map(Math.abs));
      output.flat().forEach((value, i) => {
        expect(Math.abs(value - want.flat()[i]!) / scale).toBeLessThan(1e-4);
      });
    }),
    { seed: 13, numRuns: 1000 },
  );
});

test('every state has a shape that adds up, a window inside it, and a sum that is the output', () => {
  fc.assert(
    fc.property(states, (state) => {
      const all = drawn(state, three);
      const { shape, output, padded } = all;
      expect(padded).toHaveLength(shape.padded);
      if (shape.out === null || output === null) {
        expect(termsAt(state, all)).toEqual([]);
        return;
      }
      expect((shape.out - 1) * state.stride + shape.reach + shape.remainder).toBe(shape.padded);
      expect(shape.remainder).toBeLessThan(state.stride);
      const sum = termsAt(state, all)
        .flat()
        .reduce((total, { product }) => total + product, 0);
      const value = output[state.at[0]]![state.at[1]]!;
      expect(Math.abs(sum - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, all.scales.output));
    }),
    { seed: 29, numRuns: 500 },
  );
});

test('what is never looked at are the pixels without dependents', () => {
  fc.assert(
    fc.property(states, fc.nat(10), (any, size) => {
      const state = legal({ ...any, size: size + 1, layer: 0 });
      const shape = shapeOf(state, state.size);
      if (shape.out === null) return;
      const { kernel, stride, dilation } = state;
      const stack = {
        size: [state.size, state.size] as const,
        layers: [{ kernel, stride, dilation, padding: shape.padding }],
      };
      let lost = 0;
      for (let row = 0; row < state.size; row++)
        for (let column = 0; column < state.size; column++) {
          const { rows, columns } = dependents(stack, [row, column]).at(-1)!;
          if (rows.length * columns.length === 0) lost++;
        }
      expect(unseen(state, shape)).toBe(lost);
    }),
    { seed: 7, numRuns: 200 },
  );
});

test('the chapter’s chain is 28, 14, 7, 4, 2, 1', () => {
  expect(chainOf(codec.start)).toEqual({ sizes: [28, 14, 7, 4, 2, 1], end: 'one' });
  expect(chainOf(from('stride=1'))).toEqual({ sizes: [28, 28], end: 'same' });
  const refused = from('mode=reflect&padding=3&stride=4');
  expect(chainOf(refused)).toEqual({ sizes: [28, 8, 3], end: 'refused' });
  expect(chainWords(refused, chainOf(refused))).toMatch(/^RuntimeError: Argument #4: Padding size/);
});

test('a layer further up takes what the layers below it made', () => {
  const first = drawn(from('layer=1'), three);
  expect(first.input).toEqual(drawn(codec.start, three).output);
  expect(first.shape.out).toBe(7);
});

test('the centre of an even kernel lies between pixels', () => {
  const even = from('size=5&kernel=4&padding=2&stride=1');
  expect(centresOf(even, shapeOf(even, 5))).toEqual([-0.5, 0.5, 1.5, 2.5, 3.5, 4.5]);
  expect(centresOf(codec.start, shapeOf(codec.start, 28)).slice(0, 3)).toEqual([0, 2, 4]);
});

test('PyTorch’s refusals are quoted, drawn all the same, and mended', () => {
  const mirror = from('size=3&padding=3&mode=reflect&stride=1');
  expect(shapeOf(mirror, 3)).toMatchObject({
    padding: 2,
    out: 5,
    refusal: {
      message:
        'RuntimeError: Argument #4: Padding size should be less than the corresponding input dimension, but got: padding (3, 3) at dimension 3 of input [1, 1, 3, 3]',
      drawn: 'Reflection has only 2 pixels behind the edge. The picture shows padding 2.',
      fix: { measure: 'padding', value: 2 },
    },
  });
  const large = from('size=2&kernel=3&dilation=2&padding=0');
  expect(shapeOf(large, 2)).toMatchObject({
    out: null,
    refusal: {
      message:
        "RuntimeError: Calculated padded input size per channel: (2 x 2). Kernel size: (5 x 5). Kernel size can't be greater than actual input size",
      fix: { measure: 'padding', value: 2 },
    },
  });
});

test('the fix of every refusal is in bounds, and a few of them in turn lead to a layer that PyTorch takes', () => {
  fc.assert(
    fc.property(states, (state) => {
      let now = state;
      for (let turn = 0; turn < 3; turn++) {
        const { refusal } = shapeOf(now, now.size);
        if (!refusal) break;
        const { measure, value } = refusal.fix;
        expect(value).toBeGreaterThanOrEqual(bounds[measure][0]);
        expect(value).toBeLessThanOrEqual(bounds[measure][1]);
        now = legal({ ...now, [measure]: value });
      }
      expect(shapeOf(now, now.size).refusal).toBeNull();
    }),
    { seed: 5, numRuns: 1000 },
  );
});

test('the formula is written with today’s numbers, the floor only where it floors', () => {
  expect(sizeSteps(codec.start, shapeOf(codec.start, 28))).toEqual([
    '⌊(28 + 2 · 1 − 1 · (3 − 1) − 1) ÷ 2⌋ + 1',
    '⌊27 ÷ 2⌋ + 1',
    '⌊13.5⌋ + 1',
    '13 + 1',
    '14',
  ]);
  const even = from('size=5&stride=2&padding=1');
  expect(sizeSteps(even, shapeOf(even, 5)).slice(1)).toEqual(['⌊4 ÷ 2⌋ + 1', '2 + 1', '3']);
});

test('what the floor leaves out is said', () => {
  const bare = from('padding=0');
  expect(leftOut(bare, shapeOf(bare, 28))).toBe(
    'The floor: at the far end one row and one column are left over (shaded), because another step of 2 does not fit. 55 of the 784 pixels are never looked at.',
  );
  expect(leftOut(codec.start, shapeOf(codec.start, 28))).toBe(
    'The floor: at the far end one row and one column, all padding, are left over (shaded), because another step of 2 does not fit. Every pixel of the input is looked at.',
  );
});

test('a flat image shows what the padding does to the border', () => {
  const said = (link: string) => {
    const state = from(`size=6&stride=1&weights=top-edge&${link}`);
    const { border, shape } = drawn(state, three);
    return borderWords(border, state, shape);
  };
  expect(said('mode=zeros')).toBe(
    'The image has no edge, the ring makes one: 12 of 36 answers differ from 0, the farthest is 765.',
  );
  expect(said('mode=reflect')).toBe(
    'The ring holds 255 too, so the border stays silent: all 36 answers are 0.',
  );
  expect(said('padding=0')).toBe('No padding, so no border: all 16 answers are 0.');
});

test('each wrong number is traced to the slip that gives it', () => {
  const slips = (link: string, guess: number) => {
    const state = from(link);
    return grade(state, state.size, guess).slips;
  };
  expect(grade(codec.start, 28, 14)).toEqual({ right: true, said: 'Right: 14.', slips: [] });
  expect(slips('', 14.5)).toEqual(['floor']);
  expect(slips('', 15)).toEqual(['rounded up']);
  expect(slips('', 28)).toEqual(['stride', 'input']);
  expect(slips('', 13)).toEqual(['no padding', 'plus one']);
  expect(slips('kernel=5&padding=4', 14)).toEqual(['one side', 'divided']);
  expect(slips('dilation=2&stride=1', 28)).toEqual(['dilation', 'input', 'divided']);
  expect(slips('dilation=2&stride=1', 25)).toEqual([
    'one side',
    'dilation times kernel',
    'plus one',
  ]);
  expect(slips('', 196)).toEqual(['cells']);
  expect(slips('', 30)).toEqual(['padded input']);
  expect(slips('', 99)).toEqual([]);
  expect(grade(codec.start, 28, 15).said).toBe(
    'Not 15. That rounds up. The last step would run over the end, and PyTorch leaves it out: it takes the floor.',
  );
  const none = from('size=1&kernel=7&padding=0');
  expect(grade(none, 1, 1)).toMatchObject({ right: false, slips: [] });
});

test('the right number is right for every state, and no other is', () => {
  fc.assert(
    fc.property(states, fc.integer({ min: 0, max: 50 }), (state, guess) => {
      const { out } = shapeOf(state, state.size);
      expect(grade(state, state.size, guess).right).toBe(guess === out);
    }),
    { seed: 3, numRuns: 500 },
  );
});

test('a thousand puzzles fit and change the size', () => {
  for (let seed = 0; seed < 1000; seed++) {
    const { size, ...layer } = puzzle(seed);
    expect(convOutputSize(size, layer)).not.toBe(size);
  }
  expect(puzzle(4)).toEqual(puzzle(4));
});

test('every state survives its link', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(codec.parse(codec.format(state), codec.start)).toEqual({ state });
    }),
    { seed: 11, numRuns: 300 },
  );
});

test.each([
  'size=0',
  'size=29',
  'kernel=8',
  'stride=0',
  'padding=-1',
  'dilation=1.5',
  'mode=circular',
  'image=photo',
  'weights=blur',
  'layer=6',
  'at=1',
  'at=100,0',
  'cell=49',
  'predict=maybe',
  'depth=3',
])('the bad link %s gives the starting state and a sentence', (link) => {
  const { state, problem } = codec.parse(link, codec.start);
  expect(state).toEqual(codec.start);
  expect(problem).toMatch(/^The link.*The figure shows its starting state instead\.$/);
});

test('the code holds the layer, its shape or PyTorch’s refusal, and the table every number', () => {
  const state = from('size=5&stride=1&image=counting&weights=ones&at=0,1&mode=replicate');
  const code = pytorch(state, drawn(state, three));
  expect(code).toContain(
    "conv = nn.Conv2d(1, 1, 3, stride=1, padding=1, dilation=1, padding_mode='replicate', bias=False)",
  );
  expect(code).toContain('torch.Size([1, 1, 5, 5])');
  expect(code).toContain('    [6, 7, 8, 9, 10],');
  const refused = from('size=3&padding=3&mode=reflect');
  expect(pytorch(refused, drawn(refused, three))).toContain(
    'y = conv(x)  # RuntimeError: Argument #4',
  );
  const table = csv(drawn(state, three)).trimEnd().split('\r\n');
  expect(table[0]).toBe('grid,row,column,value');
  expect(table).toHaveLength(1 + 49 + 25);
  expect(table).toContain('padded input,0,0,1');
});

test('the sum is spoken', () => {
  const state = from('size=3&kernel=2&padding=0&stride=1&image=counting&weights=ones&at=0,0');
  const all = drawn(state, three);
  expect(spokenSum(termsAt(state, all), 12)).toBe(
    '1 times 1, plus 2 times 1, plus 4 times 1, plus 5 times 1, makes 12.',
  );
});
