/** The summary in sentences. */
import { forEye } from '#kit/state';
import type { NetState } from './model.ts';
import type { Line } from './rows.ts';

/** How the three counts of one convolution come about. */
export function countWords(line: Line): string[] {
  const { layer, count, parameters, inputShape, outputShape } = line;
  if (layer.type !== 'Conv2d' || !count) return [];
  const grid = ([height, width]: readonly number[]) => `${height} · ${width}`;
  const bias =
    parameters.biases > 0
      ? `${forEye(parameters.total)} − ${forEye(parameters.biases)}`
      : forEye(parameters.weights);
  const weights = `${forEye(parameters.weights)} weights`;
  return [
    `The input grid: ${grid(inputShape)} · (${bias}) = ${forEye(count.inputGrid)}. The book counts this way: as if the kernel were put down at every place that enters.`,
    `The output grid: ${grid(outputShape)} · (${bias}) = ${forEye(count.outputGrid)}. The layer does this: ${weights}, once at each place of its output.`,
    `Without padding zeros: ${forEye(count.withoutPadding)}. In the other ${forEye(count.outputGrid - count.withoutPadding)} products the pixel is a zero of the padding.`,
    count.whole
      ? 'All three were counted by running the loops, with a counter beside the product.'
      : 'The loops were run for one pair of channels. The other pairs are alike, so the count was multiplied.',
  ];
}

/** What one place of the first layer reads and gives out. */
export function firstWords({ layers, channels }: Pick<NetState, 'layers' | 'channels'>): string {
  const { kernel, out } = layers[0]!;
  const pixels = kernel ** 2 * channels;
  const ratio = out / pixels;
  return `At each place the first layer turns ${forEye(pixels)} ${pixels === 1 ? 'number' : 'numbers'} into ${forEye(out)}: ${forEye(ratio)} out for each one in.`;
}

/** What became of the grid: 28 → 14 → 7. */
export const chainWords = (side: number, lines: readonly Line[]): string =>
  [
    side,
    ...lines.flatMap(({ layer, outputShape }) => (layer.type === 'Conv2d' ? [outputShape[0]] : [])),
  ].join(' → ');
