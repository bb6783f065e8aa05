/** The summary in sentences. */
import { forEye } from '#kit/state';
import type { NetState } from './model.ts';
import { convLines, type Line } from './rows.ts';

const grid = ([height, width]: readonly number[]) => `${height} · ${width}`;

/** How the three counts of one convolution come about. */
export function countWords(line: Line): string[] {
  const { layer, count, parameters, inputShape, outputShape } = line;
  if (layer.type !== 'Conv2d' || !count) return [];
  const bias =
    parameters.biases > 0
      ? `(${forEye(parameters.total)} − ${forEye(parameters.biases)})`
      : forEye(parameters.weights);
  const weights = `${forEye(parameters.weights)} ${parameters.weights === 1 ? 'weight' : 'weights'}`;
  return [
    `The output grid: ${grid(outputShape)} · ${bias} = ${forEye(count.outputGrid)}. The layer does this: ${weights}, once at each place of its output.`,
    `Without padding zeros: ${forEye(count.withoutPadding)}. In the other ${forEye(count.outputGrid - count.withoutPadding)} products the pixel is a zero of the padding.`,
    `The input grid: ${grid(inputShape)} · ${bias} = ${forEye(count.inputGrid)}. The book counts this way, as if the kernel were put down at every place that enters.`,
    count.whole
      ? 'All three were counted by running the loops, with a counter beside the product.'
      : 'The loops were run for one pair of channels. The other pairs are alike, so the count was multiplied.',
  ];
}

/** Judges a predicted number of multiplications, and names the way of counting that gives it. */
export function gradeCount(line: Line, guess: number): { right: boolean; said: string } {
  const { count, parameters, inputShape, outputShape } = line;
  if (!count) return { right: false, said: '' };
  const places = (shape: readonly number[]) => shape[0]! * shape[1]!;
  if (guess === count.outputGrid) return { right: true, said: `Right: ${forEye(guess)}.` };
  const slips: [number, string][] = [
    [
      count.inputGrid,
      `That is the book’s way: the grid that enters, ${grid(inputShape)}. At stride ${line.layer.type === 'Conv2d' ? line.layer.stride : ''} the kernel stands at fewer places.`,
    ],
    [
      count.withoutPadding,
      'That leaves out the products with padding zeros. The layer multiplies those as well.',
    ],
    [
      parameters.total * places(outputShape),
      'That counts the biases. They are added, not multiplied.',
    ],
    [
      parameters.total * places(inputShape),
      'That counts the biases, and the grid that enters. Look at what comes out.',
    ],
    [parameters.weights, 'Those are the weights. Each is used once at every place of the output.'],
    [parameters.total, 'Those are the parameters. Each weight is used at every place.'],
    [places(outputShape), 'Those are the places. At each of them every weight is used once.'],
  ];
  const why =
    slips.find(([value]) => value === guess)?.[1] ??
    'Multiply the weights by the places of the output grid.';
  return { right: false, said: `Not ${forEye(guess)}. ${why}` };
}

/** What one place of the first layer reads and gives out. */
export function firstWords({ layers, channels }: Pick<NetState, 'layers' | 'channels'>): string {
  const { kernel, out } = layers[0]!;
  const pixels = kernel ** 2 * channels;
  const numbers = pixels === 1 ? 'number' : 'numbers';
  const verdict =
    out > pixels
      ? 'More come out than go in.'
      : out === pixels
        ? 'As many come out as go in.'
        : `${forEye(out / pixels)} out for each one in.`;
  return `At each place the first layer turns ${forEye(pixels)} ${numbers} into ${forEye(out)}. ${verdict}`;
}

/** What became of the grid: 28 → 14 → 7. */
export const chainWords = (side: number, lines: readonly Line[]): string =>
  [side, ...convLines(lines).map(({ outputShape }) => outputShape[0])].join(' → ');

/** How the work goes on from layer to layer between the first and the last. */
export function growthWords(lines: readonly Line[]): string {
  const inner = convLines(lines).slice(1, -1);
  if (inner.length < 2) return '';
  const row = (of: (line: Line) => number) => inner.map((line) => forEye(of(line))).join(', ');
  const works = inner.map(({ count }) => count!.withoutPadding);
  const level = works.every((work) => work === works[0]);
  const rises = works.at(-1)! > works[0]!;
  return (
    `Layers 2 to ${inner.length + 1} multiply ${row(({ count }) => count!.outputGrid)} times. Without padding zeros it is ` +
    `${row(({ count }) => count!.withoutPadding)}: ${level ? 'exactly level' : rises ? 'the work piles up in the deep layers' : 'the work fades away'}. ` +
    `They hand on ${row(({ activations }) => activations)} numbers.`
  );
}

/** What a screen reader hears after a change. */
export function spokenSummary(
  { side, open }: Pick<NetState, 'side' | 'open'>,
  convs: readonly Line[],
  hidden: number | null,
): string {
  const total = convs.reduce((sum, { count }) => sum + count!.outputGrid, 0);
  const line = open === null ? undefined : convs[open];
  const opened =
    line && hidden === null
      ? ` Layer ${open! + 1}: ${forEye(line.count!.outputGrid)} on the output grid, ${forEye(line.count!.inputGrid)} on the input grid.`
      : '';
  const work = hidden === null ? ` ${forEye(total)} multiplications.` : '';
  return `${chainWords(side, convs)}.${work}${opened}`;
}
