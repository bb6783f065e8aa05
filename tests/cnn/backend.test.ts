import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, test } from 'vitest';
import { type BackendName, startBackend } from '#cnn/backend';
import { countTensors, wasmUrls } from './each-backend.ts';

countTensors();

// A refused backend is forgotten while another computes; the next test needs it again.
const factories = (['wasm', 'cpu'] as const).map(
  (name) => [name, tf.findBackendFactory(name)] as const,
);
afterEach(() => {
  for (const [name, factory] of factories) {
    if (!tf.findBackendFactory(name)) tf.registerBackend(name, factory, name === 'wasm' ? 2 : 1);
  }
});

/** Starts cpu as usual, and wasm as the test says. */
const withWasm = (start: () => Promise<boolean>) => (name: BackendName) =>
  name === 'wasm' ? start() : tf.setBackend(name);

test('wasm is taken first, and nothing is refused', async () => {
  expect(await startBackend({ wasmUrls })).toEqual({ name: 'wasm', refused: [] });
  expect(tf.getBackend()).toBe('wasm');
});

test('starting twice is harmless', async () => {
  await startBackend({ wasmUrls });
  expect(await startBackend({ wasmUrls })).toEqual({ name: 'wasm', refused: [] });
});

test.each<[string, () => Promise<boolean>, string | RegExp]>([
  ['never answers', () => new Promise(() => {}), 'it did not start within 0.2 seconds'],
  ['answers no', async () => false, 'it did not start'],
  [
    'throws',
    async () => {
      throw new Error('WebAssembly is disabled here');
    },
    'WebAssembly is disabled here',
  ],
  ['lets another one start in its place', () => tf.setBackend('cpu'), '"cpu" started in its place'],
  [
    'lacks the weight gradient',
    async () => {
      tf.unregisterKernel('Conv2DBackpropFilter', 'wasm');
      return tf.setBackend('wasm');
    },
    /Conv2DBackpropFilter.*not registered/,
  ],
  [
    'computes a wrong input gradient',
    () => {
      spoil('Conv2DBackpropInput');
      return tf.setBackend('wasm');
    },
    /^it computes a gradient of \S+ for conv\d\.\w+ where \S+ is right$/,
  ],
  [
    'computes a wrong convolution',
    () => {
      spoil('Conv2D');
      return tf.setBackend('wasm');
    },
    /^it computes a loss of \S+ where \S+ is right$/,
  ],
])(
  'a wasm backend that %s is refused with the reason, and cpu takes over',
  async (_, start, why) => {
    const kernels = ['Conv2D', 'Conv2DBackpropFilter', 'Conv2DBackpropInput'];
    const stock = kernels.map((name) => tf.getKernel(name, 'wasm')).filter(Boolean);
    const heard: unknown[] = [];
    const started = await startBackend({
      wasmUrls,
      // Only who never answers is waited for to the end.
      timeLimit: why === 'it did not start within 0.2 seconds' ? 200 : 8000,
      init: withWasm(start),
      onRefused: (refusal) => heard.push(refusal),
    });
    expect(started).toEqual({
      name: 'cpu',
      refused: [{ name: 'wasm', why: expect.stringMatching(why) }],
    });
    expect(heard).toEqual(started.refused);
    expect(tf.getBackend()).toBe('cpu');
    for (const kernel of stock) {
      if (tf.getKernel(kernel.kernelName, 'wasm')) tf.unregisterKernel(kernel.kernelName, 'wasm');
      tf.registerKernel(kernel);
    }
  },
);

test('a backend that starts too late does not take over', async () => {
  let arrive = (_: boolean) => {};
  const late = new Promise<boolean>((resolve) => {
    arrive = resolve;
  });
  await startBackend({ wasmUrls, timeLimit: 50, init: withWasm(() => late) });
  arrive(true);
  await late;
  expect(tf.getBackend()).toBe('cpu');
});

test('nobody having said where the wasm files are is a reason too', async () => {
  const { name, refused } = await startBackend();
  expect(name).toBe('cpu');
  expect(refused).toEqual([{ name: 'wasm', why: 'nobody said where its files are' }]);
});

test('when nothing works, the error says why of each, and what to do', async () => {
  await expect(
    startBackend({ wasmUrls, order: ['wasm', 'cpu'], init: async () => false }),
  ).rejects.toThrow(
    'This browser offers no way to compute that works (wasm: it did not start; cpu: it did not start). ' +
      'Load the page again, or try a recent version of another browser.',
  );
});

test('when nothing worked, the next start tries them all again', async () => {
  await expect(startBackend({ wasmUrls, init: async () => false })).rejects.toThrow();
  expect(await startBackend({ wasmUrls })).toEqual({ name: 'wasm', refused: [] });
});

test('a backend that is not on board is refused', async () => {
  tf.removeBackend('wasm');
  const { refused } = await startBackend({ wasmUrls });
  expect(refused).toEqual([{ name: 'wasm', why: 'it is not part of this page' }]);
});

/** Makes a kernel of the wasm backend answer one percent too much. */
function spoil(kernelName: string) {
  const kernel = tf.getKernel(kernelName, 'wasm');
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    ...kernel,
    kernelFunc: (given) => {
      const right = kernel.kernelFunc(given) as tf.TensorInfo;
      const backend = given.backend as tf.KernelBackend & {
        typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array;
      };
      const numbers = backend.typedArrayFromHeap(right);
      numbers.forEach((number, i) => {
        numbers[i] = number * 1.01;
      });
      return right;
    },
  });
}
