/** A layer as plain data. Names are those of PyTorch's modules; a kernel is square, padding is the same on all sides. */
export type LayerPlan =
  | {
      type: 'Conv2d';
      name: string;
      inChannels: number;
      outChannels: number;
      kernel: number;
      stride: number;
      padding: number;
      bias: boolean;
    }
  | { type: 'BatchNorm2d'; name: string; channels: number }
  | { type: 'ReLU'; name: string }
  | { type: 'AvgPool2d'; name: string; kernel: number; stride: number }
  | { type: 'Flatten'; name: string }
  | { type: 'Linear'; name: string; inFeatures: number; outFeatures: number; bias: boolean };

export type ConvPlan = Extract<LayerPlan, { type: 'Conv2d' }>;

/** A network as plain data. */
export interface NetPlan {
  /** Shape of one image: `[height, width, channels]`. */
  inputShape: number[];
  layers: LayerPlan[];
}

interface SimpleCnnOptions {
  norm?: 'none' | 'batch';
  firstKernel?: number;
}

/** The chapter's net for ten digits: five stride-2 convolutions, 28 pixels a side down to one number per digit. */
export function simpleCnnPlan({ norm = 'none', firstKernel = 5 }: SimpleCnnOptions = {}): NetPlan {
  return halvingNet([1, 8, 16, 32, 64, 10], firstKernel, norm);
}

/** The chapter's first convolutional net, which tells threes from sevens. */
export const threeOrSevenPlan = (): NetPlan => halvingNet([1, 4, 8, 16, 32, 2], 3, 'none');

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

function halvingNet(channels: number[], firstKernel: number, norm: 'none' | 'batch'): NetPlan {
  const last = channels.length - 1;
  const layers = channels.slice(1).flatMap((outChannels, i): LayerPlan[] => {
    const place = i + 1;
    const block: LayerPlan[] = [
      conv(`conv${place}`, channels[i]!, outChannels, place === 1 ? firstKernel : 3, 2),
    ];
    if (place < last) block.push({ type: 'ReLU', name: `relu${place}` });
    if (norm === 'batch') {
      block.push({ type: 'BatchNorm2d', name: `bn${place}`, channels: outChannels });
    }
    return block;
  });
  return { inputShape: [28, 28, 1], layers: [...layers, { type: 'Flatten', name: 'flatten' }] };
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
