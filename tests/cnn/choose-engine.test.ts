import { expect, test } from 'vitest';
import {
  ActivationStats,
  ComposedEngine,
  type EngineParts,
  fitRecipe,
  learnerFor,
  registerEngine,
  StepInspector,
} from '#cnn';
import { defaultRecipe, type Recipe } from '#cnn/math';
import { onBackend } from './each-backend.ts';
import { madeUpDigits } from './made-up-digits.ts';

const small: Recipe = { ...defaultRecipe, batchSize: 8, steps: 2 };

onBackend('wasm', () => {
  test('a registered engine is asked first, and left when it covers a network not, or is taken back', () => {
    const asked: EngineParts[] = [];
    let made = 0;
    const takeBack = registerEngine((parts) => {
      asked.push(parts);
      if (parts.model.flat.some(({ type }) => type === 'BatchNorm2d')) return undefined;
      made++;
      return new ComposedEngine(parts);
    });
    for (const norm of ['batch', 'none'] as const) {
      learnerFor({ ...small, norm }, madeUpDigits()).dispose();
    }
    takeBack();
    learnerFor({ ...small, norm: 'none' }, madeUpDigits()).dispose();
    expect(asked).toHaveLength(2);
    expect(asked[0]!.batchSize).toBe(8);
    expect(asked[0]!.optimizer.rule).toMatchObject({ type: 'adam', wd: 0.01, sqrMom: 0.99 });
    expect(made).toBe(1);
  });

  test('a fit, its callbacks and its end ask the engine for everything', async () => {
    const calls = new Set<string>();
    const takeBack = registerEngine(
      (parts) =>
        new Proxy(new ComposedEngine(parts), {
          get(engine, name) {
            const member = Reflect.get(engine, name, engine);
            calls.add(String(name));
            return typeof member === 'function' ? member.bind(engine) : member;
          },
        }),
    );
    const inside = new StepInspector([0]);
    const learner = learnerFor(small, madeUpDigits(), [new ActivationStats(), inside]);
    takeBack();
    await fitRecipe(learner, small);
    await learner.lrFind({ numIt: 6 });
    learner.predict(new Uint8Array(784));
    learner.dispose();
    expect(calls).toEqual(
      new Set([
        ...['layers', 'watch', 'trainBatch', 'gradients', 'step', 'validBatch', 'predict'],
        ...['read', 'write', 'readTensor', 'dispose'],
      ]),
    );
    expect(inside.steps.get(0)!.gradients.get('conv1.weight')!.values).toHaveLength(200);
  });
});
