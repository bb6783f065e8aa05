import { trainingPass } from './batch-pass.ts';
import { build } from './build.ts';
import { type NetPlan, random } from './math/index.ts';
import { readState } from './model-state.ts';
import { plainLoss } from './plain-loss.ts';

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

/**
 * One seeded training step of a tiny network on the backend in use, its gradients compared with differences of a loss
 * computed by plain loops in double precision. A missing kernel or wrong arithmetic shows here, not in a lesson.
 *
 * @throws Error saying what is wrong with the backend
 */
export function preflight() {
  const model = build(plan, 13);
  try {
    const { uniform, integer } = random(13, 'preflight');
    const count = 6;
    const images = Float32Array.from({ length: count * 25 }, () => 2 * uniform() - 1);
    const labels = Int32Array.from({ length: count }, () => integer(3));
    const state = new Map(
      [...readState(model)].map(([name, values]) => [name, Float64Array.from(values)]),
    );

    const { loss, gradients } = trainingPass(model, { images, labels, size: count });
    const wanted = plainLoss(plan, state, images, labels);
    if (!(Math.abs(loss - wanted) < tolerance)) {
      throw new Error(`it computes a loss of ${loss} where ${wanted} is right`);
    }
    const slopes = model.parameters.map(({ name }) =>
      slopesOf(state.get(name)!, () => plainLoss(plan, state, images, labels)),
    );
    const largest = Math.max(...slopes.flat().map(Math.abs));
    model.parameters.forEach(({ name }, i) => {
      slopes[i]!.forEach((slope, at) => {
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
