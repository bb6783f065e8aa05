import { expect, test } from 'vitest';
import { defaultRecipe } from '#cnn/math';
import { type Checkpoint, emptyRun, type RunState } from '#lab';
import {
  goesAsFar,
  unfinished,
  unfinishedOf,
  unfinishedText,
} from '../../src/playgrounds/trainer/checkpoint-text.ts';

const checkpoint: Checkpoint = {
  epoch: 2,
  step: 34,
  smoothLoss: 0.5,
  model: { 'conv1.weight': Float32Array.of(1, -2.5), 'bn1.running_var': Float32Array.of(0.1) },
  optimizer: {
    lr: 0.25,
    mom: 0.9,
    steps: 34,
    averages: [[Float32Array.of(1 / 3)], [Float32Array.of(2 / 3)]],
  },
};
const run: RunState = {
  ...emptyRun,
  phase: 'training',
  recipe: defaultRecipe,
  checkpoint,
  batches: [{ step: 40, loss: 1, smoothLoss: 1, lr: 0.1, mom: 0.9 }],
};

test('a run that was cut off comes back from its text with every number it needs to go on', () => {
  const back = unfinishedOf(unfinishedText({ ...run, checkpoint }));
  expect(back.checkpoint).toEqual(checkpoint);
  expect(back.recipe).toEqual(defaultRecipe);
  expect(back.batches.map(({ step }) => step)).toEqual([40]);
});

test('a text that is none, or broken anywhere, is refused', () => {
  const text = unfinishedText({ ...run, checkpoint });
  for (const part of [0, 3, 100, text.length / 2, text.length - 2]) {
    expect(() => unfinishedOf(text.slice(0, part))).toThrow();
  }
  expect(() => unfinishedOf(text.replace('"epoch":2', '"epoch":"2"'))).toThrow('saved point');
  expect(() => unfinishedOf('{"run":"{}"}')).toThrow();
});

test('a run can go on when it was stopped or its worker died, not when it ended or blew up', () => {
  const problem = (retry: boolean) => ({ message: 'Why.', retry });
  expect(unfinished({ ...run, phase: 'stopped' })?.checkpoint).toBe(checkpoint);
  expect(unfinished({ ...run, phase: 'failed', problem: problem(true) })).toBeDefined();
  expect(unfinished({ ...run, phase: 'failed', problem: problem(false) })).toBeUndefined();
  expect(unfinished({ ...run, phase: 'ended' })).toBeUndefined();
  expect(unfinished({ ...run, phase: 'stopped', checkpoint: undefined })).toBeUndefined();
});

test('a run that is kept already and came as far is known again', () => {
  const cut = unfinished({ ...run, phase: 'stopped' })!;
  expect(goesAsFar(run, cut)).toBe(true);
  expect(goesAsFar({ ...run, recipe: { ...defaultRecipe, seed: 1 } }, cut)).toBe(false);
  expect(goesAsFar({ ...run, batches: [] }, cut)).toBe(false);
});
