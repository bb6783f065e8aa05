import { DataLoaders, gradientsAt, type Learner } from '#cnn';
import { type DigitSource, type Recipe, random } from '#cnn/math';
import type { GradientCloud } from './questions.ts';

/** Bounds of what may be asked, so that an answer comes in seconds. */
const LIMITS = { count: 200, size: 4096 };

interface Asked {
  sizes: number[];
  /** Mini-batches of each size. */
  count: number;
  /** Images in the batch the others are compared with. */
  reference: number;
}

/**
 * Gradients of many mini-batches of real images at one point of a training, each as its component along the gradient
 * of a very large batch and along the direction in which gradients of the smallest size scatter most.
 *
 * @param pause waited for between two gradients
 * @throws RangeError when a size or the count is out of bounds
 */
export async function gradientCloud(
  learner: Learner,
  recipe: Recipe,
  source: DigitSource,
  { sizes, count, reference }: Asked,
  pause: () => Promise<void>,
): Promise<GradientCloud> {
  const most = Math.min(LIMITS.size, source.trainCount);
  for (const size of [...sizes, reference]) {
    if (Number.isInteger(size) && size >= 2 && size <= most) continue;
    throw new RangeError(`A mini-batch of ${size} images cannot be drawn; it takes 2 to ${most}.`);
  }
  if (!(Number.isInteger(count) && count >= 2 && count <= LIMITS.count)) {
    throw new RangeError(`count is ${count}; it takes a whole number from 2 to ${LIMITS.count}.`);
  }
  const { model } = learner.save();
  const at = { recipe, state: model };
  const gradients = async (batchSize: number, wanted: number): Promise<Float32Array[]> => {
    const found: Float32Array[] = [];
    for (let round = 0; found.length < wanted; round++) {
      // Another seed draws other images than the training has seen in its order.
      const seed = random(recipe.seed, `cloud ${batchSize} ${round}`).integer(2 ** 31);
      const data = new DataLoaders(source, { batchSize, seed });
      // The first pass goes chunk by chunk; a later one draws from all images.
      data.passes = 1;
      for await (const batch of data.train()) {
        found.push(joined(gradientsAt(at, batch)));
        await pause();
        if (found.length === wanted) break;
      }
    }
    return found;
  };

  const [large] = await gradients(reference, 1);
  const length = Math.sqrt(dot(large!, large!));
  const along = scaled(large!, 1 / (length || 1));
  const clouds: Float32Array[][] = [];
  for (const size of sizes) clouds.push(await gradients(size, count));
  const smallest = clouds[sizes.indexOf(Math.min(...sizes))]!;
  const across = widest(smallest, along);
  return {
    sizes,
    length,
    reference,
    clouds: clouds.map((cloud) =>
      cloud.map((gradient) => {
        const own = Math.sqrt(dot(gradient, gradient));
        const forward = dot(gradient, along);
        return {
          along: forward,
          across: dot(gradient, across),
          length: own,
          cosine: own === 0 ? 0 : forward / own,
        };
      }),
    ),
  };
}

/** The direction at right angles to `along` in which vectors scatter most, by power iteration on their covariance. */
function widest(vectors: Float32Array[], along: Float32Array): Float32Array {
  const rests = vectors.map((vector) => added(vector, along, -dot(vector, along)));
  let direction = rests[0]!;
  for (let round = 0; round < 20; round++) {
    let next = new Float32Array(direction.length);
    for (const rest of rests) next = added(next, rest, dot(rest, direction));
    const length = Math.sqrt(dot(next, next));
    if (length === 0) break;
    direction = scaled(next, 1 / length);
  }
  const length = Math.sqrt(dot(direction, direction));
  return scaled(direction, length === 0 ? 0 : 1 / length);
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

const scaled = (a: Float32Array, by: number) => a.map((value) => value * by);
const added = (a: Float32Array, b: Float32Array, times: number) =>
  a.map((value, i) => value + times * b[i]!);
