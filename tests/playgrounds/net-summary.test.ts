import fc from 'fast-check';
import { expect, test } from 'vitest';
import { multiplications, netSummary } from '#cnn/math';
import { countedTo } from '../../src/playgrounds/net-summary/count.ts';
import type { Row } from '../../src/playgrounds/net-summary/fields.ts';
import {
  changesOf,
  longSummary,
  shortSummary,
  slippedLines,
  slips,
  verdictOf,
} from '../../src/playgrounds/net-summary/game.ts';
import {
  codec,
  grown,
  growthOf,
  planOf,
  withFirstKernel,
} from '../../src/playgrounds/net-summary/model.ts';
import { nets } from '../../src/playgrounds/net-summary/nets.ts';
import { convOf, summaryOf, torchShape, totalsOf } from '../../src/playgrounds/net-summary/rows.ts';
import { csv, fastai, pytorch } from '../../src/playgrounds/net-summary/take.ts';
import {
  chainWords,
  countWords,
  firstWords,
  gradeCount,
  growthWords,
} from '../../src/playgrounds/net-summary/words.ts';
import { longWords } from '../../src/playgrounds/net-summary/words-of-game.ts';
import reference from '../reference/architecture.json' with { type: 'json' };

const row: fc.Arbitrary<Row> = fc.record({
  out: fc.integer({ min: 1, max: 12 }),
  kernel: fc.integer({ min: 1, max: 9 }),
  stride: fc.integer({ min: 1, max: 4 }),
  padding: fc.integer({ min: 0, max: 6 }),
  norm: fc.constantFrom('none', 'after', 'before'),
});
const states = fc
  .record({
    side: fc.integer({ min: 1, max: 32 }),
    channels: fc.integer({ min: 1, max: 3 }),
    layers: fc.array(row, { minLength: 1, maxLength: 5 }),
    bias: fc.boolean(),
    place: fc.option(fc.integer({ min: 0, max: 5776 })),
    ask: fc.boolean(),
  })
  .map((part) => ({ ...codec.start, ...part }));

test('the loop counts what the package computes, and a layer is refused only where the package refuses', () => {
  fc.assert(
    fc.property(states, (state) => {
      const { lines, refusal } = summaryOf(state);
      if (refusal) {
        expect(() => netSummary(planOf(state))).toThrow(/The kernel reaches over/);
        const layers = state.layers.map((one, i) =>
          i === refusal.at ? { ...one, kernel: refusal.kernel } : one,
        );
        expect(summaryOf({ ...state, layers }).refusal?.at).not.toBe(refusal.at);
      }
      for (const { layer, inputShape, count } of lines) {
        if (!count) continue;
        const { whole: _, ...three } = count;
        expect(three).toEqual(multiplications(layer, inputShape));
      }
    }),
    { seed: 13, numRuns: 150 },
  );
});

type Layer = Record<string, unknown> & { type: string };
const models = (reference.cases as unknown as { kind: string; name: string }[]).filter(
  ({ kind }) => kind === 'model',
) as unknown as {
  name: string;
  input: [number, number, number];
  bn: string;
  bn_after_last: boolean;
  conv_bias: boolean;
  layers: Layer[];
  total_params: number;
  total_mults: number;
  total_mults_input_grid: number;
}[];

test.each(models)('PyTorch’s network passes through the model: $name', (one) => {
  const convs = one.layers.filter(({ type }) => type === 'Conv2d');
  const layers = convs.map((conv, i): Row => {
    const normed = one.bn !== 'none' && (i < convs.length - 1 || one.bn_after_last);
    return {
      out: (conv.out_shape as number[])[0]!,
      kernel: conv.kernel as number,
      stride: conv.stride as number,
      padding: conv.padding as number,
      norm: normed ? (one.bn === 'after_relu' ? 'after' : 'before') : 'none',
    };
  });
  const state = {
    side: one.input[1],
    channels: one.input[0],
    layers,
    bias: one.conv_bias,
  };
  const { lines } = summaryOf(state);
  expect(lines.map(({ layer }) => layer.type)).toEqual(one.layers.map(({ type }) => type));
  one.layers.forEach((layer, i) => {
    const line = lines[i]!;
    expect(torchShape(line.outputShape)).toEqual(layer.out_shape);
    expect(line.parameters.total).toBe(layer.params);
    if (layer.type !== 'Conv2d') return;
    expect(line.count).toMatchObject({
      outputGrid: layer.mults,
      inputGrid: layer.mults_input_grid,
      withoutPadding: layer.mults_without_padding,
    });
    expect(line.receptiveField?.size).toBe(layer.rf);
  });
  expect(totalsOf(lines)).toMatchObject({
    parameters: one.total_params,
    outputGrid: one.total_mults,
    inputGrid: one.total_mults_input_grid,
  });
});

test('the third convolution is counted the book’s way and the layer’s own', () => {
  const { lines } = summaryOf(codec.start);
  const third = lines.find(({ layer }) => layer.name === 'conv3')!;
  expect(countWords(third)[0]).toContain('4 · 4 · (1,168 − 16) = 18,432.');
  expect(countWords(third)[1]).toContain('12,800. In the other 5,632 products');
  expect(countWords(third)[2]).toContain('7 · 7 · (1,168 − 16) = 56,448.');
  expect(gradeCount(third, 18_432)).toEqual({ right: true, said: 'Right: 18,432.' });
  expect(gradeCount(third, 56_448).said).toMatch(/^Not 56,448\. That is the book’s way/);
  expect(gradeCount(third, 18_688).said).toMatch(/counts the biases/);
  expect(gradeCount(third, 5).said).toMatch(/weights by the places/);
  expect(chainWords(28, lines)).toBe('28 → 14 → 7 → 4 → 2 → 1');
});

test('the counter that is pulled along ends at the whole count, and never goes back', () => {
  fc.assert(
    fc.property(states, (state) => {
      for (const { layer, inputShape, outputShape, count } of summaryOf(state).lines) {
        if (layer.type !== 'Conv2d' || !count) continue;
        const out = outputShape[0]!;
        const at = (places: number) => countedTo(convOf(layer, inputShape), out, places);
        expect(at(0)).toEqual({ products: 0, onPadding: 0 });
        const [half, whole] = [at(Math.ceil(out ** 2 / 2)), at(out ** 2)];
        expect(half.products).toBeLessThanOrEqual(whole.products);
        expect(whole.products).toBe(count.outputGrid);
        expect(whole.products - whole.onPadding).toBe(count.withoutPadding);
      }
    }),
    { seed: 5, numRuns: 40 },
  );
});

test('doubling keeps the work level when padding zeros are left out; other growths do not', () => {
  const words = (growth: number) =>
    growthWords(summaryOf({ ...codec.start, layers: grown(nets.ten.rows, growth) }).lines);
  expect(words(2)).toContain('Without padding zeros it is 51,200, 51,200, 51,200: exactly level.');
  expect(words(1)).toContain('the work fades away');
  expect(words(4)).toContain('the work piles up');
});

test('filters grow by the factor, and the first kernel takes its padding along', () => {
  const ten = nets.ten.rows;
  expect(growthOf(ten)).toBe(2);
  expect(grown(ten, 1).map(({ out }) => out)).toEqual([8, 8, 8, 8, 10]);
  expect(grown(ten, 4).map(({ out }) => out)).toEqual([8, 32, 128, 512, 10]);
  expect(growthOf(grown(ten, 1.5))).toBe(1.5);
  expect(withFirstKernel(ten, 3)[0]).toMatchObject({ kernel: 3, padding: 1 });
  const of = (kernel: number) => firstWords({ layers: withFirstKernel(ten, kernel), channels: 1 });
  expect(of(3)).toContain('9 numbers into 8');
  expect(of(5)).toContain('25 numbers into 8');
});

test('the long definition is right only when none or all of its ten numbers are changed', () => {
  expect([0, 0b101, 1023].map(changesOf)).toEqual([0, 2, 10]);
  const chain = (ten: number) => chainWords(28, longSummary({ ten }).lines);
  expect(chain(0)).toBe(chain(1023));
  expect(chain(0b01)).not.toBe(chain(0));
  expect(longWords({ ten: 0b01, one: false })).toContain(
    'The grid is not what it should be after layer 1',
  );
  expect(longWords({ ten: 0b1111111111, one: false })).toContain('Done, with 10 changes.');
  expect(shortSummary({ one: true })).toEqual(longSummary({ ten: 1023 }));
  expect(longSummary({ ten: 0b0100000000 }).refusal?.at).toBe(4);
});

test('each slip stands in one line, and only that line is right', () => {
  const clean = slippedLines(0);
  slips.forEach(({ line }, slip) => {
    expect(verdictOf({ slip, guess: line })).toMatch(/^Found/);
    expect(verdictOf({ slip, guess: (line + 1) % 5 })).toMatch(/Look again/);
    if (slip > 0) expect(slippedLines(slip)[line]).not.toBe(slippedLines(slip === 1 ? 2 : 1)[line]);
  });
  expect(clean).toHaveLength(5);
});

test('the chapter’s networks have names in a link', () => {
  expect(codec.format({ ...codec.start, layers: nets.norm.rows })).toBe('layers=norm');
  expect(codec.parse('layers=ten', codec.start).state.layers).toEqual(nets.ten.rows);
});

test('every state survives its link', () => {
  fc.assert(
    fc.property(states, (state) => {
      expect(codec.parse(codec.format(state), codec.start)).toEqual({ state });
    }),
    { seed: 11, numRuns: 100 },
  );
});

test.each([
  'view=all',
  'side=0',
  'side=1e309',
  'channels=4',
  'layers=',
  'layers=8-3-2',
  'layers=513-3-2-1',
  'layers=8-0-2-1',
  'layers=8-3-5-1',
  'layers=8-3-2-7',
  'layers=8-3-2-1c',
  'layers=1-1-1-0,1-1-1-0,1-1-1-0,1-1-1-0,1-1-1-0,1-1-1-0,1-1-1-0,1-1-1-0,1-1-1-0',
  'bias=perhaps',
  'open=8',
  'ten=1024',
  'one=1',
  'place=-1',
  'ask=1',
  'layers=resnet',
  'slip=5',
  'guess=NaN',
])('the bad link %s gives the starting state and a sentence', (link) => {
  const { state, problem } = codec.parse(link, codec.start);
  expect(state).toEqual(codec.start);
  expect(problem).toMatch(/^The link.*The figure shows its starting state instead\.$/);
});

test('the network is taken along as PyTorch, as fastai and as a table', () => {
  const state = { ...codec.start, layers: nets.norm.rows };
  expect(pytorch(state)).toContain(
    'nn.Conv2d(1, 8, 5, stride=2, padding=2),\n    nn.ReLU(),\n    nn.BatchNorm2d(8),',
  );
  expect(fastai(state)).toContain(
    'ConvLayer(64, 10, ks=3, stride=2, padding=1, bias=True, bn_1st=False, act_cls=None)',
  );
  const lines = csv(summaryOf(codec.start).lines).trimEnd().split('\r\n');
  expect(lines[5]).toBe('conv3,Conv2d,16x4x4,1168,56448,18432,12800,15');
});
