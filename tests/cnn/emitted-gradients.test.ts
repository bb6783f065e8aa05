import fc from 'fast-check';
import { expect, test } from 'vitest';
import { build, ComposedEngine, fusedEngine, type StepEngine, sgd } from '#cnn';
import { type LayerPlan, type NetPlan, outputShape, random } from '#cnn/math';
import { onBackend } from './each-backend.ts';

const pair = (min: number, max: number) =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));

/** A stack on square images of one channel, as drawn; a later convolution sees as many channels as the one before makes. */
const stacks = fc.record({
  side: fc.integer({ min: 7, max: 11 }),
  convolutions: fc.array(
    fc.record({
      outChannels: fc.integer({ min: 1, max: 19 }),
      kernel: pair(1, 7),
      stride: pair(1, 3),
      padding: pair(0, 3),
      dilation: fc.constantFrom(1, 1, 1, 2),
      bias: fc.boolean(),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  pooled: fc.boolean(),
  images: fc.integer({ min: 2, max: 13 }),
  /** Images that the engine is made for, besides. */
  more: fc.integer({ min: 0, max: 9 }),
  seed: fc.integer({ min: 0, max: 9999 }),
});
type Stack = typeof stacks extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const CLASSES = 5;

/** Nothing when a kernel does not fit. */
function planOf({ side, convolutions, pooled }: Stack, normed: boolean): NetPlan | undefined {
  const layers: LayerPlan[] = [];
  let shape = [side, side, 1];
  const add = (layer: LayerPlan) => {
    layers.push(layer);
    shape = outputShape(layer, shape);
  };
  try {
    convolutions.forEach((settings, i) => {
      const inChannels = shape[2]!;
      add({ type: 'Conv2d', name: `conv${i}`, inChannels, ...settings } as LayerPlan);
      add({ type: 'ReLU', name: `relu${i}` });
      if (normed) add({ type: 'BatchNorm2d', name: `bn${i}`, channels: settings.outChannels });
    });
    if (pooled && Math.min(shape[0]!, shape[1]!) > 1) {
      add({ type: 'AvgPool2d', name: 'pool', kernel: 2, stride: 1 });
    }
    add({ type: 'Flatten', name: 'flatten' });
    const [inFeatures] = shape as [number];
    add({ type: 'Linear', name: 'linear', inFeatures, outFeatures: CLASSES, bias: true });
    return { inputShape: [side, side, 1], layers };
  } catch {
    return undefined;
  }
}

function batchOf({ side, seed }: Stack, size: number) {
  const { uniform, integer } = random(seed, 'emitted gradients');
  return {
    images: Float32Array.from({ length: size * side * side }, () => 4 * uniform() - 1),
    labels: Int32Array.from({ length: size }, () => integer(CLASSES)),
    size,
  };
}

const quiet = { afterPred: () => {}, afterLoss: () => {}, beforeBackward: () => {} };

/** Does the same with plain layers and with emitted code, of the same weights. */
function onBoth<Result>(
  plan: NetPlan,
  { seed, images, more }: Pick<Stack, 'seed' | 'images' | 'more'>,
  work: (engine: StepEngine) => Result,
): [right: Result, emitted: Result] {
  const on = (make: typeof emitted) => {
    const model = build(plan, seed);
    const engine = make({ model, optimizer: sgd(model.parameters), batchSize: images + more })!;
    try {
      return work(engine);
    } finally {
      engine.dispose();
    }
  };
  const emitted = fusedEngine({ inputShape: plan.inputShape });
  return [on((parts) => new ComposedEngine(parts)), on(emitted)];
}

/** The largest difference, as a share of the largest number. */
function apart(right: Iterable<ArrayLike<number>>, got: Iterable<ArrayLike<number>>): number {
  const numbers = (arrays: Iterable<ArrayLike<number>>) =>
    [...arrays].flatMap((array) => Array.from(array));
  const [a, b] = [numbers(right), numbers(got)];
  expect(b).toHaveLength(a.length);
  const largest = Math.max(...a.map(Math.abs));
  return Math.max(...a.map((value, i) => Math.abs(value - b[i]!))) / largest;
}

// cpu adds up in double precision: of TensorFlow.js's backends the nearest to right.
onBackend('cpu', () => {
  test.each([
    ['without batch norm', false, 1e-6],
    ['with batch norm', true, 1e-5],
  ])('emitted gradients are those of plain layers, %s', (_, normed, tolerance) => {
    let compared = 0;
    const property = fc.property(stacks, (stack) => {
      const plan = planOf(stack, normed);
      fc.pre(plan !== undefined);
      const batch = batchOf(stack, stack.images);
      const [right, emitted] = onBoth(plan!, stack, (engine) => {
        engine.trainBatch(batch, quiet);
        return engine.gradients().map((gradient) => gradient.slice());
      });
      expect(apart(right, emitted)).toBeLessThan(tolerance);
      compared++;
    });
    fc.assert(property, { numRuns: 60, seed: 13 });
    expect(compared).toBe(60);
  });

  test('a last validation batch of any size is judged as plain layers judge it, and leaves all numbers alone', () => {
    const property = fc.property(stacks, fc.integer({ min: 1, max: 13 }), (stack, rest) => {
      const plan = planOf(stack, true);
      fc.pre(plan !== undefined);
      const last = batchOf(stack, Math.min(rest, stack.images + stack.more));
      const [right, emitted] = onBoth(plan!, stack, (engine) => {
        engine.trainBatch(batchOf(stack, stack.images), quiet);
        const before = engine.read().model;
        let loss = Number.NaN;
        const moments = { ...quiet, afterLoss: (mean: number) => (loss = mean) };
        const hits = engine.validBatch(last, moments);
        expect(engine.read().model).toEqual(before);
        return { hits, numbers: [[loss], engine.predict(last.images, last.size)] };
      });
      expect(emitted.hits).toBe(right.hits);
      expect(apart(right.numbers, emitted.numbers)).toBeLessThan(1e-5);
    });
    fc.assert(property, { numRuns: 30, seed: 13 });
  });

  test('the variance of a batch norm survives a mean a thousand times as large', () => {
    // One kernel of one cell that passes the image on, lifted far above 0.
    const lift = 1000;
    const pointwise = { kernel: 1, stride: 1, padding: 0, bias: true };
    const plan: NetPlan = {
      inputShape: [6, 6, 1],
      layers: [
        { type: 'Conv2d', name: 'conv', inChannels: 1, outChannels: 1, ...pointwise },
        { type: 'BatchNorm2d', name: 'bn', channels: 1 },
        { type: 'Flatten', name: 'flatten' },
        { type: 'Linear', name: 'linear', inFeatures: 36, outFeatures: CLASSES, bias: true },
      ],
    };
    const { images, labels } = batchOf({ side: 6, seed: 5 } as Stack, 12);
    const seen = images.map((value) => value + lift);
    const mean = seen.reduce((sum, value) => sum + value, 0) / seen.length;
    const squares = seen.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const model = build(plan, 3);
    const engine = fusedEngine({ inputShape: plan.inputShape })({
      model,
      optimizer: sgd(model.parameters),
      batchSize: 12,
    })!;
    const state = engine.read();
    state.model.set('conv.weight', Float32Array.of(1)).set('conv.bias', Float32Array.of(lift));
    engine.write(state);
    engine.trainBatch({ images, labels, size: 12 }, quiet);
    // Running statistics take a tenth of the batch in, the variance without bias, as in PyTorch.
    const [variance] = engine.readTensor('bn.running_var').values;
    const wanted = squares / (seen.length - 1);
    expect(Math.abs((variance! - 0.9) / 0.1 / wanted - 1)).toBeLessThan(1e-4);
    engine.dispose();
  });
});
