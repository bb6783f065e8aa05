import { netSummary, oneCycle, parameterCount, recipes, simpleCnnPlan } from '#cnn/math';
import { type Claims, count, decimal, percent, proven } from './claim.ts';

const { D, F } = recipes;
const source = 'oneCycle, fastai’s defaults';

/** Value at one batch of a run with a 1cycle. */
const at = (batch: number, { lr, steps }: { lr: number; steps: number }) =>
  oneCycle({ lrMax: lr }).lr(batch / steps);
const batches = Array.from({ length: D.recipe.steps }, (_, batch) => at(batch, D.recipe));
const onTrainer = { playground: 'trainer', state: 'norm=none&schedule=one-cycle&lr=0.06' };

const moms = oneCycle({ lrMax: 1 }).mom;
const [high, low] = [moms(0), moms(0.25)];

/** Inputs that one output of a layer of the ten-digit net adds up. */
function fanIn(name: string): number {
  const row = netSummary(simpleCnnPlan()).find(({ layer }) => layer.name === name)!;
  return parameterCount(row.layer).weights / row.outputShape.at(-1)!;
}
/** PyTorch draws a convolution's first weights between minus and plus this. */
const bound = (name: string) => 1 / Math.sqrt(fanIn(name));

/**
 * Standard deviation of each convolution's outputs at the start, with padding left out. Weights and bias have the
 * variance 1 / (3 · fan-in); a ReLU halves the mean square.
 */
function startingSpreads(): number[] {
  let square = 1;
  return ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'].map((name) => {
    const variance = square / 3 + 1 / (3 * fanIn(name));
    square = variance / 2;
    return Math.sqrt(variance);
  });
}
const spreadAfter = (place: number) => startingSpreads()[place - 1]!;

/** Typical distance from the bottom of a valley of curvature 1 under gradients with noise of variance 1. */
const wandering = (rate: number) => Math.sqrt(rate / (2 - rate));

/** Learning rates, steps and the numbers a training starts from. */
export const trainingClaims: Claims = {
  'guess-loss': proven(
    'ln 10, the loss of a network that gives all ten digits the same probability',
    'ln 10',
    () => Math.log(10),
    decimal(3),
  ),
  'updates-64': proven('whole batches of 64 in 60,000 images', '60,000 / 64, rounded down', () =>
    Math.floor(60_000 / 64),
  ),
  'updates-512': proven('whole batches of 512 in 60,000 images', '60,000 / 512, rounded down', () =>
    Math.floor(60_000 / 512),
  ),
  'noise-ratio': proven(
    'times less noise in the gradient of 512 images than in that of 64',
    '√(512 / 64)',
    () => Math.sqrt(512 / 64),
    decimal(1),
  ),

  'first-rate': proven(
    'learning rate of the first batch under a 1cycle with the maximum 0.06',
    source,
    () => at(0, D.recipe),
    decimal(4),
    onTrainer,
  ),
  'peak-batch': proven(
    'batch with the highest rate of 117, counted from 0',
    source,
    () => batches.indexOf(Math.max(...batches)),
    count,
    onTrainer,
  ),
  'peak-rate': proven(
    'highest rate that one of the 117 batches uses',
    source,
    () => Math.max(...batches),
    decimal(5),
    onTrainer,
  ),
  'last-rate': proven(
    'rate of the last of the 117 batches',
    source,
    () => at(D.recipe.steps - 1, D.recipe),
    decimal(5),
    onTrainer,
  ),
  'cycle-batches': proven(
    'batches of 512 in five epochs of 60,000 images',
    '5 · 117',
    () => F.recipe.steps,
  ),

  'mom-high': proven(
    'momentum at the start and at the end of a 1cycle',
    source,
    () => high,
    decimal(2),
  ),
  'mom-low': proven('momentum at the highest rate of a 1cycle', source, () => low, decimal(2)),
  'step-mom-high': proven(
    'times the gradient: the steady step of SGD at a rate of 0.06 and a momentum of 0.95',
    '0.06 / (1 − 0.95)',
    () => 0.06 / (1 - high),
    decimal(1),
  ),
  'step-mom-low': proven(
    'times the gradient: the steady step of SGD at a rate of 0.06 and a momentum of 0.85',
    '0.06 / (1 − 0.85)',
    () => 0.06 / (1 - low),
    decimal(1),
  ),
  'memory-high': proven(
    'steps that a momentum of 0.95 remembers',
    '1 / (1 − 0.95)',
    () => 1 / (1 - high),
  ),
  'memory-low': proven(
    'steps that a momentum of 0.85 remembers',
    '1 / (1 − 0.85)',
    () => 1 / (1 - low),
    decimal(1),
  ),

  'bound-conv4': proven(
    'largest first weight of the fourth layer of the ten-digit net',
    '1 / √fan-in, as PyTorch draws it',
    () => bound('conv4'),
    decimal(4),
  ),
  'bound-conv5': proven(
    'largest first weight of the fifth layer of the ten-digit net',
    '1 / √fan-in, as PyTorch draws it',
    () => bound('conv5'),
    decimal(4),
  ),
  'warm-share': proven(
    'of the largest first weight of conv4: a step of 0.0024',
    '0.0024 / 0.0589',
    () => at(0, D.recipe) / bound('conv4'),
    percent(0),
  ),
  ...Object.fromEntries(
    [2, 2, 2, 3, 3].map((places, i) => [
      `start-std-${i + 1}`,
      proven(
        `expected standard deviation of the outputs of conv ${i + 1} of the ten-digit net at the start`,
        'Var = E[x²]/3 + 1/(3 · fan-in), halved by each ReLU',
        () => spreadAfter(i + 1),
        decimal(places),
      ),
    ]),
  ),

  'sharpest-0.01': proven(
    'curvature that plain gradient descent with a rate of 0.01 just stands',
    '2 / rate',
    () => 2 / 0.01,
  ),
  'sharpest-0.06': proven(
    'curvature that plain gradient descent with a rate of 0.06 just stands',
    '2 / rate',
    () => 2 / 0.06,
  ),
  'sharpest-0.1': proven(
    'curvature that plain gradient descent with a rate of 0.1 just stands',
    '2 / rate',
    () => 2 / 0.1,
  ),
  'wander-high': proven(
    'typical distance from the bottom at a rate of 0.06',
    '√(rate / (2 − rate))',
    () => wandering(0.06),
    decimal(2),
  ),
  'wander-low': proven(
    'typical distance from the bottom at a rate of 0.0006',
    '√(rate / (2 − rate))',
    () => wandering(0.0006),
    decimal(3),
  ),
};
