import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pixelStatistics } from '#lab/digits';
import {
  decoded,
  encoded,
  imageOf,
  labelOf,
  type PackedBatch,
  planted,
  rangeOf,
  stageOf,
  stages,
  unpacked,
  vocab,
} from '../../src/playgrounds/learner/batch.ts';
import { boundsOf, curvesOf } from '../../src/playgrounds/learner/curves.ts';
import { eventsAt, factOf, type Moment } from '../../src/playgrounds/learner/facts.ts';
import { codec, givens, type LearnerState } from '../../src/playgrounds/learner/model.ts';
import { naming } from '../../src/playgrounds/learner/naming.ts';
import {
  ancestorsOf,
  childrenOf,
  nodeAt,
  nodes,
  type Path,
  parentOf,
  paths,
  visible,
} from '../../src/playgrounds/learner/nodes.ts';
import packed from '../../src/playgrounds/learner/recorded/batch.json' with { type: 'json' };
import { recordings } from '../../src/playgrounds/learner/recordings.ts';
import {
  type Call,
  calls,
  recipeOf,
  recordedRun,
  stepsPerEpoch,
  total,
} from '../../src/playgrounds/learner/run.ts';
import { csv, fastaiCode } from '../../src/playgrounds/learner/take.ts';

const statistics = pixelStatistics();
const momentOf = (step: number, more: Partial<Moment> = {}): Moment => {
  const call: Call = more.call ?? 'fit_one_cycle';
  return { run: recordedRun(recordings[call]), call, given: 'learner', step, ...more };
};
const there = (path: Path, moment: Moment): boolean => factOf(path, moment).absent === undefined;

test.each([
  ['ActivationStats', 'activation_stats'],
  ['Recorder', 'recorder'],
  ['ProgressCallback', 'progress'],
  ['TrainEvalCallback', 'train_eval'],
  ['ParamScheduler', 'param_scheduler'],
  ['LRFinder', 'lr_finder'],
  ['CSVLogger', 'csv_logger'],
  ['EarlyStoppingCallback', 'early_stopping'],
  ['MixedPrecision', 'mixed_precision'],
  ['CallbackCounter', 'callback_counter'],
  ['Callback', 'callback'],
])('the class %s becomes the attribute %s', (className, attribute) => {
  expect(naming(className).attribute).toBe(attribute);
});

test('every attribute hangs on one that comes before it, and is typed as Python takes it', () => {
  for (const [i, { path, expression, level }] of nodes.entries()) {
    const parent = parentOf(path);
    if (parent === null) expect([path, level]).toEqual(['learn', 1]);
    else {
      expect(paths.indexOf(parent)).toBeLessThan(i);
      expect(nodeAt(parent).level).toBe(level - 1);
      expect(childrenOf(parent)).toContain(path);
    }
    expect(expression).toMatch(/^learn(\.[a-z_]+|\[\d\])*(\([^()]*\))?$/);
    expect(visible(new Set(ancestorsOf(path))).map((node) => node.path)).toContain(path);
  }
  expect(nodeAt('model.3').expression).toBe('learn.model[3]');
  expect(nodeAt('dls.show_batch').expression).toBe('learn.dls.show_batch(max_n=9)');
});

test('lists of the Recorder are made by the first fit, grow with batches or with epochs', () => {
  for (const path of ['recorder.lrs', 'recorder.losses', 'recorder.values'] as const) {
    expect(factOf(path, momentOf(0)).absent).toMatch(
      /^AttributeError: 'Sequential' object has no attribute '(lrs|losses|values)'$/,
    );
  }
  for (const step of [1, stepsPerEpoch - 1, stepsPerEpoch, total]) {
    const moment = momentOf(step);
    expect(curvesOf('recorder.lrs', moment)[0]!.points).toHaveLength(step);
    const ended = Math.floor(step / stepsPerEpoch);
    expect(factOf('recorder.values', moment).value).toBe(`${ended} row${ended === 1 ? '' : 's'}`);
  }
  expect(factOf('recorder.iters', momentOf(total)).value).toBe('[17, 34, …, 85]');
});

test('hps is there only after a scheduled fit has ended, and its scheduler only while that runs', () => {
  for (const step of [0, 1, total - 1]) expect(there('recorder.hps', momentOf(step))).toBe(false);
  expect(there('recorder.hps', momentOf(total))).toBe(true);
  expect(there('recorder.plot_sched', momentOf(total))).toBe(true);
  for (const step of [0, 1, total - 1, total]) {
    const plain = momentOf(step, { call: 'fit' });
    expect(there('recorder.hps', plain)).toBe(false);
    expect(there('param_scheduler', plain)).toBe(false);
    expect(there('param_scheduler', momentOf(step))).toBe(step > 0 && step < total);
  }
  expect(curvesOf('recorder.plot_sched', momentOf(total)).map(({ title }) => title)).toEqual([
    'lr',
    'mom',
  ]);
});

test('a callback given to one fit is gone when it has ended', () => {
  for (const [given, expected] of [
    ['learner', [true, true, true]],
    ['fit', [false, true, false]],
  ] as const) {
    const seen = [0, 40, total].map((step) => there('activation_stats', momentOf(step, { given })));
    expect(seen).toEqual(expected);
    const listed = factOf('cbs', momentOf(total, { given })).value.includes('ActivationStats');
    expect(listed).toBe(given === 'learner');
  }
});

test('every fact at every moment is text without undefined or NaN, and no chart leaves its axis', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...paths),
      fc.nat(total),
      fc.constantFrom(...calls),
      fc.constantFrom(...givens),
      (path, step, call, given) => {
        const moment = momentOf(step, { call, given });
        const { type, value, about, writer, absent } = factOf(path, moment);
        const words = [type, value, about, writer ?? '', absent ?? ''].join(' ');
        expect(words).not.toMatch(/undefined|NaN|\[object/);
        for (const { event, what } of eventsAt(moment)) {
          expect(`${event} ${what}`).not.toMatch(/undefined|NaN/);
        }
        for (const curve of curvesOf(path, moment)) {
          const [low, high] = boundsOf(curve);
          expect(low).toBeLessThan(high);
          for (const [x, y] of curve.points) {
            expect(x >= 1 && x <= step && y >= low - 1e-9 && y <= high + 1e-9).toBe(true);
          }
        }
      },
    ),
    { seed: 2226, numRuns: 1000 },
  );
});

test('the events of a batch name what the Recorder holds afterwards', () => {
  const said = eventsAt(momentOf(total)).map(({ event }) => event);
  expect(said).toEqual(['before_batch', 'after_batch', 'after_epoch', 'after_fit']);
  expect(eventsAt(momentOf(1))[0]).toEqual({
    event: 'before_fit',
    what: 'Recorder makes its lists, all empty.',
  });
  expect(eventsAt(momentOf(5, { call: 'fit' })).map(({ event }) => event)).toEqual(['after_batch']);
  expect(eventsAt(momentOf(0))[0]!.what).toContain('learn.fit_one_cycle(5, 0.06)');
  expect(eventsAt(momentOf(5, { given: 'fit' }))[1]!.what).toContain('ActivationStats appends');
});

test('decoding gives every byte back, but for the one that cutting may take', () => {
  for (let byte = 0; byte <= 255; byte++) {
    const value = encoded(byte, statistics);
    expect(value).toBeCloseTo((byte / 255 - statistics.mean) / statistics.std, 4);
    expect(decoded(value, 1, statistics)).toBeCloseTo(byte / 255, 5);
    const whole = decoded(value, 2, statistics);
    expect(whole === byte || whole === byte - 1).toBe(true);
    expect(decoded(value, 3, statistics)).toBe(whole);
    for (const [stage, at] of [value, byte / 255, whole].entries()) {
      const [low, high] = rangeOf(stage, statistics);
      expect(at >= low - 1e-6 && at <= high + 1e-6).toBe(true);
    }
  }
  expect(labelOf(7, 3)).toBe('7');
  expect(labelOf(7, 2)).toBe('tensor(7)');
  expect(stages.map(({ name }) => stageOf(name))).toEqual([0, 1, 2, 3]);
});

test('the recorded batch has nine digits with labels, and a wrong label is wrong', () => {
  const batch = unpacked(packed as PackedBatch, statistics);
  expect(batch.input).toHaveLength(9 * 784);
  expect(imageOf(batch, 8)).toHaveLength(28);
  expect(batch.labels.every((label) => vocab[label] !== undefined)).toBe(true);
  const { image, label } = planted(batch);
  expect(image).toBeLessThan(9);
  expect(label).not.toBe(batch.labels[image]);
  expect(vocab[label]).toBeDefined();
});

test('any state comes back from its link', () => {
  const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,39}$/);
  fc.assert(
    fc.property(
      fc.constantFrom(...calls),
      fc.constantFrom(...paths),
      fc.nat(total),
      fc.constantFrom(...givens),
      name,
      fc.constantFrom(...stages.map((stage) => stage.name)),
      fc.nat(8),
      fc.nat(27),
      fc.boolean(),
      (call, path, step, given, className, stage, item, row, hunt) => {
        const state: LearnerState = { call, path, step, given, className, stage, item, row, hunt };
        expect(codec.parse(codec.format(state), codec.start)).toEqual({ state });
      },
    ),
    { seed: 35, numRuns: 200 },
  );
});

test.each([
  ['call=fine_tune', '“call” is “fine_tune”; it takes one of fit_one_cycle, fit'],
  ['path=recorders.lrs', '“path” is “recorders.lrs”; it takes one of learn, dls'],
  ['step=86', '“step” is “86”; it takes a whole number from 0 to 85'],
  ['step=-1', '“step” is “-1”'],
  ['given=nobody', '“given” is “nobody”; it takes one of learner, fit'],
  ['className=my class', '“className” is “my class”; it takes a class name'],
  [`className=${'A'.repeat(41)}`, 'it takes a class name of at most 40'],
  ['className=', '“className” is “”'],
  ['stage=raw', '“stage” is “raw”'],
  ['item=9', '“item” is “9”; it takes a whole number from 0 to 8'],
  ['row=28', '“row” is “28”'],
  ['hunt=maybe', '“hunt” is “maybe”; it takes yes or no'],
  ['recorder=lrs', 'a part “recorder”'],
])('the bad link %s gives the start and a sentence', (link, sentence) => {
  const { state, problem } = codec.parse(link, codec.start);
  expect(state).toEqual(codec.start);
  expect(problem).toContain(sentence);
});

test('the code trains such a learner and looks at the attribute, the CSV holds the log', () => {
  const moment = momentOf(total);
  const code = fastaiCode(moment, 'recorder.plot_sched', 'CSVLogger');
  expect(code).toContain(', cbs=stats)\nlearn.fit_one_cycle(5, 0.06)\n');
  expect(code).toContain('CSVLogger would be csv_logger');
  expect(code.trim().endsWith('learn.recorder.plot_sched()')).toBe(true);
  expect(fastaiCode({ ...moment, given: 'fit', call: 'fit' }, 'cbs', 'A')).toContain(
    'metrics=accuracy)\nlearn.fit(5, 0.06, cbs=stats)',
  );
  const lines = csv(momentOf(20)).trim().split('\r\n');
  expect(lines).toHaveLength(21);
  expect(lines[17]).not.toMatch(/,,$/);
  expect(lines[16]).toMatch(/,,,$/);
});

test('the two calls differ in their schedule alone', () => {
  const { schedule: one, ...cycle } = recipeOf('fit_one_cycle');
  const { schedule: two, ...plain } = recipeOf('fit');
  expect(cycle).toEqual(plain);
  expect([one, two]).toEqual(['one-cycle', 'constant']);
});
