import {
  alongAxis,
  type ConvOptions,
  type ConvPlan,
  type LayerPlan,
  type NetPlan,
  netSummary,
  type PlanOf,
} from './math/index.ts';

/** Parameters by their PyTorch names, laid out as the tensors are. */
export type PlainParameters = ReadonlyMap<string, ArrayLike<number>>;

/**
 * Mean cross-entropy of a network in training mode, by plain loops in double precision: an independent reading of the
 * same plan, slow and obvious, which the fast one is checked against.
 *
 * @param images `[images × height × width × channels]`
 * @param labels the true class of each image
 */
export function plainLoss(
  plan: NetPlan,
  parameters: PlainParameters,
  images: ArrayLike<number>,
  labels: ArrayLike<number>,
): number {
  const logits = netSummary(plan).reduce<number[]>(
    (x, { layer, inputShape, outputShape }) =>
      forward(layer, parameters, x, inputShape, outputShape),
    Array.from(images),
  );
  const classes = logits.length / labels.length;
  let sum = 0;
  for (let image = 0; image < labels.length; image++) {
    const row = logits.slice(image * classes, (image + 1) * classes);
    const total = row.reduce((powers, logit) => powers + Math.exp(logit), 0);
    sum += Math.log(total) - row[labels[image]!]!;
  }
  return sum / labels.length;
}

function forward(
  layer: LayerPlan,
  parameters: PlainParameters,
  x: number[],
  inputShape: number[],
  outputShape: number[],
): number[] {
  const weight = parameters.get(`${layer.name}.weight`) ?? [];
  const bias = parameters.get(`${layer.name}.bias`) ?? [];
  switch (layer.type) {
    case 'Conv2d':
      return convolve(layer, weight, bias, x, inputShape, outputShape);
    case 'BatchNorm2d':
      return normalize(layer, weight, bias, x);
    case 'ReLU':
      return x.map((value) => Math.max(0, value));
    case 'Flatten':
      return x;
    default:
      throw new Error(`Plain loops for ${layer.type} are not written.`);
  }
}

function convolve(
  plan: ConvPlan,
  weight: ArrayLike<number>,
  bias: ArrayLike<number>,
  x: number[],
  [height, width]: number[],
  [outHeight, outWidth]: number[],
): number[] {
  const { inChannels, outChannels } = plan;
  const [down, across] = [alongAxis(plan, 0), alongAxis(plan, 1)];
  const pixelsIn = height! * width! * inChannels;
  const y: number[] = [];
  for (let image = 0; image < x.length; image += pixelsIn)
    for (let i = 0; i < outHeight!; i++)
      for (let j = 0; j < outWidth!; j++)
        for (let out = 0; out < outChannels; out++) {
          let sum = bias[out] ?? 0;
          for (let r = 0; r < down.kernel; r++)
            for (let c = 0; c < across.kernel; c++)
              for (let channel = 0; channel < inChannels; channel++) {
                const row = positionOf(i, r, down);
                const column = positionOf(j, c, across);
                if (row < 0 || row >= height! || column < 0 || column >= width!) continue;
                const pixel = x[image + (row * width! + column) * inChannels + channel]!;
                sum +=
                  pixel *
                  weight[((r * across.kernel + c) * inChannels + channel) * outChannels + out]!;
              }
          y.push(sum);
        }
  return y;
}

/** Row or column of the image under a cell of the kernel at one place. */
const positionOf = (place: number, cell: number, settings: ConvOptions) =>
  place * (settings.stride ?? 1) - (settings.padding ?? 0) + cell * (settings.dilation ?? 1);

function normalize(
  { channels, eps = 1e-5 }: PlanOf<'BatchNorm2d'>,
  weight: ArrayLike<number>,
  bias: ArrayLike<number>,
  x: number[],
): number[] {
  const count = x.length / channels;
  const means = new Array<number>(channels).fill(0);
  const variances = new Array<number>(channels).fill(0);
  x.forEach((value, i) => {
    means[i % channels]! += value / count;
  });
  x.forEach((value, i) => {
    variances[i % channels]! += (value - means[i % channels]!) ** 2 / count;
  });
  return x.map((value, i) => {
    const channel = i % channels;
    const normal = (value - means[channel]!) / Math.sqrt(variances[channel]! + eps);
    return normal * weight[channel]! + bias[channel]!;
  });
}
