import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { startBackend } from '#cnn/backend';
import { random } from '#cnn/math';
import { countTensors, onBackend, wasmUrls } from './each-backend.ts';

type Side = [number, number];
const pair = (min: number, max: number) =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));

const convolutions = fc.record({
  images: fc.integer({ min: 1, max: 13 }),
  height: fc.integer({ min: 7, max: 12 }),
  width: fc.integer({ min: 7, max: 12 }),
  inChannels: fc.integer({ min: 1, max: 17 }),
  outChannels: fc.integer({ min: 1, max: 17 }),
  kernel: pair(1, 7),
  strides: pair(1, 3),
  padding: pair(0, 3),
  seed: fc.integer({ min: 0, max: 999 }),
});
type Convolution = typeof convolutions extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** Output and both gradients of a convolution on the backend in use, as plain numbers. */
function results({ images, height, width, inChannels, outChannels, ...rest }: Convolution) {
  const { kernel, strides, seed } = rest;
  // More than the kernel reaches may be asked for; TensorFlow.js takes no more than that.
  const [rows, columns] = rest.padding.map((one, i) => Math.min(one, kernel[i]! - 1)) as Side;
  const { uniform } = random(seed, 'drop-in');
  const numbers = (shape: number[]) =>
    tf.tensor(
      Float32Array.from(
        { length: shape.reduce((product, side) => product * side, 1) },
        () => 2 * uniform() - 1,
      ),
      shape as Side,
    ) as tf.Tensor as tf.Tensor4D;
  const arrays: Float32Array[] = [];
  tf.tidy(() => {
    const x = numbers([images, height, width, inChannels]);
    const filter = numbers([...kernel, inChannels, outChannels]);
    const pad: tf.backend_util.ExplicitPadding = [
      [0, 0],
      [rows, rows],
      [columns, columns],
      [0, 0],
    ];
    const convolve = (x: tf.Tensor4D, filter: tf.Tensor4D) => tf.conv2d(x, filter, strides, pad);
    const y = convolve(x, filter);
    const dy = numbers([...y.shape]);
    const [dx, dw] = tf.grads((x, filter) => convolve(x as tf.Tensor4D, filter as tf.Tensor4D))(
      [x, filter],
      dy,
    );
    const bias = tf.slice(tf.reshape(dy, [-1]), 0, outChannels) as tf.Tensor1D;
    const fused = tf.fused.conv2d({ x, filter, strides, pad, bias, activation: 'relu' });
    for (const one of [y, dx!, dw!, fused]) arrays.push(Float32Array.from(one.dataSync()));
  });
  return arrays;
}

async function on<Result>(backend: 'wasm' | 'cpu', work: () => Result): Promise<Result> {
  await tf.setBackend(backend);
  return work();
}

onBackend('wasm', () => {
  test('convolutions of TensorFlow.js and both gradients are those of the cpu backend', async () => {
    let compared = 0;
    const property = fc.asyncProperty(convolutions, async (convolution) => {
      const right = await on('cpu', () => results(convolution));
      const got = await on('wasm', () => results(convolution));
      right.forEach((array, i) => {
        const largest = Math.max(...array.map(Math.abs));
        const off = Math.max(...array.map((value, at) => Math.abs(value - got[i]![at]!)));
        expect(off / largest, ['output', 'input', 'weight', 'fused'][i]).toBeLessThan(2e-6);
      });
      compared++;
    });
    await fc.assert(property, { numRuns: 40, seed: 13 });
    expect(compared).toBe(40);
  });

  test('what is not covered goes on with the kernels that were there: uneven padding, other activations', () => {
    const [same, elu] = tf.tidy(() => {
      const x = tf.ones([1, 4, 4, 1]) as tf.Tensor4D;
      const filter = tf.ones([2, 2, 1, 1]) as tf.Tensor4D;
      const less = tf.mul(filter, -1) as tf.Tensor4D;
      return [
        tf.conv2d(x, filter, 1, 'same').dataSync(),
        tf.fused
          .conv2d({ x, filter: less, strides: 1, pad: 'valid', activation: 'elu' })
          .dataSync(),
      ] as unknown as tf.Tensor[];
    }) as unknown as [Float32Array, Float32Array];
    expect([...same]).toEqual([4, 4, 4, 2, 4, 4, 4, 2, 4, 4, 4, 2, 2, 2, 2, 1]);
    for (const value of elu) expect(value).toBeCloseTo(Math.expm1(-4), 5);
  });
});

/** What is relied upon inside the wasm backend, changed for one start. */
async function startWith(change: (backend: Record<string, Record<string, unknown>>) => () => void) {
  let putBack = () => {};
  const init = async (name: string) => {
    const started = await tf.setBackend(name);
    putBack = change(tf.backend() as unknown as Record<string, Record<string, unknown>>);
    return started;
  };
  try {
    return await startBackend({ wasmUrls, order: ['wasm'], init });
  } finally {
    putBack();
  }
}

countTensors();
afterEach(async () => {
  await startBackend({ wasmUrls });
});

test('when the memory of the backend is not where it was, its own convolutions stay, with a reason', async () => {
  const started = await startWith((backend) => {
    const { wasm } = backend;
    Object.assign(backend, { wasm: Object.create(wasm!, { asm: { value: {} }, wasmMemory: {} }) });
    return () => Object.assign(backend, { wasm });
  });
  expect(started).toEqual({
    name: 'wasm',
    refused: [
      {
        name: 'emitted convolutions',
        why: 'the memory of TensorFlow.js is not where it is expected',
      },
    ],
  });
});

test('when the memory is another one than tensors lie in, its own convolutions stay too', async () => {
  const started = await startWith((backend) => {
    const { wasm } = backend;
    const memory = new WebAssembly.Memory({ initial: 256 });
    Object.assign(backend, { wasm: Object.create(wasm!, { asm: { value: { memory } } }) });
    return () => Object.assign(backend, { wasm });
  });
  expect(started.refused).toMatchObject([{ name: 'emitted convolutions' }]);
});
