/** The accuracy of a linear classifier on each feature, worked out in short stretches so that the page stays at hand. */
import type { Grid, LabelledPixels } from '#cnn/math';
import { rightOf, train, training, type Vectors } from './classifier.ts';
import { side } from './feature.ts';
import { type FeatureName, featureOf } from './features.ts';

export interface Outcome {
  /** Numbers in the feature's list. */
  numbers: number;
  /** Right answers among the images that only judge. */
  right: number;
  /** Right answers among those it was trained on. */
  rightTrained: number;
}

/** Longest stretch of work between two breaths, in milliseconds. */
const stretch = 10;

export interface Sets {
  train: LabelledPixels;
  valid: LabelledPixels;
}

function imageAt({ pixels }: LabelledPixels, i: number): Grid {
  const from = i * side * side;
  return Array.from({ length: side }, (_, row) =>
    Array.from(pixels.subarray(from + row * side, from + (row + 1) * side)),
  );
}

/**
 * Trains the classifier on one feature of the 3s and 7s. `breathe` is awaited between stretches; what it throws ends the work.
 *
 * @param onProgress hears the share that is done, 0 to 1
 */
export async function measure(
  name: FeatureName,
  sets: Sets,
  breathe: () => Promise<void>,
  onProgress: (share: number) => void = () => {},
): Promise<Outcome> {
  let since = performance.now();
  const pause = async (share: number): Promise<void> => {
    if (performance.now() - since < stretch) return;
    onProgress(share);
    await breathe();
    since = performance.now();
  };
  const feature = featureOf(name);
  const total = sets.train.labels.length + sets.valid.labels.length;
  let done = 0;
  const vectors = async (set: LabelledPixels): Promise<Vectors> => {
    const rows: number[][] = [];
    for (let i = 0; i < set.labels.length; i++) {
      rows.push(feature.vector(imageAt(set, i)));
      await pause((0.5 * ++done) / total);
    }
    return { rows, sevens: Array.from(set.labels, (label) => Number(label === 7)) };
  };
  const trained = await vectors(sets.train);
  const judging = await vectors(sets.valid);
  const epochs = train(trained);
  for (;;) {
    const step = epochs.next();
    if (step.done) {
      return {
        numbers: trained.rows[0]!.length,
        right: rightOf(step.value, judging),
        rightTrained: rightOf(step.value, trained),
      };
    }
    await pause(0.5 + (0.5 * step.value) / training.epochs);
  }
}
