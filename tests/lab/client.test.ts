import { expect, test, vi } from 'vitest';
import { defaultRecipe } from '#cnn/math';
import { openLab, type Report } from '#lab';
import { Puppet } from './puppet.ts';

function stage(patience?: Parameters<typeof openLab>[1]) {
  const born: Puppet[] = [];
  const lab = openLab(() => {
    const puppet = new Puppet();
    born.push(puppet);
    return puppet;
  }, patience);
  return { lab, born };
}

async function all(reports: AsyncIterable<Report>): Promise<Report[]> {
  const list: Report[] = [];
  for await (const report of reports) list.push(report);
  return list;
}

const batch = (step: number): Report => ({
  type: 'batch',
  step,
  loss: 1,
  smoothLoss: 1,
  lr: 0.1,
  mom: 0.9,
  seconds: 1,
});
const done: Report = { type: 'ended', cancelled: false };
const never = new AbortController().signal;

test('no worker is born before the first training, and one serves all', async () => {
  const { lab, born } = stage();
  expect(born).toHaveLength(0);
  for (const run of [1, 2]) {
    const story = all(lab.fit(defaultRecipe, never));
    await Promise.resolve();
    born[0]!.report(run, batch(1), done);
    expect(await story).toEqual([batch(1), done]);
  }
  expect(born).toHaveLength(1);
  expect(born[0]!.posted.filter(({ type }) => type === 'fit')).toEqual([
    { type: 'fit', run: 1, recipe: defaultRecipe, wish: {} },
    { type: 'fit', run: 2, recipe: defaultRecipe, wish: {} },
  ]);
});

test('an abort while the program is on its way ends the run, and the next training begins anew', async () => {
  const { lab, born } = stage();
  const stopping = new AbortController();
  const story = all(lab.fit(defaultRecipe, stopping.signal));
  await Promise.resolve();
  stopping.abort();
  expect(await story).toEqual([{ type: 'ended', cancelled: true }]);
  expect(born[0]!.dead).toBe(true);
  const next = all(lab.fit(defaultRecipe, never));
  await Promise.resolve();
  born[1]!.report(2, done);
  expect(await next).toEqual([done]);
});

test('an abort sends a stop for this run and waits for the worker to say so', async () => {
  const { lab, born } = stage();
  const stopping = new AbortController();
  const story = all(lab.fit(defaultRecipe, stopping.signal));
  await Promise.resolve();
  born[0]!.report(1, batch(1));
  stopping.abort();
  expect(born[0]!.posted.at(-1)).toEqual({ type: 'stop', run: 1 });
  born[0]!.report(1, { type: 'ended', cancelled: true });
  expect(await story).toEqual([batch(1), { type: 'ended', cancelled: true }]);
});

test('a training stopped before it starts gives birth to nothing', async () => {
  const { lab, born } = stage();
  expect(await all(lab.fit(defaultRecipe, AbortSignal.abort()))).toEqual([
    { type: 'ended', cancelled: true },
  ]);
  expect(born).toHaveLength(0);
});

test('a second training fails with a sentence and leaves the first alone', async () => {
  const { lab, born } = stage();
  const first = all(lab.fit(defaultRecipe, never));
  expect(await all(lab.fit(defaultRecipe, never))).toEqual([
    {
      type: 'failed',
      message: 'A training is already running. Stop it before you start another.',
      retry: false,
    },
  ]);
  born[0]!.report(1, done);
  expect(await first).toEqual([done]);
});

test('reports of an old run are dropped', async () => {
  const { lab, born } = stage();
  const first = lab.fit(defaultRecipe, never);
  const opening = first.next();
  born[0]!.report(1, batch(1));
  expect((await opening).value).toEqual(batch(1));
  await first.return();
  expect(born[0]!.posted.at(-1)).toEqual({ type: 'stop', run: 1 });
  const second = all(lab.fit(defaultRecipe, never));
  born[0]!.report(1, batch(2), done);
  born[0]!.report(2, batch(7), done);
  expect(await second).toEqual([batch(7), done]);
});

test('a script that cannot be loaded gives a sentence, and the next training tries anew', async () => {
  const { lab, born } = stage();
  const story = all(lab.fit(defaultRecipe, never));
  await Promise.resolve();
  born[0]!.break();
  expect(await story).toMatchObject([{ type: 'failed', retry: true }]);
  expect((await story)[0]).toHaveProperty(
    'message',
    expect.stringContaining('could not be loaded'),
  );
  expect(born[0]!.dead).toBe(true);
  const again = all(lab.fit(defaultRecipe, never));
  await Promise.resolve();
  born[1]!.report(2, done);
  expect(await again).toEqual([done]);
});

test('a worker that dies or falls silent ends the run with a sentence', async () => {
  vi.useFakeTimers();
  const { lab, born } = stage({ any: 3, quick: 3 });
  const story = all(lab.fit(defaultRecipe, never));
  await vi.advanceTimersByTimeAsync(2000);
  born[0]!.say({ type: 'alive' });
  await vi.advanceTimersByTimeAsync(3000);
  expect(born[0]!.dead).toBe(false);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await story).toMatchObject([
    { type: 'failed', message: expect.stringContaining('stopped without a word') },
  ]);
  expect(born[0]!.dead).toBe(true);
  vi.useRealTimers();
});

const began = (name: 'emitted kernels' | 'composed kernels'): Report => ({
  type: 'began',
  recipe: defaultRecipe,
  stepsPerEpoch: 1,
  trainCount: 1,
  validCount: 1,
  classes: ['0', '1'],
  parameters: 1,
  engine: { name },
  backend: 'wasm',
  refused: [],
});

test('emitted code that trains is given three seconds of silence, slower ways and questions more', async () => {
  vi.useFakeTimers();
  try {
    const silentFor = async (
      seconds: number,
      engine: Parameters<typeof began>[0],
      asks = false,
    ) => {
      const { lab, born } = stage();
      const story = all(lab.fit(defaultRecipe, never));
      await Promise.resolve();
      born[0]!.report(1, began(engine), batch(1));
      if (asks) lab.ask('weights', {}).catch(() => {});
      await vi.advanceTimersByTimeAsync(1000 * seconds);
      const { dead } = born[0]!;
      lab.close();
      await story;
      return dead;
    };
    expect(await silentFor(3, 'emitted kernels')).toBe(false);
    expect(await silentFor(4, 'emitted kernels')).toBe(true);
    expect(await silentFor(30, 'composed kernels')).toBe(false);
    expect(await silentFor(30, 'emitted kernels', true)).toBe(false);
    expect(await silentFor(46, 'composed kernels')).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

test('a worker that says it is alive and takes no step is dead all the same, unless it is held still', async () => {
  vi.useFakeTimers();
  try {
    const { lab, born } = stage();
    const story = all(lab.fit(defaultRecipe, never));
    await Promise.resolve();
    const breathe = async (seconds: number) => {
      for (let i = 0; i < seconds; i++) {
        born[0]!.say({ type: 'alive' });
        await vi.advanceTimersByTimeAsync(1000);
      }
    };
    // The program and the digits may be long on their way.
    await breathe(100);
    expect(born[0]!.dead).toBe(false);
    born[0]!.report(1, began('composed kernels'), batch(1));
    lab.steer({ paused: true });
    await breathe(100);
    expect(born[0]!.dead).toBe(false);
    lab.steer({ paused: false });
    born[0]!.report(1, batch(2));
    await breathe(46);
    expect(born[0]!.dead).toBe(true);
    expect((await story).at(-1)).toMatchObject({ type: 'failed', died: true });
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ['a list that would hold the page up', Array.from({ length: 200_000 }, () => 0)],
  ['a step beyond all counting', undefined],
])('a report of %s is junk', async (_, values) => {
  const { lab, born } = stage();
  const story = all(lab.fit(defaultRecipe, never));
  await Promise.resolve();
  const report = values ? { type: 'kernels', step: 1, values } : { ...batch(1), step: 1e300 };
  born[0]!.say({ type: 'reports', run: 1, reports: [report] });
  expect(await story).toMatchObject([{ type: 'failed' }]);
  expect(born[0]!.dead).toBe(true);
});

test.each([
  ['nothing', undefined],
  ['another type', { type: 'weights' }],
  ['a report without its step', { type: 'reports', run: 1, reports: [{ type: 'batch' }] }],
  ['a name every object has', { type: 'toString' }],
  [
    'an examination that does not add up',
    {
      type: 'examined',
      ask: 1,
      examination: {
        pixels: new Uint8Array(3),
        labels: new Uint8Array(1),
        probabilities: new Float32Array(10),
      },
    },
  ],
])('a worker that sends junk is replaced: %s', async (_, junk) => {
  const { lab, born } = stage();
  const story = all(lab.fit(defaultRecipe, never));
  await Promise.resolve();
  born[0]!.say(junk);
  expect(await story).toMatchObject([
    { type: 'failed', message: expect.stringContaining('does not understand') },
  ]);
  expect(born[0]!.dead).toBe(true);
});

test('a question before any training is refused with a sentence', async () => {
  const { lab } = stage();
  await expect(lab.ask('predict', { pixels: new Uint8Array(784) })).rejects.toThrow(
    'Press Train first',
  );
  await expect(lab.ask('examine', {})).rejects.toThrow('Press Train first');
});

const predicted = (ask: number, rows: number) => ({
  type: 'answered',
  ask,
  name: 'predict',
  answer: new Array(rows).fill([0, 1]),
});
const examined = (ask: number, classes: number) => ({
  type: 'answered',
  ask,
  name: 'examine',
  answer: {
    pixels: new Uint8Array(2 * 784),
    labels: Uint8Array.of(1, 0),
    probabilities: new Float32Array(2 * classes),
  },
});

test('an answer of the wrong kind or size is refused with a sentence', async () => {
  const { lab, born } = stage();
  const story = all(lab.fit(defaultRecipe, never));
  await Promise.resolve();
  const questions = [
    lab.ask('examine', {}),
    lab.ask('predict', { pixels: new Uint8Array(784) }),
    lab.ask('predict', { pixels: new Uint8Array(2 * 784) }),
  ];
  const refused = Promise.all(
    questions.map((question) => expect(question).rejects.toThrow('does not understand')),
  );
  born[0]!.say(predicted(1, 1));
  born[0]!.say(examined(2, 10));
  born[0]!.say(predicted(3, 1));
  await refused;
  born[0]!.report(1, done);
  expect(await story).toEqual([done]);
});

test('an examination may be of two classes', async () => {
  const { lab, born } = stage();
  const story = all(lab.fit(defaultRecipe, never));
  await Promise.resolve();
  const examination = lab.ask('examine', {});
  born[0]!.say(examined(1, 2));
  expect((await examination).probabilities).toHaveLength(4);
  lab.close();
  await story;
});

test('a question gets its own answer, and a refusal its own sentence', async () => {
  const { lab, born } = stage();
  const story = all(lab.fit(defaultRecipe, never));
  await Promise.resolve();
  const one = lab.ask('predict', { pixels: new Uint8Array(784) });
  const two = lab.ask('predict', { pixels: new Uint8Array(784) });
  born[0]!.say({ type: 'refused', ask: 2, message: 'Not now.' });
  born[0]!.say(predicted(1, 1));
  expect(await one).toEqual([[0, 1]]);
  await expect(two).rejects.toThrow('Not now.');
  lab.close();
  expect(await story).toEqual([{ type: 'ended', cancelled: true }]);
  expect(born[0]!.dead).toBe(true);
});

test('a withdrawn question is dropped, and its late answer is nobody’s', async () => {
  const { lab, born } = stage();
  const leaving = new AbortController();
  const search = lab.ask('find', { recipe: defaultRecipe, options: {} }, leaving.signal);
  leaving.abort();
  await expect(search).rejects.toThrow('withdrawn');
  expect(born[0]!.posted.at(-1)).toEqual({ type: 'drop', ask: 1 });
  born[0]!.say(predicted(1, 1));
  expect(born[0]!.dead).toBe(false);
  lab.close();
});

test('a hand on the helm reaches the running training only', async () => {
  const { lab, born } = stage();
  lab.steer({ lr: 1 });
  const story = all(lab.fit(defaultRecipe, never));
  await Promise.resolve();
  lab.steer({ lr: 0.01, paused: true });
  expect(born[0]!.posted.at(-1)).toEqual({
    type: 'steer',
    run: 1,
    steering: { lr: 0.01, paused: true },
  });
  born[0]!.report(1, done);
  await story;
  lab.steer({ paused: false });
  expect(born[0]!.posted.filter(({ type }) => type === 'steer')).toHaveLength(1);
});

test('a lost graphics processor ends the worker, and the next one is told to leave it alone', async () => {
  const { lab, born } = stage();
  const first = all(lab.fit(defaultRecipe, never));
  await Promise.resolve();
  born[0]!.report(1, batch(1));
  born[0]!.say({ type: 'lost', runner: 'webgl' });
  expect((await first).at(-1)).toMatchObject({ type: 'failed', died: true, retry: true });
  expect(born[0]!.dead).toBe(true);
  const second = all(lab.fit(defaultRecipe, never));
  await Promise.resolve();
  expect(born[1]!.posted[0]).toEqual({ type: 'prefer', preference: { avoid: ['webgl'] } });
  born[1]!.report(2, done);
  expect(await second).toEqual([done]);
});

test('a laptop that slept for an hour finds its training alive', async () => {
  vi.useFakeTimers();
  try {
    const { lab, born } = stage();
    const story = all(lab.fit(defaultRecipe, never));
    await vi.advanceTimersByTimeAsync(1000);
    born[0]!.report(1, batch(1));
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(2000);
    expect(born[0]!.dead).toBe(false);
    born[0]!.report(1, batch(2), done);
    expect(await story).toEqual([batch(1), batch(2), done]);
  } finally {
    vi.useRealTimers();
  }
});
