import { expect, test } from 'vitest';
import { fitRecipe, fusedEngine, learnerFor, registerEngine } from '#cnn';
import { defaultRecipe, type Recipe } from '#cnn/math';
import { onBackend } from './each-backend.ts';
import { madeUpDigits } from './made-up-digits.ts';

const small: Recipe = { ...defaultRecipe, batchSize: 8, steps: 4 };

async function lossesOf(recipe: Recipe) {
  const learner = learnerFor(recipe, madeUpDigits());
  try {
    await fitRecipe(learner, recipe);
    return {
      engine: (learner.model as unknown as { name: string }).name,
      losses: [...learner.recorder.batchLosses],
    };
  } finally {
    learner.dispose();
  }
}

onBackend('wasm', () => {
  test.each([
    ['batch norm, Adam', small],
    ['no norm, Adam', { ...small, norm: 'none' as const }],
    ['batch norm, SGD', { ...small, optimizer: 'sgd' as const, lr: 0.01 }],
    ['an odd batch of 7', { ...small, batchSize: 7 }],
  ])('emitted code trains as the composed operations do: %s', async (_, recipe) => {
    const composed = await lossesOf(recipe);
    const takeBack = registerEngine(fusedEngine());
    const fused = await lossesOf(recipe).finally(takeBack);
    expect([composed.engine, fused.engine]).toEqual(['composed', 'fused']);
    fused.losses.forEach((loss, step) => {
      expect(loss).toBeCloseTo(composed.losses[step]!, 3);
    });
  });

  test('the reproducible switch gives the same bits twice', async () => {
    const takeBack = registerEngine(fusedEngine({ reproducible: true }));
    try {
      expect(await lossesOf(small)).toEqual(await lossesOf(small));
    } finally {
      takeBack();
    }
  });

  test('a network it does not cover is refused with a reason, and composed operations train it', async () => {
    const reasons: string[] = [];
    const takeBack = registerEngine(fusedEngine({ onRefused: (why) => reasons.push(why) }));
    const { engine } = await lossesOf({ ...small, norm: 'group' }).finally(takeBack);
    expect(engine).toBe('composed');
    expect(reasons[0]).toMatch(/\w/);
  });
});
