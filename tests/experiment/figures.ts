import { readFileSync } from 'node:fs';

/** How one seed ended. */
export interface SeedResult {
  seed: number;
  /** Share of validation images, 0 to 1. */
  accuracy: number;
  validLoss: number;
  /** Smoothed, as fastai prints it. */
  trainLoss: number;
  /** Whether the loss left the finite numbers; the figures are then those of before. */
  diverged: boolean;
  seconds: number;
}

/** Several numbers in four. */
export interface Spread {
  mean: number;
  /** With n − 1 below the line; 0 for a single number. */
  std: number;
  min: number;
  max: number;
}

/** Several seeds of one recipe in figures. */
export interface Figures {
  seeds: number;
  accuracy: Spread;
  validLoss: Spread;
  trainLoss: Spread;
  /** Seeds that stayed at guessing: an accuracy below 0.2, or a loss beyond all numbers. */
  failed: number;
}

/** A run below this share of right answers never learned: accuracy.json counts in the same way. */
const guessing = 0.2;

export function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const std = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
  return { mean, std, min: Math.min(...values), max: Math.max(...values) };
}

/** @param results of at least one seed */
export function figuresOf(results: readonly SeedResult[]): Figures {
  return {
    seeds: results.length,
    accuracy: spreadOf(results.map(({ accuracy }) => accuracy)),
    validLoss: spreadOf(results.map(({ validLoss }) => validLoss)),
    trainLoss: spreadOf(results.map(({ trainLoss }) => trainLoss)),
    failed: results.filter(({ accuracy, diverged }) => diverged || accuracy < guessing).length,
  };
}

/** What PyTorch reached with a run of the chapter, with the book's number of steps; absent for other recipes. */
export function torchFigures(name: string, optimizer: 'adam' | 'sgd'): Figures | undefined {
  const file = new URL('../reference/accuracy.json', import.meta.url);
  const { experiments } = JSON.parse(readFileSync(file, 'utf8'));
  // `sgd_cyc` moves the momentum of SGD under a 1cycle, as the package does.
  const rows = experiments[name.toLowerCase()]?.runs ?? {};
  const row =
    optimizer === 'adam'
      ? rows['book_steps/adam']
      : (rows['book_steps/sgd_cyc'] ?? rows['book_steps/sgd']);
  if (!row) return undefined;
  // More seeds where five would be a lottery.
  const {
    n,
    acc,
    valid_loss: validLoss,
    train_loss: trainLoss,
    ...rest
  } = row.all_seeds ?? row.five_seeds;
  return { seeds: n, accuracy: acc, validLoss, trainLoss, failed: rest['failed_below_0.2'] };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Both in columns. */
export function table(here: Figures, backend: string, torch: Figures | undefined): string {
  const column = (heading: string, { seeds, accuracy, validLoss, trainLoss, failed }: Figures) => [
    `${heading}, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`,
    `${percent(accuracy.mean)} ± ${(100 * accuracy.std).toFixed(1)}`,
    `${percent(accuracy.min)} to ${percent(accuracy.max)}`,
    `${validLoss.mean.toFixed(4)} ± ${validLoss.std.toFixed(4)}`,
    `${trainLoss.mean.toFixed(4)} ± ${trainLoss.std.toFixed(4)}`,
    `${failed} of ${seeds}`,
  ];
  const names = ['', 'accuracy', 'lowest to highest', 'validation loss', 'training loss', 'failed'];
  const columns = [names, column(`here on ${backend}`, here)];
  if (torch) columns.push(column('PyTorch', torch));
  const widths = columns.map((cells) => Math.max(...cells.map((cell) => cell.length)));
  const lines = names.map((_, row) =>
    columns
      .map((cells, i) => cells[row]!.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
  if (!torch) lines.push('PyTorch was not asked about this recipe.');
  return lines.join('\n');
}
