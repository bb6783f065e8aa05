import { type ConvOptions, convOutputSize } from './conv.ts';
import type { ConvPlan, LayerPlan, NetPlan } from './layer-plan.ts';

/**
 * Shape of one image after a layer: `[height, width, channels]`, or `[features]` after Flatten and Linear.
 *
 * @throws RangeError when the layer cannot take the shape
 */
export function outputShape(layer: LayerPlan, inputShape: number[]): number[] {
  const refuse = (accepts: string): never => {
    throw new RangeError(
      `${layer.name} accepts ${accepts}, but one image arrives as [${inputShape.join(', ')}].`,
    );
  };
  const [height, width, channels] = inputShape;
  switch (layer.type) {
    case 'Conv2d':
    case 'AvgPool2d': {
      if (height === undefined || width === undefined || channels === undefined) {
        return refuse('[height, width, channels]');
      }
      if (layer.type === 'Conv2d' && channels !== layer.inChannels) {
        return refuse(`[height, width, ${layer.inChannels}]`);
      }
      const out = layer.type === 'Conv2d' ? layer.outChannels : channels;
      return [convOutputSize(height, layer), convOutputSize(width, layer), out];
    }
    case 'BatchNorm2d':
      return channels === layer.channels
        ? inputShape
        : refuse(`[height, width, ${layer.channels}]`);
    case 'ReLU':
      return inputShape;
    case 'Flatten':
      return [inputShape.reduce((product, side) => product * side, 1)];
    case 'Linear':
      return inputShape.length === 1 && height === layer.inFeatures
        ? [layer.outFeatures]
        : refuse(`[${layer.inFeatures}]`);
  }
}

/** Trainable numbers of a layer, split as PyTorch does; scale and shift of a BatchNorm2d count as weight and bias. */
export function parameterCount(layer: LayerPlan): {
  weights: number;
  biases: number;
  total: number;
} {
  const split = (weights: number, biases: number) => ({
    weights,
    biases,
    total: weights + biases,
  });
  switch (layer.type) {
    case 'Conv2d':
      return split(
        layer.inChannels * layer.outChannels * layer.kernel ** 2,
        layer.bias ? layer.outChannels : 0,
      );
    case 'BatchNorm2d':
      return split(layer.channels, layer.channels);
    case 'Linear':
      return split(layer.inFeatures * layer.outFeatures, layer.bias ? layer.outFeatures : 0);
    default:
      return split(0, 0);
  }
}

export interface Multiplications {
  /** What the layer does: every weight once for each place of the *output*, zeros of the padding included. */
  outputGrid: number;
  /** The same without the products whose pixel is padding. */
  withoutPadding: number;
  /** The chapter's way: every weight once for each place of the *input*, stride² times too many. */
  inputGrid: number;
}

/** Multiplications of a convolution or linear layer for one image, counted three ways; additions are left out. */
export function multiplications(layer: LayerPlan, inputShape: number[]): Multiplications {
  const { weights } = parameterCount(layer);
  if (layer.type === 'Linear') {
    return { outputGrid: weights, withoutPadding: weights, inputGrid: weights };
  }
  if (layer.type !== 'Conv2d') return { outputGrid: 0, withoutPadding: 0, inputGrid: 0 };
  const [outHeight, outWidth] = outputShape(layer, inputShape) as [number, number, number];
  const [height, width] = inputShape as [number, number, number];
  const pairs = layer.inChannels * layer.outChannels;
  return {
    outputGrid: weights * outHeight * outWidth,
    withoutPadding: pairs * realTaps(layer, height, outHeight) * realTaps(layer, width, outWidth),
    inputGrid: weights * height * width,
  };
}

/** Along one axis: kernel cells that meet a real pixel, summed over all places of the output. */
function realTaps({ kernel, stride, padding }: ConvPlan, size: number, outSize: number): number {
  let taps = 0;
  for (let place = 0; place < outSize; place++) {
    for (let cell = 0; cell < kernel; cell++) {
      const pixel = place * stride - padding + cell;
      if (pixel >= 0 && pixel < size) taps++;
    }
  }
  return taps;
}

export interface ReceptiveField {
  /** Side of the square of input pixels one output depends on, before the image's edge cuts it. */
  size: number;
  /** Input pixels between the fields of neighbouring outputs. */
  jump: number;
  /** First input pixel (row or column) of output 0's field; negative means padding. */
  start: number;
}

/** The field of one output after convolutions and poolings in this order; other layers do not change it. */
export function receptiveField(layers: ConvOptions[]): ReceptiveField {
  return layers.reduce<ReceptiveField>(
    ({ size, jump, start }, { kernel, stride = 1, padding = 0, dilation = 1 }) => ({
      size: size + dilation * (kernel - 1) * jump,
      jump: jump * stride,
      start: start - padding * jump,
    }),
    { size: 1, jump: 1, start: 0 },
  );
}

export interface LayerSummary {
  layer: LayerPlan;
  inputShape: number[];
  outputShape: number[];
  /** Numbers the layer puts out for one image. */
  activations: number;
  parameters: { weights: number; biases: number; total: number };
  multiplications: Multiplications;
  /** Absent where every output depends on every pixel: from Flatten on. */
  receptiveField?: ReceptiveField;
}

/** One row per layer: shapes, parameters, multiplications and receptive field for one image. */
export function netSummary(plan: NetPlan): LayerSummary[] {
  let inputShape = plan.inputShape;
  return plan.layers.map((layer, i) => {
    const shape = outputShape(layer, inputShape);
    const above = plan.layers.slice(0, i + 1);
    const flat = above.some(({ type }) => type === 'Flatten');
    const row: LayerSummary = {
      layer,
      inputShape,
      outputShape: shape,
      activations: shape.reduce((product, side) => product * side, 1),
      parameters: parameterCount(layer),
      multiplications: multiplications(layer, inputShape),
      ...(flat ? {} : { receptiveField: receptiveField(above.filter((plan) => 'kernel' in plan)) }),
    };
    inputShape = shape;
    return row;
  });
}
