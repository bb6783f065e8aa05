import type { Column, Entry } from './race.ts';
import type { Results } from './results.ts';
import { type Clock, median, ratesOf, type Spread } from './statistics.ts';
import { targets } from './targets.ts';
import { against, emittedBytes, statsCost, type Verdict } from './verdicts.ts';
import { bytes, factor, milliseconds, percent, whole } from './wording.ts';

/** The tables and sentences of a run in Markdown: what is printed, and what the README holds. */
export function report(results: Results): string {
  const { columns } = results;
  const best = (name: string) =>
    Math.max(
      ...columns.map(
        (column) => ratesOf(entryOf(column, name)?.samples ?? [], 'wall')?.median ?? 0,
      ),
    );
  const contestants = results.contestants.toSorted(
    (one, other) => best(other.name) - best(one.name),
  );
  const names = columns.map(({ setting }) => setting);
  const rows = (cell: (entry: Entry) => string) =>
    contestants
      .filter(({ name }) => columns.some((column) => entryOf(column, name)))
      .map(({ name, title }) => [
        title,
        ...columns.map((column) => {
          const entry = entryOf(column, name);
          return entry ? cell(entry) : '–';
        }),
      ]);
  const rates = (clock: Clock) => (entry: Entry) => {
    const spread = ratesOf(entry.samples, clock);
    if (!spread) return entry.failure ? 'failed' : '–';
    const { median, min, max } = spread;
    return clock === 'cpu' ? whole(median) : `${whole(median)} (${whole(min)}–${whole(max)})`;
  };
  return [
    conditions(results),
    'Images a second by the clock on the wall, median (lowest–highest):',
    table(['', ...names], rows(rates('wall'))),
    'Images for each second of processor time that the system charged to the whole browser, or to Python:',
    table(['', ...names], rows(rates('cpu'))),
    'How many times as fast Receptive Field is, median of the ratios within each round, with the aim in brackets:',
    table(['against', ...names], ratioRows(columns)),
    others(results)
      .map((line) => `- ${line}`)
      .join('\n'),
    'What they run:',
    notes(results)
      .map((line) => `- ${line}`)
      .join('\n'),
  ].join('\n\n');
}

const entryOf = ({ entries }: Column, name: string) => entries.find((entry) => entry.name === name);

function conditions({ date, machine, rounds, seconds, columns }: Results): string {
  const { cpu, cores, vectorBits = 128, system, browser, node } = machine;
  const wider =
    vectorBits > 128
      ? ` This processor has vectors of ${vectorBits} bits, which programs outside a browser may use; WebAssembly has 128.`
      : '';
  return (
    `Measured on ${date.slice(0, 10)}: ${cpu}, ${cores} cores, ${system}, ${browser} without a window, Node ${node}. ` +
    `${rounds} rounds, in which everybody has a turn of ${seconds} seconds after the other. Everybody computes on one ` +
    'thread, but who is said to have two cores, and trains the chapter’s net for ten digits: five stride-2 convolutions with bias, ReLU between them and, ' +
    'where the column says BN, batch norm after each; SGD with momentum 0.9 unless it says Adam. A step is the batch, ' +
    'forward, loss, backward and update. This is one small net on one machine: it says little about larger nets, and ' +
    'nothing about GPUs.' +
    wider +
    busy(columns)
  );
}

/** Below this share of a core somebody else was computing too. */
const FREE = 0.9;

function busy(columns: Column[]): string {
  const shares = columns
    .flatMap(({ entries }) => entries.flatMap(({ samples }) => samples))
    .flatMap(({ seconds, cpuSeconds }) => (cpuSeconds ? [cpuSeconds / seconds] : []));
  const share = shares.length > 0 ? median(shares) : 1;
  if (share >= FREE) return '';
  return (
    ` The machine was busy with other things, and a turn got ${percent(share)} of a core: the figures for each second of ` +
    'processor time say more here than those by the clock on the wall.'
  );
}

function ratioRows(columns: Column[]): string[][] {
  return targets.map((target) => [
    target.against,
    ...columns.map((column) => {
      const shown = target.share ? percent : factor;
      const ratio = against(column, target, 'wall');
      const least = target.least[column.setting];
      if (!ratio) return '–';
      return `${shown(ratio.median)}${least === undefined ? '' : ` (≥ ${shown(least)})`}`;
    }),
  ]);
}

function others({ columns, site, memory, contestants, skipped }: Results): string[] {
  const lines: string[] = [];
  for (const column of columns) {
    const cost = statsCost(column);
    if (cost) {
      lines.push(
        `ActivationStats of every layer and batch cost ${percent(cost.median)} of a step (${column.setting}).`,
      );
    }
  }
  const emitted = columns.flatMap((column) => emittedBytes(column));
  if (emitted.length > 0)
    lines.push(`${bytes(Math.max(...emitted))} of WebAssembly are emitted for the net.`);
  if (site) {
    const { firstStep, firstStepAtOnce, fetched, longestTask, watched } = site;
    const spread = ({ median, min, max }: Spread) =>
      `${milliseconds(median)} (${milliseconds(min)} to ${milliseconds(max)})`;
    lines.push(
      'From the click on Train to the first finished step, code cached, a second after the pointer came to the button: ' +
        `${spread(firstStep)}; when click and pointer come together: ${spread(firstStepAtOnce)}.`,
      `A training fetches ${bytes(fetched.program)} of program as brotli packs it, and ${bytes(fetched.digits)} of digits.`,
      longestTask > 0
        ? `Longest task of the main thread in ${watched} seconds of training with all charts live: ${milliseconds(longestTask)}.`
        : `No task of the main thread took 50 ms in ${watched} seconds of training with all charts live.`,
    );
  }
  if (memory) {
    const { steps, before, after } = memory;
    lines.push(
      `Memory before and after ${whole(steps)} steps at b64 BN: JavaScript ${bytes(before.js)} and ${bytes(after.js)}, ` +
        `WebAssembly ${bytes(before.wasm)} and ${bytes(after.wasm)}.`,
    );
  }
  for (const { name, title } of contestants) {
    for (const column of columns) {
      const failure = entryOf(column, name)?.failure;
      if (failure) lines.push(`${title} failed at ${column.setting}: ${failure}`);
    }
  }
  return [...lines, ...skipped];
}

function notes({ contestants, columns }: Results): string[] {
  return contestants.flatMap(({ name, title, note }) => {
    const engines = columns.flatMap((column) => entryOf(column, name)?.engine || []);
    if (engines.length === 0) return [];
    return [`${title} (${[...new Set(engines)].join(', ')}): ${note}`];
  });
}

/** Columns as wide as their widest cell, so that it reads well as text too. */
function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, i) => Math.max(3, ...[head, ...rows].map((row) => row[i]!.length)));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`;
  const rule = widths.map((width, i) =>
    i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** One line for each target. */
export const verdictLines = (verdicts: Verdict[]) =>
  verdicts.map(({ what, measured, wanted, met }) => {
    const word = met === undefined ? 'open  ' : met ? 'met   ' : 'missed';
    return `${word} ${what}: ${measured}; wanted ${wanted}`;
  });
