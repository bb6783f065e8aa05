/** The chapter's net for threes and sevens, trained: what each of its layers makes of a digit, channel by channel. */
import {
  type Grid,
  type Maps,
  recipes,
  sidesOf,
  stackOutputs,
  threeOrSevenPlan,
  type WeightedConv,
} from '#cnn/math';
import type { NamedNumbers } from '#lab';

export const { recipe } = recipes.A;
/** What it was trained to tell apart. */
export const digits = ['3', '7'] as const;

const convs = threeOrSevenPlan().layers.flatMap((layer) =>
  layer.type === 'Conv2d' ? [layer] : [],
);
/** Layers whose maps are looked through; the one behind them gives the two scores. */
export const depth = convs.length - 1;

/** Channels of a layer; layer 0 is the image. */
export const channelsOf = (layer: number): number => convs[layer]!.inChannels;
/** Rows and columns of its maps: 28, then halved by each layer and rounded up. */
export const sideOf = (layer: number): number => Math.ceil(28 / 2 ** layer);

/** A net after its training. */
export interface Trained {
  weights: NamedNumbers;
  /** Share of the validation digits it tells right. */
  accuracy: number;
  /** Trained by the reader, in this tab. */
  live: boolean;
}

/** A training as it lies in `recorded.json`; tests/playgrounds/channel-mixer.recorded.test.ts writes it. */
export interface Recording {
  accuracy: number;
  /** Each in whole steps of `unit`: base64 of signed 16-bit numbers, low byte first. */
  tensors: Record<string, { shape: number[]; unit: number; values: string }>;
}

export function readRecording({ accuracy, tensors }: Recording): Trained {
  const weights: NamedNumbers = {};
  for (const [name, { shape, unit, values }] of Object.entries(tensors)) {
    const steps = new DataView(Uint8Array.from(atob(values), (sign) => sign.charCodeAt(0)).buffer);
    weights[name] = {
      shape,
      values: Float32Array.from(
        { length: steps.byteLength / 2 },
        (_, i) => steps.getInt16(2 * i, true) * unit,
      ),
    };
  }
  return { weights, accuracy, live: false };
}

export const layersOf = ({ weights }: Trained): WeightedConv[] =>
  convs.map(({ name, inChannels, outChannels, kernel, stride, padding }, i) => ({
    kernel: sidesOf(kernel)[0],
    stride: sidesOf(stride)[0],
    padding: sidesOf(padding)[0],
    inChannels,
    outChannels,
    weight: weights[`${name}.weight`]!.values,
    bias: weights[`${name}.bias`]!.values,
    relu: i < convs.length - 1,
  }));

/** What every layer makes of a digit, `[784]` of 0 to 255: the image, four layers of maps, two scores. */
export const mapsOf = (trained: Trained, pixels: readonly number[]): Maps[] =>
  stackOutputs(
    { height: 28, width: 28, channels: 1, values: pixels.map((value) => value / 255) },
    layersOf(trained),
  );

/** One channel of some maps. */
export const gridOf = ({ height, width, channels, values }: Maps, channel: number): Grid =>
  Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, c) => values[(row * width + c) * channels + channel]!),
  );

/** The numbers of one place, one a channel. */
export const columnOf = (
  { width, channels, values }: Maps,
  [row, column]: readonly [number, number],
) =>
  Array.from(
    { length: channels },
    (_, channel) => values[(row * width + column) * channels + channel]!,
  );

/** The slice of weights with which a channel looks at one channel of the layer below, in reading order. */
export function sliceOf(trained: Trained, layer: number, from: number, to: number): number[] {
  const { kernel, inChannels, outChannels, weight } = layersOf(trained)[layer - 1]!;
  return Array.from(
    { length: kernel * kernel },
    (_, cell) => weight[(cell * inChannels + from) * outChannels + to]!,
  );
}

/** The bias of a channel. */
export const biasOf = (trained: Trained, layer: number, channel: number): number =>
  layersOf(trained)[layer - 1]!.bias![channel]!;

export const largestIn = ({ values }: Maps): number =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
