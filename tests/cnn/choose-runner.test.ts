import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, expect, test } from 'vitest';
import { defaultRecipe, type Recipe } from '#cnn/math';
import { type Adapter, adapters, isReal } from '../../src/cnn/adapters.ts';
import { chooseRunner } from '../../src/cnn/choose-runner.ts';
import { race } from '../../src/cnn/race.ts';
import { countTensors, wasmUrls } from './each-backend.ts';

countTensors();

const recipe: Recipe = { ...defaultRecipe, batchSize: 2 };
const geforce: Adapter = { runner: 'webgl', name: 'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060)' };

/** What a reader's computer would call webgl: the cpu backend under that name, its numbers changed as the test says. */
function pretendWebgl(spoil?: (value: number) => number) {
  if (tf.findBackendFactory('webgl')) tf.removeBackend('webgl');
  const factory = tf.findBackendFactory('cpu');
  tf.registerBackend('webgl', factory);
  for (const kernel of tf.getKernelsForBackend('cpu')) {
    if (tf.getKernel(kernel.kernelName, 'webgl')) tf.unregisterKernel(kernel.kernelName, 'webgl');
    const { kernelFunc } = kernel;
    const spoils =
      spoil && ['Fill', 'Multiply', 'BatchMatMul', 'Conv2D'].includes(kernel.kernelName);
    tf.registerKernel({
      ...kernel,
      backendName: 'webgl',
      kernelFunc: (given) => {
        const right = kernelFunc(given) as tf.TensorInfo;
        const { data } = given.backend as {
          data: tf.DataStorage<{ values: Float32Array }>;
        } & object;
        if (spoils)
          data.get(right.dataId).values.forEach((value, i, all) => {
            all[i] = spoil(value);
          });
        return right;
      },
    });
  }
}
beforeEach(() => pretendWebgl());

/** Time that passes by steps: each costs what its backend is said to cost. */
function clock(costs: { wasm: number; webgl: number }) {
  let now = 0;
  return () => {
    now += costs[tf.getBackend() as 'wasm' | 'webgl'] / 2;
    return now;
  };
}

test.each([
  'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
  'llvmpipe (LLVM 15.0.6, 256 bits)',
  'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)',
  'softpipe',
  'Apple Software Renderer',
  '',
])('%j is no graphics processor', (name) => {
  expect(isReal({ name })).toBe(false);
});

test.each([
  'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)',
  'Apple M2',
  'Mali-G78',
  'intel gen-12lp',
  'Adreno (TM) 650',
])('%j is one', (name) => {
  expect(isReal({ name })).toBe(true);
});

test('a browser is asked for its graphics processors, and may fail to answer', async () => {
  const lost: string[] = [];
  class OffscreenCanvas {
    getContext() {
      return {
        RENDERER: 1,
        getExtension: (name: string) => ({
          UNMASKED_RENDERER_WEBGL: 2,
          loseContext: () => lost.push(name),
        }),
        getParameter: (which: number) => (which === 2 ? 'Adreno (TM) 650' : 'WebKit WebGL'),
      };
    }
  }
  const info = { vendor: 'qualcomm', architecture: 'adreno-6xx' };
  const gpu = { requestAdapter: async () => ({ info }) };
  expect(await adapters({ gpu, OffscreenCanvas })).toEqual([
    { runner: 'webgpu', name: 'qualcomm adreno-6xx' },
    { runner: 'webgl', name: 'Adreno (TM) 650' },
  ]);
  expect(lost).toEqual(['WEBGL_lose_context']);
  expect(await adapters({})).toEqual([]);
  const fallback = { requestAdapter: async () => ({ info, isFallbackAdapter: true }) };
  expect((await adapters({ gpu: fallback })).filter(isReal)).toEqual([]);
  const broken = {
    gpu: { requestAdapter: () => new Promise<null>(() => {}) },
    OffscreenCanvas: class {
      getContext(): never {
        throw new Error('no context left');
      }
    },
  };
  expect(await adapters(broken)).toEqual([]);
});

test('without a real graphics processor emitted code computes, and nothing is timed', async () => {
  const swift = { runner: 'webgl', name: 'Google SwiftShader' } as const;
  const { choice, backend, refused } = await chooseRunner({
    wasmUrls,
    recipe,
    adapters: async () => [swift],
    now: () => {
      throw new Error('somebody looked at the clock');
    },
  });
  expect(choice).toEqual({
    runner: 'emitted',
    by: 'alone',
    device: 'webgl Google SwiftShader',
    timings: [],
  });
  expect([backend, refused]).toEqual(['wasm', []]);
});

test.each([
  ['webgl', { wasm: 200, webgl: 110 }],
  ['emitted', { wasm: 110, webgl: 200 }],
] as const)('with a real one the faster computes: %s', async (runner, costs) => {
  const chosen = await chooseRunner({
    wasmUrls,
    recipe,
    adapters: async () => [geforce],
    now: clock(costs),
  });
  expect(chosen.choice).toMatchObject({ runner, by: 'measured' });
  expect(chosen.choice.timings.map((timing) => timing.runner)).toHaveLength(2);
  expect(chosen.choice.timings[0]!.runner).toBe(runner);
  expect(tf.getBackend()).toBe(runner === 'emitted' ? 'wasm' : 'webgl');
});

test('a choice is remembered as long as the graphics processor is the same', async () => {
  const options = {
    wasmUrls,
    recipe,
    adapters: async () => [geforce],
    now: clock({ wasm: 200, webgl: 110 }),
  };
  const { choice } = await chooseRunner(options);
  const again = await chooseRunner({ ...options, remembered: choice, now: () => Number.NaN });
  expect(again.choice).toEqual({ ...choice, by: 'remembered' });
  const other = { ...geforce, name: 'Apple M2' };
  const anew = await chooseRunner({
    ...options,
    remembered: choice,
    adapters: async () => [other],
  });
  expect(anew.choice).toMatchObject({ by: 'measured', device: 'webgl Apple M2' });
});

test('who is asked for computes, whatever the speed', async () => {
  for (const [wanted, backend] of [
    ['cpu', 'cpu'],
    ['wasm', 'wasm'],
    ['webgl', 'webgl'],
  ] as const) {
    const chosen = await chooseRunner({ wasmUrls, recipe, wanted });
    expect(chosen).toMatchObject({
      choice: { runner: wanted, by: 'reader' },
      backend,
      refused: [],
    });
  }
});

test.each([
  [
    'rounds to half precision',
    half,
    /^it computes 3\.3 times 3\.3 as 10\.89\d+, which is not single/,
  ],
  [
    'multiplies matrices wrongly',
    (value: number) => value + 2e-4,
    /in a product of matrices|3\.3 times/,
  ],
  ['gives nothing but zeros', () => 0, /^it computes/],
])(
  'a graphics processor that %s is refused with the reason, and emitted code takes over',
  async (_, spoil, why) => {
    pretendWebgl(spoil);
    for (const way of [{ adapters: async () => [geforce] }, { wanted: 'webgl' as const }]) {
      if (!tf.findBackendFactory('webgl')) pretendWebgl(spoil);
      const { choice, backend, refused } = await chooseRunner({ wasmUrls, recipe, ...way });
      expect(choice.runner).toBe('emitted');
      expect(backend).toBe('wasm');
      expect(refused).toEqual([{ name: 'webgl', why: expect.stringMatching(why) }]);
    }
  },
);

test('a way that is not part of the page is refused, and emitted code takes over', async () => {
  const { choice, refused } = await chooseRunner({ wasmUrls, recipe, wanted: 'webgpu' });
  expect(choice.runner).toBe('emitted');
  expect(refused).toEqual([{ name: 'webgpu', why: 'it is not part of this page' }]);
});

test('a race takes no longer than it may, and sends home who is twice as slow', async () => {
  let now = 0;
  const taken: string[] = [];
  const contestant = (runner: 'emitted' | 'webgl' | 'webgpu', cost: number) => ({
    runner,
    start: async () => ({
      step: () => {
        taken.push(runner);
        now += cost;
      },
      end: () => {},
    }),
  });
  const field = [contestant('emitted', 5), contestant('webgl', 40), contestant('webgpu', 4)];
  const timings = await race(field, { now: () => now, limit: 60 });
  expect(timings).toEqual([
    { runner: 'webgpu', milliseconds: 4 },
    { runner: 'emitted', milliseconds: 5 },
    { runner: 'webgl', milliseconds: 40 },
  ]);
  const steps = (name: string) => taken.filter((runner) => runner === name).length;
  // One to warm up; then 20 ms each, but one step for the hopeless.
  expect([steps('emitted'), steps('webgl'), steps('webgpu')]).toEqual([5, 2, 6]);
});

test('who breaks down in a race is out of it, and the others go on', async () => {
  const heard: unknown[] = [];
  const broken = {
    runner: 'webgl' as const,
    start: async () => ({
      step: () => {
        throw new Error('context lost');
      },
      end: () => heard.push('ended'),
    }),
  };
  const sound = { runner: 'emitted' as const, start: async () => ({ step() {}, end() {} }) };
  const timings = await race([broken, sound], {
    onRefused: (runner, problem) => heard.push([runner, (problem as Error).message]),
  });
  expect(timings.map(({ runner }) => runner)).toEqual(['emitted']);
  expect(heard).toEqual(['ended', ['webgl', 'context lost']]);
});

/** A number as half precision has it. */
function half(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(value)) return value;
  const unit = 2 ** (Math.floor(Math.log2(size)) - 10);
  return Math.round(value / unit) * unit;
}
