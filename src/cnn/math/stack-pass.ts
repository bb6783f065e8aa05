import { type ConvOptions, convOutputSize } from './conv.ts';
import { demand } from './demand.ts';

/** One image, or what a layer made of it: `values` are `[height, width, channels]`. */
export interface Maps {
  height: number;
  width: number;
  channels: number;
  values: ArrayLike<number>;
}

/** A convolution with its numbers, and the ReLU behind it where there is one. */
export interface WeightedConv extends ConvOptions {
  inChannels: number;
  outChannels: number;
  /** `[kernel, kernel, inChannels, outChannels]`. */
  weight: ArrayLike<number>;
  /** `[outChannels]`; zeros when absent. */
  bias?: ArrayLike<number>;
  relu: boolean;
}

/** One number of some maps. */
export interface MapPlace {
  row: number;
  column: number;
  channel: number;
}

/**
 * What each layer of a stack makes of one image, by plain loops; the first entry is the image itself.
 *
 * @throws RangeError when a layer does not fit, or takes another number of channels than arrive
 */
export function stackOutputs(image: Maps, layers: readonly WeightedConv[]): Maps[] {
  const outputs = [image];
  for (const layer of layers) outputs.push(convolved(outputs.at(-1)!, layer));
  return outputs;
}

/**
 * Derivative of one number by every number of the image: by how much it rises when that one rises a little. The number
 * is taken before its own ReLU, so that it has a derivative even while it is switched off. Exactly zero outside of what
 * `precedents` names.
 *
 * @param outputs what `stackOutputs` gave for these layers; the last one holds the number
 * @throws RangeError when the last maps have no such place
 */
export function inputGradient(
  outputs: readonly Maps[],
  layers: readonly WeightedConv[],
  place: MapPlace,
): Maps {
  const top = outputs.at(-1)!;
  const sides = [top.height, top.width, top.channels];
  const inside = [place.row, place.column, place.channel].every(
    (at, axis) => Number.isInteger(at) && at >= 0 && at < sides[axis]!,
  );
  demand('place', place, inside, `a place of maps of ${sides.join(' by ')}`);
  const start = new Float64Array(top.height * top.width * top.channels);
  start[(place.row * top.width + place.column) * top.channels + place.channel] = 1;
  let gradient = start;
  layers.toReversed().forEach((layer, i) => {
    const [before, after] = [outputs.at(-2 - i)!, outputs.at(-1 - i)!];
    // The number itself is taken before its ReLU; every one below must have passed its own.
    const gated = i > 0 && layer.relu ? switched(gradient, after) : gradient;
    gradient = pulledBack(gated, before, after, layer);
  });
  const { height, width, channels } = outputs[0]!;
  return { height, width, channels, values: gradient };
}

function convolved(input: Maps, layer: WeightedConv): Maps {
  const { inChannels, outChannels, bias, relu } = layer;
  if (input.channels !== inChannels) {
    throw new RangeError(
      `A layer takes ${inChannels} channels, but ${input.channels} arrive. ` +
        'It must take as many as the one before puts out.',
    );
  }
  const height = convOutputSize(input.height, layer);
  const width = convOutputSize(input.width, layer);
  const values = Float64Array.from(
    { length: height * width * outChannels },
    (_, i) => bias?.[i % outChannels] ?? 0,
  );
  forEachTap(input, { height, width }, layer, (from, to, weight) => {
    for (let c = 0; c < inChannels; c++) {
      const x = input.values[from + c]!;
      if (x === 0) continue;
      const row = weight + c * outChannels;
      for (let o = 0; o < outChannels; o++)
        values[to + o] = values[to + o]! + x * layer.weight[row + o]!;
    }
  });
  const shown = relu ? values.map((value) => Math.max(0, value)) : values;
  return { height, width, channels: outChannels, values: shown };
}

function pulledBack(
  gradient: Float64Array,
  before: Maps,
  after: Maps,
  layer: WeightedConv,
): Float64Array<ArrayBuffer> {
  const { inChannels, outChannels } = layer;
  const values = new Float64Array(before.height * before.width * inChannels);
  forEachTap(before, after, layer, (to, from, weight) => {
    for (let o = 0; o < outChannels; o++) {
      const dy = gradient[from + o]!;
      if (dy === 0) continue;
      for (let c = 0; c < inChannels; c++)
        values[to + c] = values[to + c]! + dy * layer.weight[weight + c * outChannels + o]!;
    }
  });
  return values;
}

const switched = (gradient: Float64Array, { values }: Maps): Float64Array<ArrayBuffer> =>
  Float64Array.from(gradient, (dy, i) => (values[i]! > 0 ? dy : 0));

/** Every meeting of a kernel cell with a real input place: where input, output and weight of its first channels stand. */
function forEachTap(
  input: Pick<Maps, 'height' | 'width'>,
  output: Pick<Maps, 'height' | 'width'>,
  { kernel, stride = 1, padding = 0, dilation = 1, inChannels, outChannels }: WeightedConv,
  meet: (input: number, output: number, weight: number) => void,
) {
  for (let i = 0; i < output.height; i++)
    for (let j = 0; j < output.width; j++)
      for (let r = 0; r < kernel; r++) {
        const row = i * stride - padding + r * dilation;
        if (row < 0 || row >= input.height) continue;
        for (let c = 0; c < kernel; c++) {
          const column = j * stride - padding + c * dilation;
          if (column < 0 || column >= input.width) continue;
          meet(
            (row * input.width + column) * inChannels,
            (i * output.width + j) * outChannels,
            (r * kernel + c) * inChannels * outChannels,
          );
        }
      }
}
