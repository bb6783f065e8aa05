import { expect, test } from 'vitest';
import type { Entry } from './race.ts';
import { report, verdictLines } from './report.ts';
import type { Results } from './results.ts';
import { verdictsOn } from './verdicts.ts';

/** Somebody as fast in each round as told, in images a second. */
const entry = (name: string, ...rates: number[]): Entry => ({
  name,
  engine: 'engine',
  samples: rates.map((images, round) => ({ round, images, seconds: 1, cpuSeconds: 2 })),
});

const results = (entries: Entry[]): Results => ({
  date: '2026-11-24T12:00:00.000Z',
  machine: { cpu: 'A processor', cores: 2, system: 'Linux', browser: 'Chromium 1', node: '22' },
  rounds: 3,
  seconds: 1,
  contestants: entries.map(({ name }) => ({ name, title: `Title of ${name}`, note: 'It trains.' })),
  columns: [{ setting: 'b64', entries }],
  skipped: ['PyTorch was not measured.'],
});

const told = (entries: Entry[]) => verdictLines(verdictsOn(results(entries)));

test('a target is met or missed against the better of two layouts', () => {
  const nchw = entry('torch-nchw', 100, 100, 100);
  const slower = entry('torch-channels-last', 50, 50, 50);
  expect(told([entry('learner', 170, 160, 150), nchw, slower])).toContainEqual(
    expect.stringMatching(/^met {4}against PyTorch.*b64: 1\.6× \(1\.5× to 1\.7×;.*at least 1\.6×$/),
  );
  expect(told([entry('learner', 140, 140, 140), nchw, slower])).toContainEqual(
    expect.stringMatching(/^missed against PyTorch.*b64: 1\.4×/),
  );
});

test('a target that could not be measured stays open', () => {
  expect(told([entry('learner', 100)])).toContainEqual(
    expect.stringMatching(/^open {3}against ConvNetJS, b64: not measured/),
  );
});

test('the roofline is told as a share', () => {
  expect(told([entry('learner', 72), entry('roofline', 100)])).toContainEqual(
    expect.stringMatching(/^met {4}against the roofline, b64: 72 %/),
  );
});

test('a machine that was busy is told, with the share of a core that a turn got', () => {
  const slowed: Entry = {
    ...entry('learner'),
    samples: [{ round: 0, images: 100, seconds: 1, cpuSeconds: 0.4 }],
  };
  expect(report(results([slowed]))).toContain('a turn got 40 % of a core');
  expect(report(results([entry('learner', 100)]))).not.toContain('busy');
});

test('a processor with wider vectors than WebAssembly is named as such', () => {
  const wide = results([entry('learner', 100)]);
  wide.machine.vectorBits = 512;
  expect(report(wide)).toContain('has vectors of 512 bits');
  expect(report(results([entry('learner', 100)]))).not.toContain('has vectors');
});

test('the report holds the machine, every contestant with its spread, failures and what was left out', () => {
  const failed: Entry = { ...entry('tfjs-wasm'), failure: 'No such kernel' };
  const text = report(
    results([entry('convnetjs', 200, 300, 250), entry('learner', 21460), failed]),
  );
  expect(text).toContain('Measured on 2026-11-24: A processor, 2 cores');
  expect(text).toMatch(/\| Title of convnetjs \| +250 \(200–300\) \|/);
  expect(text).toMatch(/\| Title of convnetjs \| +125 \|/);
  expect(text).toContain('Title of tfjs-wasm failed at b64: No such kernel');
  expect(text).toContain('- PyTorch was not measured.');
  expect(text.indexOf('Title of learner')).toBeLessThan(text.indexOf('Title of convnetjs'));
});
