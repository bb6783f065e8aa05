import type { ConvOptions } from './conv.ts';
import { demandWhole } from './demand.ts';
import { demandLayer, demandNet } from './demand-layer.ts';
import { alongAxis, type ConvPlan, type LayerPlan, type NetPlan } from './layer-plan.ts';
import { outputShape } from './output-shape.ts';
import { sidesOf } from './sides.ts';

/**
 * Trainable numbers of a layer, split as PyTorch does; scale and shift of a norm count as weight and bias.
 *
 * @throws RangeError naming the setting of the layer that cannot be used
 */
export function parameterCount(layer: LayerPlan): {
  weights: number;
  biases: number;
  total: number;
} {
  demandLayer(layer);
  const split = (weights: number, biases: number) => ({
    weights,
    biases,
    total: weights + biases,
  });
  switch (layer.type) {
    case 'Conv2d': {
      const [rows, columns] = sidesOf(layer.kernel);
      const weights = layer.inChannels * layer.outChannels * rows * columns;
      return split(weights, layer.bias ? layer.outChannels : 0);
    }
    case 'BatchNorm2d':
      return split(layer.channels, layer.channels);
    case 'LayerNorm': {
      const places = layer.normalizedShape.reduce((product, side) => product * side, 1);
      return (layer.affine ?? true) ? split(places, places) : split(0, 0);
    }
    case 'GroupNorm':
      return (layer.affine ?? true) ? split(layer.channels, layer.channels) : split(0, 0);
    case 'InstanceNorm2d':
      return layer.affine ? split(layer.channels, layer.channels) : split(0, 0);
    case 'Linear':
      return split(layer.inFeatures * layer.outFeatures, layer.bias ? layer.outFeatures : 0);
    default:
      return split(0, 0);
  }
}

/** Three ways to count one layer's multiplications. */
export interface Multiplications {
  /** What the layer does: every weight once for each place of the *output*, zeros of the padding included. */
  outputGrid: number;
  /** The same without the products whose pixel is padding. */
  withoutPadding: number;
  /** The chapter's way: every weight once for each place of the *input*, stride² times too many. */
  inputGrid: number;
}

/**
 * Multiplications of a convolution or linear layer for one image, counted three ways; additions are left out. Norms
 * count as nothing, as in the chapter.
 *
 * @throws RangeError when the layer cannot take the shape
 */
export function multiplications(layer: LayerPlan, inputShape: number[]): Multiplications {
  const { weights } = parameterCount(layer);
  const [outHeight, outWidth] = outputShape(layer, inputShape) as [number, number, number];
  if (layer.type === 'Linear') {
    return { outputGrid: weights, withoutPadding: weights, inputGrid: weights };
  }
  if (layer.type !== 'Conv2d') return { outputGrid: 0, withoutPadding: 0, inputGrid: 0 };
  const [height, width] = inputShape as [number, number, number];
  const pairs = layer.inChannels * layer.outChannels;
  return {
    outputGrid: weights * outHeight * outWidth,
    withoutPadding:
      pairs * realTaps(layer, 0, height, outHeight) * realTaps(layer, 1, width, outWidth),
    inputGrid: weights * height * width,
  };
}

/** Along one axis: kernel cells that meet a real pixel, summed over all places of the output. */
function realTaps(plan: ConvPlan, axis: 0 | 1, size: number, outSize: number): number {
  const { kernel, stride = 1, padding = 0, dilation = 1 } = alongAxis(plan, axis);
  let taps = 0;
  for (let place = 0; place < outSize; place++) {
    for (let cell = 0; cell < kernel; cell++) {
      const pixel = place * stride - padding + cell * dilation;
      if (pixel >= 0 && pixel < size) taps++;
    }
  }
  return taps;
}

/** Which input pixels a layer's outputs see along one axis. */
export interface ReceptiveField {
  /** Side of the square of input pixels one output depends on, before the image's edge cuts it. */
  size: number;
  /** Input pixels between the fields of neighbouring outputs. */
  jump: number;
  /** First input pixel (row or column) of output 0's field; negative means padding. */
  start: number;
}

/**
 * The field of one output after convolutions and poolings in this order; other layers do not change it.
 *
 * @throws RangeError when a setting is not a whole number in its range
 */
export function receptiveField(layers: readonly ConvOptions[]): ReceptiveField {
  let field = { size: 1, jump: 1, start: 0 };
  for (const { kernel, stride = 1, padding = 0, dilation = 1 } of layers) {
    demandWhole('kernel', kernel, 1);
    demandWhole('stride', stride, 1);
    demandWhole('padding', padding, 0);
    demandWhole('dilation', dilation, 1);
    const { size, jump, start } = field;
    field = {
      size: size + dilation * (kernel - 1) * jump,
      jump: jump * stride,
      start: start - padding * jump,
    };
  }
  return field;
}

/** Layers after which no output is about a part of the image alone. */
const mixing = new Set<LayerPlan['type']>([
  'Flatten',
  'Linear',
  'LayerNorm',
  'GroupNorm',
  'InstanceNorm2d',
]);

/** A layer's place in a network, in figures for one image. */
export interface LayerSummary {
  layer: LayerPlan;
  inputShape: number[];
  outputShape: number[];
  /** Numbers the layer puts out for one image. */
  activations: number;
  parameters: { weights: number; biases: number; total: number };
  multiplications: Multiplications;
  /** Along rows; absent where every output depends on every pixel: from Flatten on, and in norms over a whole image. */
  receptiveField?: ReceptiveField;
}

/**
 * One row per layer: shapes, parameters, multiplications and receptive field for one image.
 *
 * @throws RangeError naming the first layer that cannot take what the one before puts out, or has a setting that cannot be used
 */
export function netSummary(plan: NetPlan): LayerSummary[] {
  demandNet(plan);
  let inputShape = plan.inputShape;
  return plan.layers.map((layer, i) => {
    const shape = outputShape(layer, inputShape);
    const above = plan.layers.slice(0, i + 1);
    const flat = above.some(({ type }) => mixing.has(type));
    const windows = above.filter((plan) => plan.type === 'Conv2d' || plan.type === 'AvgPool2d');
    const row: LayerSummary = {
      layer,
      inputShape,
      outputShape: shape,
      activations: shape.reduce((product, side) => product * side, 1),
      parameters: parameterCount(layer),
      multiplications: multiplications(layer, inputShape),
      ...(flat
        ? {}
        : { receptiveField: receptiveField(windows.map((plan) => alongAxis(plan, 0))) }),
    };
    inputShape = shape;
    return row;
  });
}
