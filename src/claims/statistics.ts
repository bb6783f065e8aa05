import { type LayerPlan, netSummary, parameterCount, simpleCnnPlan } from '#cnn/math';
import { type Claims, decimal, percent, proven } from './claim.ts';

const batch = 512;
const rows = () => netSummary(simpleCnnPlan({ norm: 'batch' }));
const after = (name: string) => rows().find(({ layer }) => layer.name === name)!;

/** Numbers of one channel in a batch of 512, after a layer. */
function perChannel(name: string): number {
  const { outputShape, activations } = after(name);
  return (batch * activations) / outputShape.at(-1)!;
}
const normParameters = () =>
  rows().reduce(
    (sum, { layer }) => sum + (layer.type === 'BatchNorm2d' ? parameterCount(layer).total : 0),
    0,
  );

/** Numbers that share one mean after the fourth layer, `[2, 2, 64]`, for each kind of norm. */
const conv4 = () => after('conv4').outputShape as [number, number, number];
const groupOf = (channels: number) => () => channels * conv4()[0] * conv4()[1];

const logged = (howMany: number) => Math.log1p(howMany);
const channels = (layer: LayerPlan) => (layer.type === 'BatchNorm2d' ? layer.channels : 0);

/** What batch norm and ActivationStats count. */
export const statisticsClaims: Claims = {
  'conv4-batch': proven(
    'numbers that the fourth layer of the ten-digit net gives for a batch of 512',
    '512 · 256',
    () => batch * after('conv4').activations,
  ),
  'bn-channels': proven(
    'channels that batch norm follows in the ten-digit net',
    '8 + 16 + 32 + 64 + 10',
    () => rows().reduce((sum, { layer }) => sum + channels(layer), 0),
  ),
  'bn-params': proven(
    'trainable numbers of the five batch norms',
    'parameterCount',
    normParameters,
  ),
  'bn-set-1': proven(
    'numbers of one channel after the first layer, for a batch of 512',
    '512 · 14 · 14',
    () => perChannel('conv1'),
  ),
  'bn-set-4': proven(
    'numbers of one channel after the fourth layer, for a batch of 512',
    '512 · 2 · 2',
    () => perChannel('conv4'),
  ),
  'layer-norm-set': proven('numbers of one image after the fourth layer', '64 · 2 · 2', () =>
    groupOf(64)(),
  ),
  'group-norm-set': proven(
    'numbers of eight channels of one image after the fourth layer',
    '8 · 2 · 2',
    groupOf(8),
  ),
  'start-weight': proven(
    'weight of the running average’s start after 117 batches',
    '0.9¹¹⁷',
    () => 0.9 ** 117,
    decimal(6),
  ),
  'noise-512': proven(
    'of the standard deviation: the typical error of a mean over 512 numbers',
    '1 / √512',
    () => 1 / Math.sqrt(512),
    percent(0),
  ),
  'noise-64': proven(
    'of the standard deviation: the typical error of a mean over 64 numbers',
    '1 / √64',
    () => 1 / Math.sqrt(64),
    percent(1),
  ),
  'log-100': proven(
    'the colour value of a count of 100',
    'ln(1 + 100)',
    () => logged(100),
    decimal(1),
  ),
  'log-100000': proven(
    'the colour value of a count of 100,000',
    'ln(1 + 100,000)',
    () => logged(100_000),
    decimal(1),
  ),
};
