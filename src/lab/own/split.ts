import { imagePixels, type LabelledPixels, random } from '#cnn/math';
import type { IdxContent } from './idx.ts';
import { ownLimits } from './limits.ts';

/** What trains and what validates. */
export interface Split {
  train: LabelledPixels;
  valid: LabelledPixels;
  /** What the labels are called. */
  names: string[];
}

/** Share that validates where the reader gives no set of its own. */
const VALID = 0.1;

interface IdxFile {
  path: string;
  content: IdxContent;
}

/** Published sets call the second part t10k or test. */
const validates = (path: string): boolean => /(^|[^a-z])(t10k|test|valid|val)/i.test(path);

/**
 * IDX files in pairs of images and labels: one to train, and one to validate if there is one.
 *
 * @throws Error with a sentence when there is no pair
 */
export function paired(files: readonly IdxFile[], problems: string[], notes: string[]): Split {
  const pair = (chosen: readonly IdxFile[]): LabelledPixels | undefined => {
    const images = chosen.find(({ content }) => content.kind === 'images');
    const labels = chosen.find(({ content }) => content.kind === 'labels');
    if (images?.content.kind !== 'images' || labels?.content.kind !== 'labels') return undefined;
    if (images.content.count !== labels.content.count) {
      problems.push(
        `${images.path}: it holds ${images.content.count} images, and ${labels.path} ${labels.content.count} labels`,
      );
      return undefined;
    }
    for (const { path } of chosen) {
      if (path !== images.path && path !== labels.path)
        problems.push(`${path}: it is one too many`);
    }
    return { pixels: images.content.pixels, labels: labels.content.labels };
  };
  const train = pair(files.filter(({ path }) => !validates(path)));
  const valid = pair(files.filter(({ path }) => validates(path)));
  const names = Array.from({ length: ownLimits.classes }, (_, digit) => String(digit));
  if (train && valid) return { train, valid, names };
  const only = train ?? valid;
  if (!only) {
    const kinds = files.map(({ path, content }) => `${path} holds ${content.kind}`).join(', ');
    throw new Error(
      `Training takes a file of images and a file of as many labels; here ${kinds}. ${problems.join('; ')}`.trim(),
    );
  }
  return splitOf(only, names, notes);
}

/**
 * A tenth of each class, drawn by a fixed seed, validates; the rest trains.
 *
 * @throws Error with a sentence when there are too few images
 */
export function splitOf(
  { pixels, labels }: LabelledPixels,
  names: string[],
  notes: string[],
): Split {
  const order = random(0, 'own images').shuffle(Uint32Array.from(labels, (_, i) => i));
  const seen = new Map<number, number>();
  const held = new Set<number>();
  for (const i of order) {
    const label = labels[i]!;
    const count = seen.get(label) ?? 0;
    seen.set(label, count + 1);
    // Every tenth of its class, the first one among them: a class of two has one to validate.
    if (count % Math.round(1 / VALID) === 0) held.add(i);
  }
  if (held.size === labels.length) {
    throw new Error('Each class needs at least two images: one to train and one to validate.');
  }
  const part = (chosen: Uint32Array): LabelledPixels => {
    const kept = new Uint8Array(chosen.length * imagePixels);
    chosen.forEach((from, to) => {
      kept.set(pixels.subarray(from * imagePixels, (from + 1) * imagePixels), to * imagePixels);
    });
    return { pixels: kept, labels: Uint8Array.from(chosen, (i) => labels[i]!) };
  };
  notes.push('One image in ten of each class was set aside for validation.');
  return {
    train: part(order.filter((i) => !held.has(i))),
    valid: part(order.filter((i) => held.has(i))),
    names,
  };
}
