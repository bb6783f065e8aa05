import { afterEach, expect, test } from 'vitest';
import { type CrewWorker, learnerFor } from '#cnn';
import { type Cores, coresFor } from '#cnn/backend';
import { defaultRecipe, type Recipe, type RunnerChoice } from '#cnn/math';
import { shareWork } from '../../src/cnn/choose-engine.ts';
import { onBackend } from './each-backend.ts';
import { madeUpDigits } from './made-up-digits.ts';
import { workerHere } from './worker-here.ts';

const recipe: Recipe = { ...defaultRecipe, batchSize: 24 };
const chosen: RunnerChoice = { runner: 'emitted', by: 'alone', device: '', timings: [] };
const timed = 'simple_cnn, norm batch, batch 24';

/** One that fails as soon as it is born. */
function broken(): CrewWorker {
  const worker: CrewWorker = { onmessage: null, onerror: null, terminate() {}, postMessage() {} };
  queueMicrotask(() => worker.onerror?.(new Event('error') as ErrorEvent));
  return worker;
}

const nobody = (): never => {
  throw new Error('a second worker was started');
};

/** On how many cores a learner runs that is made now. */
function coresNow(): number {
  const learner = learnerFor(recipe, madeUpDigits());
  const { cores = 1 } = learner.runsOn;
  learner.dispose();
  return cores;
}

onBackend('wasm', () => {
  afterEach(() => shareWork());

  const options = { chosen, spawn: workerHere, available: 2 };

  test('one core computes until two were measured faster, and then two do', async () => {
    let turn = 0;
    // Every step of one core takes 20, every step of two cores takes 10.
    const now = () => {
      turn += coresNow() === 2 ? 10 : 20;
      return turn;
    };
    const cores = coresFor({ ...options, now });
    expect(await cores.settle(recipe, true)).toEqual({ choice: chosen, refused: [] });
    expect(coresNow()).toBe(1);
    const measured = await cores.measure(recipe);
    expect(measured).toEqual({
      runner: 'two-cores',
      by: 'measured',
      device: '',
      timings: [
        { runner: 'two-cores', milliseconds: 10 },
        { runner: 'emitted', milliseconds: 20 },
      ],
      timed,
    });
    expect(await cores.settle(recipe, true)).toEqual({ choice: measured, refused: [] });
    expect(coresNow()).toBe(2);
    // Nobody knows of other batches.
    await cores.settle({ ...recipe, batchSize: 16 }, true);
    expect(coresNow()).toBe(1);
    expect(await cores.measure(recipe)).toBeUndefined();
  });

  test('two cores that are hardly faster are left to whatever else the reader does', async () => {
    let turn = 0;
    const now = () => {
      turn += coresNow() === 2 ? 19 : 20;
      return turn;
    };
    const cores = coresFor({ ...options, now });
    expect(await cores.measure(recipe)).toMatchObject({ runner: 'emitted', by: 'measured', timed });
    await cores.settle(recipe, true);
    expect(coresNow()).toBe(1);
  });

  test('what was measured on an earlier visit holds', async () => {
    const remembered: RunnerChoice = { ...chosen, runner: 'two-cores', by: 'measured', timed };
    const cores = coresFor({ ...options, remembered });
    const { choice } = await cores.settle(recipe, true);
    expect(choice).toMatchObject({ runner: 'two-cores', by: 'remembered' });
    expect(coresNow()).toBe(2);
    expect(await cores.measure(recipe)).toBeUndefined();
  });

  test('who asks for two cores gets them, and who asks for one', async () => {
    const asking = { ...options, chosen: { ...chosen, by: 'reader' as const } };
    const two = coresFor({ ...asking, wanted: 'two-cores' });
    expect((await two.settle(recipe, false)).choice).toMatchObject({
      runner: 'two-cores',
      by: 'reader',
    });
    expect(coresNow()).toBe(2);
    const one = coresFor({ ...asking, wanted: 'emitted', spawn: nobody });
    expect((await one.settle(recipe, true)).choice).toMatchObject({
      runner: 'emitted',
      by: 'reader',
    });
    expect(coresNow()).toBe(1);
    for (const cores of [one, two]) expect(await cores.measure(recipe)).toBeUndefined();
  });

  test.each([
    ['on a machine with one core', { available: 1 }],
    ['for a graphics processor', { chosen: { ...chosen, runner: 'webgl' as const } }],
  ])('nothing is timed %s', async (_, other) => {
    const cores: Cores = coresFor({ ...options, spawn: nobody, ...other });
    expect(await cores.measure(recipe)).toBeUndefined();
  });

  test('a second core that does not start is told of, and not measured again', async () => {
    const cores = coresFor({ ...options, spawn: broken, wanted: 'two-cores' });
    const { choice, refused } = await cores.settle(recipe, true);
    expect(choice.runner).toBe('emitted');
    expect(refused).toEqual([{ name: 'the second core', why: 'its program failed' }]);
    expect(coresNow()).toBe(1);
    const free = coresFor({ ...options, spawn: broken });
    expect(await free.measure(recipe)).toBeUndefined();
    expect(await free.measure(recipe)).toBeUndefined();
  });

  test('a network without emitted code runs on one core', async () => {
    const cores = coresFor(options);
    expect(await cores.measure({ ...recipe, norm: 'group' })).toBeUndefined();
  });
});
