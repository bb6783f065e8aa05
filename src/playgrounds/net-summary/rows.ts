/** The summary's lines, and what PyTorch says where a layer does not fit. */
import { type ConvPlan, type LayerSummary, netSummary } from '#cnn/math';
import { type Counted, counted } from './count.ts';
import type { Row } from './fields.ts';
import { type NetState, planOf } from './model.ts';

/** Images in the batch that shapes are shown for, as the chapter has it. */
export const batch = 64;

/** One line of the summary: the layer, and for a convolution its multiplications as the loop counted them. */
export interface Line extends LayerSummary {
  count?: ReturnType<typeof counted>;
}

export interface Refusal {
  /** PyTorch's own words. */
  message: string;
  /** The convolution that does not fit, from 0. */
  at: number;
  /** A padding or a kernel that does. */
  kernel: number;
}

export interface Summary {
  /** All lines, or those above the layer that does not fit. */
  lines: Line[];
  refusal: Refusal | null;
}

/** The first convolution whose kernel is larger than the padded image before it. */
function refusalOf({ side, layers }: Pick<NetState, 'side' | 'layers'>): Refusal | null {
  let size = side;
  for (const [at, { kernel, stride, padding }] of layers.entries()) {
    const padded = size + 2 * padding;
    if (kernel > padded) {
      return {
        message:
          `RuntimeError: Calculated padded input size per channel: (${padded} x ${padded}). ` +
          `Kernel size: (${kernel} x ${kernel}). Kernel size can't be greater than actual input size`,
        at,
        kernel: padded,
      };
    }
    size = Math.floor((padded - kernel) / stride) + 1;
  }
  return null;
}

/** A square convolution as the counter takes it. */
export const convOf = (layer: ConvPlan, inputShape: readonly number[]): Counted => ({
  side: inputShape[0]!,
  inChannels: layer.inChannels,
  outChannels: layer.outChannels,
  kernel: layer.kernel as number,
  stride: layer.stride as number,
  padding: layer.padding as number,
});

export function summaryOf(state: Pick<NetState, 'side' | 'channels' | 'layers' | 'bias'>): Summary {
  const refusal = refusalOf(state);
  const layers: readonly Row[] = refusal ? state.layers.slice(0, refusal.at) : state.layers;
  if (layers.length === 0) return { lines: [], refusal };
  const lines = netSummary(planOf({ ...state, layers })).map((line): Line => {
    const { layer } = line;
    if (layer.type !== 'Conv2d') return line;
    return { ...line, count: counted(convOf(layer, line.inputShape), line.outputShape[0]!) };
  });
  return { lines, refusal };
}

/** Parameters and multiplications of all lines together. */
export function totalsOf(lines: readonly Line[]) {
  const sum = (of: (line: Line) => number) => lines.reduce((total, line) => total + of(line), 0);
  return {
    parameters: sum(({ parameters }) => parameters.total),
    inputGrid: sum(({ count }) => count?.inputGrid ?? 0),
    outputGrid: sum(({ count }) => count?.outputGrid ?? 0),
    withoutPadding: sum(({ count }) => count?.withoutPadding ?? 0),
  };
}

/** The convolutions among the lines, in order. */
export const convLines = (lines: readonly Line[]): Line[] =>
  lines.filter(({ layer }) => layer.type === 'Conv2d');

/** PyTorch's order without the batch: `[channels, height, width]` or `[features]`. */
export const torchShape = (shape: readonly number[]): number[] =>
  shape.length === 3 ? [shape[2]!, shape[0]!, shape[1]!] : [...shape];
