import { demand, demandChoice } from './demand.ts';
import type { ConvPlan, LayerPlan, NetPlan } from './layer-plan.ts';

/** All that may normalise between two convolutions. */
export const norms = ['none', 'batch', 'layer', 'group', 'instance'] as const;
/** Which layer normalises between two convolutions; the last one is as the net says. */
export type Norm = (typeof norms)[number];
/** Whether a norm follows the activation, as in the chapter, or comes before it, as in its paper. */
export type NormPlace = 'after' | 'before';

/** How the chapter's nets may differ; without options they are as it first has them. */
export interface ChapterNetOptions {
  /** `none` when absent. */
  norm?: Norm;
  /** `after` when absent. */
  normPlace?: NormPlace;
  /** Side of the first convolution's kernel, in pixels; odd, so that the grid halves. */
  firstKernel?: number;
}

/**
 * The chapter's net for ten digits: five stride-2 convolutions, 28 pixels a side down to one number per digit.
 *
 * Batch norm also follows the last convolution, as in the chapter; the other norms do not, for there each image has a
 * single pixel, over which an instance norm has nothing to normalise. A group has up to eight channels. The instance norm
 * trains a scale and a shift, which PyTorch's does only when asked, so that it can be compared with the others.
 *
 * @throws RangeError naming the option that cannot be used
 */
export function simpleCnnPlan(options: ChapterNetOptions = {}): NetPlan {
  const { norm = 'none', normPlace = 'after', firstKernel = 5 } = options;
  return halvingNet([1, 8, 16, 32, 64, 10], firstKernel, norm, normPlace);
}

/**
 * The chapter's first convolutional net, which tells threes from sevens.
 *
 * @throws RangeError naming the option that cannot be used
 */
export function threeOrSevenPlan(options: ChapterNetOptions = {}): NetPlan {
  const { norm = 'none', normPlace = 'after', firstKernel = 3 } = options;
  return halvingNet([1, 4, 8, 16, 32, 2], firstKernel, norm, normPlace);
}

/** Two stride-1 convolutions: a map of 28 by 28 numbers comes out, not one answer per image. */
export const brokenCnnPlan = (): NetPlan => ({
  inputShape: [28, 28, 1],
  layers: [conv('conv1', 1, 30, 3, 1), { type: 'ReLU', name: 'relu1' }, conv('conv2', 30, 1, 3, 1)],
});

/** The net without convolutions of the chapter before: every pixel meets every one of 30 units. */
export const simpleNetPlan = (): NetPlan => ({
  inputShape: [28, 28, 1],
  layers: [
    { type: 'Flatten', name: 'flatten' },
    { type: 'Linear', name: 'linear1', inFeatures: 784, outFeatures: 30, bias: true },
    { type: 'ReLU', name: 'relu1' },
    { type: 'Linear', name: 'linear2', inFeatures: 30, outFeatures: 1, bias: true },
  ],
});

function halvingNet(
  channels: number[],
  firstKernel: number,
  norm: Norm,
  normPlace: NormPlace,
): NetPlan {
  demandChoice('norm', norm, norms);
  demandChoice('normPlace', normPlace, ['after', 'before']);
  const odd = Number.isInteger(firstKernel) && firstKernel >= 1 && firstKernel % 2 === 1;
  demand('firstKernel', firstKernel, odd, 'an odd whole number of at least 1');
  const last = channels.length - 1;
  let side = 28;
  const layers = channels.slice(1).flatMap((outChannels, i): LayerPlan[] => {
    const place = i + 1;
    side = Math.ceil(side / 2);
    const relu: LayerPlan[] = place < last ? [{ type: 'ReLU', name: `relu${place}` }] : [];
    const normal =
      place < last || norm === 'batch' ? normPlan(norm, place, [outChannels, side, side]) : [];
    return [
      conv(`conv${place}`, channels[i]!, outChannels, place === 1 ? firstKernel : 3, 2),
      ...(normPlace === 'after' ? [...relu, ...normal] : [...normal, ...relu]),
    ];
  });
  return { inputShape: [28, 28, 1], layers: [...layers, { type: 'Flatten', name: 'flatten' }] };
}

/** @param shape of one image there, `[channels, height, width]` */
function normPlan(norm: Norm, place: number, shape: [number, number, number]): LayerPlan[] {
  const [channels] = shape;
  switch (norm) {
    case 'none':
      return [];
    case 'batch':
      return [{ type: 'BatchNorm2d', name: `bn${place}`, channels }];
    case 'layer':
      return [{ type: 'LayerNorm', name: `ln${place}`, normalizedShape: shape }];
    case 'group':
      return [{ type: 'GroupNorm', name: `gn${place}`, groups: Math.ceil(channels / 8), channels }];
    case 'instance':
      return [{ type: 'InstanceNorm2d', name: `in${place}`, channels, affine: true }];
  }
}

function conv(
  name: string,
  inChannels: number,
  outChannels: number,
  kernel: number,
  stride: number,
): ConvPlan {
  const padding = Math.floor(kernel / 2);
  return { type: 'Conv2d', name, inChannels, outChannels, kernel, stride, padding, bias: true };
}
