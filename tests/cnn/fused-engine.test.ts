import { expect, test } from 'vitest';
import { composedEngine, fitRecipe, fusedEngine, learnerFor, registerEngine } from '#cnn';
import { defaultRecipe, type Recipe } from '#cnn/math';
import { onBackend } from './each-backend.ts';
import { madeUpDigits } from './made-up-digits.ts';

// Small steps: Adam takes whole ones along gradients that are nearly 0, whichever way rounding turns them.
const small: Recipe = { ...defaultRecipe, batchSize: 8, steps: 4, lr: 0.003 };

async function lossesOf(recipe: Recipe) {
  const learner = learnerFor(recipe, madeUpDigits());
  try {
    await fitRecipe(learner, recipe);
    return {
      engine: learner.runsOn,
      losses: [...learner.recorder.batchLosses],
    };
  } finally {
    learner.dispose();
  }
}

/** Of all parameters and running statistics after ten steps; a change of the order of sums changes them, and nothing else may. */
const stored = { adam: 3375789976, sgd: 2371175862 };

/** FNV-1a over the bytes of all numbers. */
function checksum(arrays: Iterable<Float32Array>): number {
  let sum = 0x811c9dc5;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) {
      sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
    }
  }
  return sum;
}

onBackend('wasm', () => {
  test.each([
    ['batch norm, Adam', small],
    ['no norm, Adam', { ...small, norm: 'none' as const }],
    ['batch norm, SGD', { ...small, optimizer: 'sgd' as const, lr: 0.01 }],
    ['an odd batch of 7', { ...small, batchSize: 7 }],
  ])('emitted code trains as the composed operations do: %s', async (_, recipe) => {
    const takeBack = registerEngine(composedEngine());
    const composed = await lossesOf(recipe).finally(takeBack);
    const fused = await lossesOf(recipe);
    expect([composed.engine, fused.engine]).toEqual([{ name: 'composed' }, { name: 'fused' }]);
    fused.losses.forEach((loss, step) => {
      expect(loss).toBeCloseTo(composed.losses[step]!, 3);
    });
  });

  test.each(['adam', 'sgd'] as const)(
    'the reproducible switch gives the bits it gave on the machine that stored them: %s',
    async (optimizer) => {
      const recipe: Recipe = { ...small, optimizer, lr: 0.01, schedule: 'constant', steps: 10 };
      const takeBack = registerEngine(fusedEngine({ reproducible: true }));
      const learner = learnerFor(recipe, madeUpDigits());
      takeBack();
      // Weights by arithmetic alone: what they are drawn with is a logarithm and a cosine, which may differ.
      const state = learner.save();
      for (const [name, values] of state.model) {
        if (name.endsWith('weight') && name.startsWith('conv'))
          values.set(values.map((_, i) => ((i * 37) % 101) / 404 - 0.125));
      }
      learner.load(state);
      await fitRecipe(learner, recipe);
      const { model } = learner.save();
      learner.dispose();
      expect(checksum(model.values())).toBe(stored[optimizer]);
    },
  );

  test.each(['batch', 'none'] as const)(
    'an image is answered alike alone and among 300: norm %s',
    async (norm) => {
      const recipe: Recipe = { ...small, norm, batchSize: 200 };
      const learner = learnerFor(recipe, madeUpDigits({ chunkSizes: [200] }));
      await fitRecipe(learner, recipe);
      const images = 300;
      const pixels = Uint8Array.from({ length: images * 784 }, (_, i) => (i * 7919) % 256);
      const together = learner.predict(pixels);
      const classes = together.length / images;
      for (const image of [0, 63, 64, 127, 199, 200, 299]) {
        const alone = learner.predict(pixels.subarray(image * 784, (image + 1) * 784));
        alone.forEach((probability, i) => {
          expect(together[image * classes + i]).toBeCloseTo(probability, 5);
        });
      }
      learner.dispose();
    },
  );

  test('a network it does not cover is refused with a reason, and composed operations train it', async () => {
    const { engine } = await lossesOf({ ...small, norm: 'group' });
    const why = 'gn1 is a GroupNorm, for which no kernel is emitted';
    expect(engine).toEqual({ name: 'composed', why });
  });
});
