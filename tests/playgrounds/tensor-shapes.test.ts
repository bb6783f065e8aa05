import fc from 'fast-check';
import { expect, test } from 'vitest';
import { origins, rolesOf } from '../../src/playgrounds/tensor-shapes/axes.ts';
import { type ConvState, outcomeOf } from '../../src/playgrounds/tensor-shapes/conv-shapes.ts';
import {
  after,
  fates,
  lossOf,
  type Operation,
} from '../../src/playgrounds/tensor-shapes/flatten.ts';
import {
  addressAt,
  memory,
  placeOf,
  placeSteps,
  strides,
} from '../../src/playgrounds/tensor-shapes/layout.ts';
import { mistakeOf, mistakes } from '../../src/playgrounds/tensor-shapes/mistakes.ts';
import {
  codec,
  count,
  mostImage,
  mostScores,
  orders,
  roles,
  type ShapesState,
} from '../../src/playgrounds/tensor-shapes/model.ts';
import { csv, pytorch } from '../../src/playgrounds/tensor-shapes/take.ts';
import { agreeWords, lossWords, orderWords } from '../../src/playgrounds/tensor-shapes/words.ts';
import torch from './tensor-shapes.torch.json' with { type: 'json' };

interface ConvCase extends ConvState {
  output?: number[];
  message?: string;
}
interface FlattenCase {
  scores: number[];
  op: Operation;
  shape: number[];
  loss?: number[];
  message?: string;
}

const sides = (min: number, max: number, most: number) =>
  fc.array(fc.integer({ min: 1, max: most }), { minLength: min, maxLength: max });
const convs: fc.Arbitrary<ConvState> = fc.record({
  input: sides(2, 5, 9),
  weight: sides(2, 5, 6),
  bias: fc.option(fc.integer({ min: 1, max: 6 })),
  stride: fc.integer({ min: 1, max: 4 }),
  padding: fc.integer({ min: 0, max: 6 }),
  groups: fc.integer({ min: 1, max: 4 }),
});
const shapeUpTo = (most: readonly number[]) =>
  fc.tuple(...most.map((side) => fc.integer({ min: 1, max: side })));
const states: fc.Arbitrary<ShapesState> = fc
  .record({
    view: fc.constantFrom('conv', 'flatten', 'layout'),
    role: fc.option(fc.constantFrom(...roles)),
    scores: shapeUpTo(mostScores),
    image: shapeUpTo(mostImage),
    order: fc.constantFrom(...orders),
    share: fc.double({ min: 0, max: 0.999, noNaN: true }),
    conv: convs,
  })
  .map(({ share, conv, ...part }) => ({
    ...(part as Omit<ShapesState, keyof ConvState | 'at'>),
    ...conv,
    at: Math.floor(share * count(part.image)),
  }));

test('every call of conv2d gives PyTorch’s shape or raises PyTorch’s words', () => {
  const cases = torch.conv as unknown as ConvCase[];
  expect(cases.length).toBeGreaterThan(140);
  expect(cases.filter(({ message }) => message).length).toBeGreaterThan(60);
  for (const { output, message, ...call } of cases) {
    const outcome = outcomeOf(call);
    const got = 'output' in outcome ? outcome.output : outcome.mismatch.message;
    expect(got, JSON.stringify(call)).toEqual(output ?? message);
  }
});

test('each way to mend a mismatch leads to another state, and the first ones to a shape', () => {
  fc.assert(
    fc.property(convs, (start) => {
      let call = start;
      for (let step = 0; step < 9; step++) {
        const outcome = outcomeOf(call);
        if ('output' in outcome) return;
        const { fixes, message, why } = outcome.mismatch;
        expect(why).toMatch(/\.$/);
        expect(fixes.length).toBeGreaterThan(0);
        for (const { part } of fixes) {
          const next = outcomeOf({ ...call, ...part });
          if ('mismatch' in next) expect(next.mismatch.message).not.toBe(message);
          const state = { ...codec.start, ...call, ...part };
          expect(codec.parse(codec.format(state), codec.start).problem).toBeUndefined();
        }
        call = { ...call, ...fixes[0]!.part };
      }
      throw new Error(`Still refused: ${JSON.stringify(call)}`);
    }),
    { seed: 8, numRuns: 400 },
  );
});

test('where the output’s axes come from adds up to its shape', () => {
  fc.assert(
    fc.property(convs, (call) => {
      const outcome = outcomeOf(call);
      if (!('output' in outcome)) return;
      const axes = origins(call).filter(({ role }) => role !== 'channels');
      expect(axes.map(({ side }) => side)).toEqual(outcome.output);
      expect(axes.map(({ role }) => role)).toEqual(rolesOf('output', outcome.output));
    }),
    { seed: 9, numRuns: 300 },
  );
});

test('each prepared mistake is one, but for the call that fits', () => {
  for (const [name, { part }] of Object.entries(mistakes)) {
    expect(mistakeOf(part)).toBe(name);
    expect('output' in outcomeOf(part)).toBe(name === 'fits');
  }
  expect(mistakeOf({ ...codec.start, stride: 2 })).toBe('');
});

test('Flatten, squeeze and the loss do what PyTorch does', () => {
  const cases = torch.flatten as unknown as FlattenCase[];
  expect(cases.length).toBeGreaterThan(180);
  for (const { scores, op, shape, message } of cases) {
    const what = JSON.stringify({ scores, op });
    expect(after(op, scores), what).toEqual(shape);
    expect(lossOf(op, scores), what).toBe(message ?? null);
  }
});

test('what becomes of each axis is said, and where the two operations part', () => {
  expect(fates('squeeze', [1, 2, 1, 1])).toEqual(['dropped', 'kept', 'dropped', 'dropped']);
  expect(fates('flatten', [1, 2, 1, 1])).toEqual(['kept', 'merged', 'merged', 'merged']);
  expect(agreeWords([64, 2, 1, 1])).toMatch(/agree: 64×2\./);
  expect(agreeWords([1, 2, 1, 1])).toMatch(/differ\. The batch holds one image/);
  expect(agreeWords([64, 2, 2, 2])).toMatch(/squeeze merges nothing/);
  expect(lossWords('flatten', [64, 2, 2, 2])).toBe(
    'The loss takes 8 columns for 2 classes and says nothing.',
  );
});

test('numbers lie in memory where PyTorch puts them', () => {
  for (const { image, ...want } of torch.layout) {
    const written = (order: (typeof orders)[number]) =>
      memory({ image, order }).map((address) => placeOf(image, 'nchw', address));
    expect(written('nchw')).toEqual(want.nchw);
    expect(written('nhwc')).toEqual(want.nhwc);
    expect(written('reshape')).toEqual(want.nchw);
    expect(strides(image, 'nchw')).toEqual(want.strides);
    // Along an axis of one nobody steps, and PyTorch's stride there says nothing.
    const sides = [image[0]!, image[2]!, image[3]!, image[1]!];
    const steps = (all: readonly number[]) => all.filter((_, axis) => sides[axis]! > 1);
    expect(steps(strides(image, 'nhwc'))).toEqual(steps(want.nhwc_strides));
    // The picture a reshape shows, read in the picture's own order.
    const scrambled = want.nchw.map((place) => {
      const there = placeOf(image, 'reshape', addressAt(image, 'nchw', place));
      return placeOf(image, 'nchw', memory({ image, order: 'reshape' })[there]!);
    });
    expect(scrambled).toEqual(want.reshaped);
  }
});

test('the arithmetic of a place comes to the place, whatever the order', () => {
  fc.assert(
    fc.property(states, (state) => {
      const [letters, numbers, place] = placeSteps(state);
      expect(letters).toMatch(/^\(\(n · [CH] \+ [ch]\) · [HW] \+ [hw]\) · [WC] \+ [wc]$/);
      expect(new Function(`return ${numbers!.replaceAll('·', '*')}`)()).toBe(state.at);
      expect(place).toBe(String(state.at));
    }),
    { seed: 14, numRuns: 200 },
  );
  expect(orderWords({ image: [1, 3, 2, 3], order: 'reshape' })).toMatch(/at the wrong place/);
  expect(orderWords({ image: [1, 1, 2, 3], order: 'reshape' })).toMatch(/come to the same/);
});

test('every state survives its link', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(codec.parse(codec.format(state), codec.start)).toEqual({ state });
    }),
    { seed: 15, numRuns: 200 },
  );
});

test.each([
  'view=conv2d',
  'input=28',
  'input=1x1x1x1x28x28',
  'input=64x1x28x0',
  'input=64x1x28x513',
  'input=64,1,28,28',
  'weight=4x1x3xNaN',
  'weight=-4x1x3x3',
  'bias=0',
  'stride=0',
  'padding=7',
  'groups=1e309',
  'role=depth',
  'scores=64x2x1',
  'scores=64x2x5x5',
  'image=1x3x28x28',
  'order=hwcn',
  'at=288',
])('the bad link %s gives the starting state and a sentence', (link) => {
  const { state, problem } = codec.parse(link, codec.start);
  expect(state).toEqual(codec.start);
  expect(problem).toMatch(/^The link.*The figure shows its starting state instead\.$/);
});

test('a place beyond a small picture is drawn in to its last number', () => {
  const { state } = codec.parse('image=1x1x1x2&at=100', codec.start);
  expect(state.at).toBe(1);
});

test('code and numbers are taken along', () => {
  const refused = { ...codec.start, weight: [1, 4, 3, 3] };
  expect(pytorch(codec.start)).toContain('# torch.Size([64, 4, 26, 26])');
  expect(pytorch(refused)).toContain('# RuntimeError: Given groups=1, weight of size [1, 4, 3, 3]');
  expect(csv(refused)).toContain('"RuntimeError: Given groups=1, weight of size [1, 4, 3, 3],');
  expect(csv({ ...codec.start, view: 'flatten' })).toContain('\r\nnn.Flatten()(y),64x2,takes it');
  expect(csv({ ...codec.start, view: 'layout' }).split('\r\n')[8]).toBe('7,0,1,0,1,101');
});
