import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultRecipe } from '#cnn/math';
import { emptyRun, type RunState } from '#lab';
import { type KeptRun, packed, unpacked } from '../../src/playgrounds/trainer/packed-run.ts';
import { runsCsv } from '../../src/playgrounds/trainer/runs-csv.ts';
import { MOST_RUNS, type Storage, shelf } from '../../src/playgrounds/trainer/shelf.ts';

const run: RunState = {
  ...emptyRun,
  phase: 'stopped',
  recipe: { ...defaultRecipe, norm: 'layer', firstKernel: 7 },
  stepsPerEpoch: 17,
  trainCount: 9003,
  validCount: 997,
  classes: ['0', '1'],
  parameters: 30_282,
  backend: 'wasm',
  seconds: 12.5,
  batches: Array.from({ length: 2000 }, (_, i) => ({
    step: i + 1,
    loss: i === 3 ? Number.NaN : 2 / (i + 1),
    smoothLoss: 0.5,
    lr: 0.0625,
    mom: 0.75,
  })),
  epochs: [{ epoch: 0, step: 17, trainLoss: 0.5, validLoss: 0.25, accuracy: 0.5 }],
  frames: Array.from({ length: 100 }, (_, step) => ({ step, values: [step, -0.5] })),
  steered: [
    { step: 4, lr: 0.5 },
    { step: 9, lr: null },
  ],
};
const kept = (id: string, part: Partial<KeptRun> = {}): KeptRun => ({
  id,
  name: `run ${id}`,
  note: '',
  run,
  ...part,
});

/** A browser's storage in memory. */
function memory(): Storage & { texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    get length() {
      return texts.size;
    },
    key: (i) => [...texts.keys()][i] ?? null,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  };
}

test('a kept run comes back thinned, its facts, its last step and its notes as they were', () => {
  const back = unpacked(packed(kept('a', { note: 'Why so “slow”?' })));
  expect(back).toMatchObject({ id: 'a', name: 'run a', note: 'Why so “slow”?' });
  const { batches, frames, ...facts } = back.run;
  const { batches: all, frames: film, ...wanted } = run;
  expect(facts).toEqual(wanted);
  expect(batches.length).toBeLessThanOrEqual(601);
  expect(batches.at(-1)).toEqual({ ...all.at(-1), loss: Math.fround(2 / 2000) });
  expect(frames.length).toBeLessThanOrEqual(25);
  expect([frames[0], frames.at(-1)]).toEqual([film[0], film.at(-1)]);
  expect(packed(kept('a')).length).toBeLessThan(30_000);
});

test('a loss that is no number is kept as it is', () => {
  const short = { ...run, batches: run.batches.slice(0, 5) };
  const back = unpacked(packed(kept('a', { run: short })));
  expect(back.run.batches.map(({ loss }) => Number.isNaN(loss))).toEqual([
    false,
    false,
    false,
    true,
    false,
  ]);
});

test('a text that is no run is refused, wherever it is broken', () => {
  const good = packed(kept('a'));
  fc.assert(
    fc.property(fc.nat(good.length - 2), (cut) => {
      expect(() => unpacked(good.slice(0, cut))).toThrow();
    }),
    { seed: 13, numRuns: 100 },
  );
  for (const [from, to] of [
    ['"version":1', '"version":2'],
    ['"phase":"stopped"', '"phase":"training"'],
    ['"norm":"layer"', '"norm":"sparse"'],
    ['"trainCount":9003', '"trainCount":"many"'],
    ['"name":"run a"', `"name":"${'x'.repeat(99)}"`],
    ['"classes":["0","1"]', '"classes":"01"'],
  ] as const) {
    expect(good).toContain(from);
    expect(() => unpacked(good.replace(from, to))).toThrow();
  }
});

test('runs outlive the page, and a deleted one is gone', () => {
  const storage = memory();
  const first = shelf(() => storage);
  expect(first.put(kept('b'))).toBeUndefined();
  expect(first.put(kept('a'))).toBeUndefined();
  first.put(kept('b', { name: 'mine' }));
  const read = () =>
    shelf(() => storage)
      .read()
      .runs.map(({ name }) => name);
  expect(read()).toEqual(['run a', 'mine']);
  first.drop('a');
  expect(read()).toEqual(['mine']);
});

test('damaged storage costs the damaged run alone, is set aside, and is told of once', () => {
  const storage = memory();
  const one = shelf(() => storage);
  one.put(kept('a'));
  one.put(kept('b'));
  const key = [...storage.texts.keys()].find((name) => name.endsWith(':a'))!;
  storage.setItem(key, '{"version":1,"id":');
  const { runs, problem } = one.read();
  expect(runs.map(({ id }) => id)).toEqual(['b']);
  expect(problem).toContain('One kept run was damaged');
  expect([...storage.texts.values()]).toContain('{"version":1,"id":');
  expect(one.read().problem).toBeUndefined();
});

test('a full list, a full disk and a browser that refuses are each met with a sentence', () => {
  const storage = memory();
  const full = shelf(() => storage);
  for (let i = 0; i < MOST_RUNS; i++) full.put(kept(`r${i}`));
  expect(full.put(kept('more'))).toContain(`${MOST_RUNS} runs are kept already`);
  expect(full.put(kept('r3', { name: 'renamed' }))).toBeUndefined();
  const crowded = shelf(() => ({
    ...memory(),
    setItem() {
      throw new DOMException('full', 'QuotaExceededError');
    },
  }));
  expect(crowded.put(kept('a'))).toContain('no room');
  const refusing = shelf(() => {
    throw new DOMException('no', 'SecurityError');
  });
  expect(refusing.read()).toEqual({ runs: [] });
  expect(refusing.put(kept('a'))).toContain('stays until this tab is closed');
  expect(() => refusing.drop('a')).not.toThrow();
});

test('the list as CSV has a row a run, and no note becomes a formula', () => {
  const [head, row] = runsCsv([kept('a', { note: '=1+"2"' })]).split('\n');
  expect(head).toContain('name,note,net,norm');
  expect(row).toContain(`"run a","'=1+""2""",simple_cnn,layer,512`);
  expect(row).toContain('"stopped, step 2,000"');
});
