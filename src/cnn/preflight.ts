import { type Passed, trainingPass } from './batch-pass.ts';
import { build } from './build.ts';
import type { Batch } from './byte-batch.ts';
import { fusedEngine } from './choose-engine.ts';
import { type NetPlan, random } from './math/index.ts';
import { readState } from './model-state.ts';
import { plainLoss } from './plain-loss.ts';
import type { Sequential } from './sequential.ts';
import { sgd } from './sgd.ts';

/** Everything a training step of the chapter's net does, on images of 5 by 5 pixels. */
const plan: NetPlan = {
  inputShape: [5, 5, 1],
  layers: [
    convPlan('conv1', 1, 2),
    { type: 'ReLU', name: 'relu1' },
    { type: 'BatchNorm2d', name: 'bn1', channels: 2 },
    convPlan('conv2', 2, 3),
    { type: 'ReLU', name: 'relu2' },
    convPlan('conv3', 3, 3),
    { type: 'BatchNorm2d', name: 'bn3', channels: 3 },
    { type: 'Flatten', name: 'flatten' },
  ],
};

/** Largest deviation allowed, of a gradient as a share of the largest one: single precision stays far below. */
const tolerance = 2e-5;

/** A training step on a network: its loss and gradients. */
type Step = (model: Sequential, batch: Batch) => Passed;

/**
 * One seeded training step of a tiny network on the backend in use, its gradients compared with differences of a loss
 * computed by plain loops in double precision. A missing kernel or wrong arithmetic shows here, not in a lesson.
 *
 * @param step how the step is taken: by the layers as they are when absent
 * @throws Error saying what is wrong with it
 */
export function preflight(step: Step = trainingPass) {
  const model = build(plan, 13);
  try {
    const batch = batchOf(6);
    right ??= rightNumbers(model, batch);
    const { loss, gradients } = step(model, batch);
    if (!(Math.abs(loss - right.loss) < tolerance)) {
      throw new Error(`it computes a loss of ${loss} where ${right.loss} is right`);
    }
    const largest = Math.max(...right.slopes.flat().map(Math.abs));
    model.parameters.forEach(({ name }, i) => {
      right!.slopes[i]!.forEach((slope, at) => {
        const got = gradients[i]![at]!;
        if (!(Math.abs(got - slope) < tolerance * largest)) {
          throw new Error(`it computes a gradient of ${got} for ${name} where ${slope} is right`);
        }
      });
    });
  } finally {
    model.dispose();
  }
}

/** The step in code emitted for the network. @throws Error saying why there is none */
export const emittedStep: Step = (model, batch) => {
  const emitted = fusedEngine({
    inputShape: plan.inputShape,
    onRefused: (why) => {
      throw new Error(why);
    },
  });
  const engine = emitted({ model, optimizer: sgd(model.parameters), batchSize: batch.size })!;
  let loss = Number.NaN;
  engine.trainBatch(batch, {
    afterPred: () => {},
    afterLoss: (mean) => {
      loss = mean;
    },
    beforeBackward: () => {},
  });
  return { loss, gradients: [...engine.gradients()] };
};

/** What plain loops found: it is the same for every backend. */
let right: { loss: number; slopes: number[][] } | undefined;

function rightNumbers(model: Sequential, { images, labels }: Batch) {
  const state = new Map(
    [...readState(model)].map(([name, values]) => [name, Float64Array.from(values)]),
  );
  const loss = () => plainLoss(plan, state, images, labels);
  return {
    loss: loss(),
    slopes: model.parameters.map(({ name }) => slopesOf(state.get(name)!, loss)),
  };
}

function batchOf(size: number): Batch {
  const { uniform, integer } = random(13, 'preflight');
  const images = Float32Array.from({ length: size * 25 }, () => 2 * uniform() - 1);
  const labels = Int32Array.from({ length: size }, () => integer(3));
  return { images, labels, size };
}

/** Central differences of the loss with respect to each of the numbers, which are put back. */
function slopesOf(numbers: Float64Array, loss: () => number): number[] {
  const h = 1e-5;
  return Array.from(numbers, (number, i) => {
    numbers[i] = number + h;
    const above = loss();
    numbers[i] = number - h;
    const below = loss();
    numbers[i] = number;
    return (above - below) / (2 * h);
  });
}

function convPlan(name: string, inChannels: number, outChannels: number) {
  return {
    type: 'Conv2d',
    name,
    inChannels,
    outChannels,
    kernel: 3,
    stride: 2,
    padding: 1,
    bias: true,
  } as const;
}
