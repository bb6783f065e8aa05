import { expect, test } from 'vitest';
import { defaultRecipe } from '#cnn/math';
import { emptyRun, type Report, record, replay } from '#lab';

const began: Report = {
  type: 'began',
  recipe: { ...defaultRecipe, steps: 2 },
  stepsPerEpoch: 17,
  trainCount: 9003,
  validCount: 997,
  parameters: 30542,
  engine: { name: 'emitted kernels' },
  backend: 'wasm',
  refused: [{ name: 'webgl', why: 'no context' }],
};
const batch = (step: number): Report => ({
  type: 'batch',
  step,
  loss: 3 - step,
  smoothLoss: 3 - step / 2,
  lr: 0.01 * step,
  mom: 0.9,
  seconds: step,
});
const story: Report[] = [
  { type: 'preparing', what: 'the training program' },
  began,
  { type: 'kernels', step: 0, values: [1, 2] },
  batch(1),
  batch(2),
  { type: 'kernels', step: 2, values: [3, 4] },
  { type: 'epoch', epoch: 0, step: 2, trainLoss: 2, validLoss: 1.5, accuracy: 0.5 },
  { type: 'ended', cancelled: false },
];

test('a replayed run holds every step, frame and pass in order', () => {
  const run = replay(story);
  expect(run.phase).toBe('ended');
  expect(run.batches.map(({ step }) => step)).toEqual([1, 2]);
  expect(run.frames).toEqual([
    { step: 0, values: [1, 2] },
    { step: 2, values: [3, 4] },
  ]);
  expect(run.epochs[0]?.accuracy).toBe(0.5);
  expect(run.seconds).toBe(2);
  expect(run.refused).toEqual([{ name: 'webgl', why: 'no context' }]);
});

test('a report leaves the run before it as it was', () => {
  const before = replay(story.slice(0, 4));
  const copy = structuredClone(before);
  record(before, batch(2));
  expect(before).toEqual(copy);
});

test('a run that begins again forgets the one before', () => {
  const again = record(replay(story), { type: 'preparing', what: 'the training program' });
  expect(again).toEqual({ ...emptyRun, phase: 'preparing', waitingFor: 'the training program' });
});

test('a stopped run keeps its curve, a failed one its curve and the reason', () => {
  expect(replay([...story.slice(0, 4), { type: 'ended', cancelled: true }])).toMatchObject({
    phase: 'stopped',
    batches: [{ step: 1 }],
  });
  const failed = replay([...story.slice(0, 4), { type: 'failed', message: 'Why.', retry: true }]);
  expect(failed).toMatchObject({
    phase: 'failed',
    batches: [{ step: 1 }],
    problem: { message: 'Why.', retry: true },
  });
});

test('a second core that is lost on the way joins what was refused, and the run goes on', () => {
  const run = replay([began, { type: 'refused', name: 'the second core', why: 'it fell silent' }]);
  expect(run.phase).toBe('training');
  expect(run.refused).toContainEqual({ name: 'the second core', why: 'it fell silent' });
});

test('steps told twice or out of order are not recorded', () => {
  const steps = [1, 3, 2, 3, 4, 1];
  const told = steps.reduce((run, step) => record(run, batch(step)), replay(story));
  const recorded = told.batches.map(({ step }) => step);
  expect(recorded).toEqual([...new Set(recorded)].toSorted((a, b) => a - b));
  expect(recorded.at(-1)).toBe(4);
});
