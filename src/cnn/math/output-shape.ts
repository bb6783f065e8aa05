import { convOutputSize } from './conv.ts';
import { demandShape } from './demand.ts';
import { demandLayer } from './demand-layer.ts';
import { alongAxis, type LayerPlan } from './layer-plan.ts';

/**
 * Shape of one image after a layer: `[height, width, channels]`, or `[features]` after Flatten and Linear.
 *
 * @param inputShape of one image before it, without the batch
 * @throws RangeError when the layer cannot take the shape, or a setting of it cannot be used
 */
export function outputShape(layer: LayerPlan, inputShape: readonly number[]): number[] {
  demandLayer(layer);
  demandShape(`inputShape of ${layer.name}`, inputShape);
  const refuse = (accepts: string): never => {
    throw new RangeError(
      `${layer.name} accepts ${accepts}, but one image arrives as [${inputShape.join(', ')}].`,
    );
  };
  const [height, width, channels] = inputShape;
  const image = inputShape.length === 3;
  switch (layer.type) {
    case 'Conv2d':
    case 'AvgPool2d': {
      if (!image) return refuse('[height, width, channels]');
      if (layer.type === 'Conv2d' && channels !== layer.inChannels) {
        return refuse(`[height, width, ${layer.inChannels}]`);
      }
      const out = layer.type === 'Conv2d' ? layer.outChannels : channels!;
      return [
        convOutputSize(height!, alongAxis(layer, 0)),
        convOutputSize(width!, alongAxis(layer, 1)),
        out,
      ];
    }
    case 'GroupNorm':
    case 'BatchNorm2d':
    case 'InstanceNorm2d':
      return image && channels === layer.channels
        ? [...inputShape]
        : refuse(`[height, width, ${layer.channels}]`);
    case 'LayerNorm': {
      const torch = image ? [channels!, height!, width!] : inputShape;
      const { normalizedShape } = layer;
      const last = torch.slice(-normalizedShape.length);
      return normalizedShape.join() === last.join()
        ? [...inputShape]
        : refuse(`images whose last axes, in PyTorch's order, are [${normalizedShape.join(', ')}]`);
    }
    case 'ReLU':
      return [...inputShape];
    case 'Flatten':
      return [inputShape.reduce((product, side) => product * side, 1)];
    case 'Linear':
      return inputShape.length === 1 && height === layer.inFeatures
        ? [layer.outFeatures]
        : refuse(`[${layer.inFeatures}]`);
  }
}
