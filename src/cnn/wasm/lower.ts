import { alongAxis, type LayerPlan, outputShape, type PlanOf } from '../math/index.ts';
import { type ConvShape, convShape, type ImageShape, padded } from './conv-shape.ts';

/** A place for numbers of each image: what goes in, or what a layer puts out. */
export interface Slot {
  /** As stored; zeros fill the channels up. */
  shape: ImageShape;
  /** Channels that count. */
  channels: number;
}

interface Common {
  /** Of the layer, and its place among the layers. */
  name: string;
  layer: number;
  /** Places in the list of slots; the same for a step in place. */
  input: number;
  output: number;
  /** Whether anything that trains comes before, so that the gradient must go on. */
  trainsBefore: boolean;
  /** Whether the input came out of a ReLU, whose gradient this step then does too. */
  reluBefore: boolean;
}

/** What a network does, one kernel after the other. A Linear is a convolution whose kernel covers the image. */
export type Step = Common &
  (
    | {
        type: 'conv';
        shape: ConvShape;
        inChannels: number;
        outChannels: number;
        bias: boolean;
        relu: boolean;
      }
    | { type: 'norm'; channels: number; eps: number; momentum: number; relu: boolean }
    /** Forward and backward may be done by the steps around it. */
    | { type: 'relu'; forward: boolean; backward: boolean }
    | { type: 'pool'; kernel: number; stride: number }
  );

/** A network in steps. */
export interface Lowered {
  slots: Slot[];
  steps: Step[];
  /** For each layer, the slot of its output and the shape of one image in it. */
  outputs: { name: string; slot: number; shape: number[] }[];
  classes: number;
}

/** How a network becomes steps. */
export interface LowerOptions {
  /** Every output keeps a slot of its own, for whoever watches; otherwise a ReLU works in place. */
  keep: boolean;
}

/**
 * The steps of a stack of layers.
 *
 * @returns why not, as the end of the sentence "this network is not fused: …", when a layer is not covered
 */
export function lower(
  inputShape: readonly number[],
  layers: readonly LayerPlan[],
  { keep }: LowerOptions,
): Lowered | string {
  if (inputShape.length !== 3) return 'it takes no images';
  const [height, width, channels] = inputShape as [number, number, number];
  const slots: Slot[] = [{ shape: { height, width, channels }, channels }];
  const steps: Step[] = [];
  const outputs: Lowered['outputs'] = [];
  let shape = [...inputShape];
  for (const [layer, plan] of layers.entries()) {
    try {
      shape = outputShape(plan, shape);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    const step = stepOf(plan, layer, slots, steps, keep);
    if (typeof step === 'string') return step;
    if (step) steps.push(step);
    outputs.push({ name: plan.name, slot: steps.at(-1)?.output ?? 0, shape });
  }
  const last = slots.at(-1)!;
  if (shape.length !== 1 || last.shape.height * last.shape.width !== 1 || slots.length < 2) {
    return 'it does not end in one row of logits for each image';
  }
  return { slots, steps, outputs, classes: shape[0]! };
}

/** Nothing for a layer that only names its input anew. */
function stepOf(
  plan: LayerPlan,
  layer: number,
  slots: Slot[],
  steps: Step[],
  keep: boolean,
): Step | string | undefined {
  const before = steps.at(-1);
  const input = before?.output ?? 0;
  const slot = slots[input]!;
  const common: Common = {
    name: plan.name,
    layer,
    input,
    output: input,
    trainsBefore: steps.some(({ type }) => type === 'conv' || type === 'norm'),
    reluBefore: before?.type === 'relu',
  };
  const into = (shape: ImageShape, channels: number) => slots.push({ shape, channels }) - 1;
  // Whoever comes after a ReLU does its backward too: it reads the ReLU's output anyway.
  const takesRelu = () => {
    if (before?.type === 'relu') before.backward = false;
  };
  switch (plan.type) {
    case 'Conv2d':
    case 'Linear': {
      takesRelu();
      const conv = convolution(plan, slot);
      const output = into(conv.shape.output, conv.outChannels);
      return { ...common, type: 'conv', output, ...conv, bias: plan.bias, relu: false };
    }
    case 'BatchNorm2d': {
      takesRelu();
      const { channels, eps = 1e-5, momentum = 0.1 } = plan;
      const output = into(slot.shape, channels);
      // Images are stored without extra channels, as many as there are.
      if (slot.shape.channels !== padded(channels))
        return `${plan.name} comes before any convolution`;
      return { ...common, type: 'norm', output, channels, eps, momentum, relu: false };
    }
    case 'ReLU': {
      if (keep || !before) {
        const output = into(slot.shape, slot.channels);
        return { ...common, type: 'relu', output, forward: true, backward: true };
      }
      const done = before.type === 'conv' || before.type === 'norm';
      if (done) before.relu = true;
      return { ...common, type: 'relu', forward: !done, backward: true };
    }
    case 'AvgPool2d': {
      if (slot.shape.channels % 4 !== 0) return `${plan.name} comes before any convolution`;
      const [rows, columns] = outputShape(plan, imageOf(slot)) as [number, number];
      const output = into({ ...slot.shape, height: rows, width: columns }, slot.channels);
      return { ...common, type: 'pool', output, kernel: plan.kernel, stride: plan.stride };
    }
    case 'Flatten':
      return undefined;
    default:
      return `${plan.name} is a ${plan.type}, for which no kernel is emitted`;
  }
}

const imageOf = ({ shape: { height, width }, channels }: Slot) => [height, width, channels];

function convolution(plan: PlanOf<'Conv2d'> | PlanOf<'Linear'>, { shape, channels }: Slot) {
  const [outChannels, axes] =
    plan.type === 'Conv2d'
      ? ([plan.outChannels, [alongAxis(plan, 0), alongAxis(plan, 1)]] as const)
      : ([plan.outFeatures, [{ kernel: shape.height }, { kernel: shape.width }]] as const);
  return { shape: convShape(shape, outChannels, axes), inChannels: channels, outChannels };
}
