/** One batch as `show_batch` gets it, and what each step of decoding gives back. */
import type { Inside } from '#lab';

/** Images that are shown, fastai's `max_n`. */
export const shownImages = 9;
const pixelsOfOne = 784;

/** The first images of a training batch as the network gets them. */
export interface Batch {
  /** `[9 × 784]`, normalised. */
  input: Float32Array;
  /** Places in `dls.vocab`. */
  labels: readonly number[];
}

/** Of the training pixels, on a scale from 0 to 1: what `Normalize` shifts and scales by. */
export interface Statistics {
  mean: number;
  std: number;
}

/** A batch as it lies in `recorded/`: the bytes of its images in base64. */
export interface PackedBatch {
  pixels: string;
  labels: number[];
}

/** Names of the classes; a label is a place in this list. */
export const vocab = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Steps of decoding in fastai's order, the last transform undone first. */
export const stages = [
  {
    name: 'encoded',
    label: 'nothing undone',
    undoes: 'what dls.one_batch() gives, and the network gets',
  },
  { name: 'normalize', label: 'Normalize undone', undoes: 'times the deviation, plus the mean' },
  { name: 'int', label: 'IntToFloatTensor too', undoes: 'times 255, cut to a whole number' },
  {
    name: 'label',
    label: 'Categorize too',
    undoes: 'the label is a name from dls.vocab: this is what show_batch draws',
  },
] as const;
export type StageName = (typeof stages)[number]['name'];
export const stageNames = stages.map(({ name }) => name);
export const stageOf = (name: StageName): number => stageNames.indexOf(name);

/** As `Normalize` encodes it, in single precision. */
export function encoded(byte: number, { mean, std }: Statistics): number {
  return Math.fround((Math.fround(byte / 255) - mean) / (std + 1e-7));
}

/** The value of a pixel after so many steps of decoding. */
export function decoded(value: number, stage: number, { mean, std }: Statistics): number {
  if (stage === 0) return value;
  const share = Math.fround(Math.fround(value * Math.fround(std + 1e-7)) + Math.fround(mean));
  if (stage === 1) return share;
  // Cut, not rounded, as `long()` does; a trace of the shift before may take one off.
  return Math.trunc(Math.fround(Math.min(1, Math.max(0, share)) * 255));
}

/** Smallest and largest value a pixel can have after so many steps. */
export function rangeOf(stage: number, statistics: Statistics): [low: number, high: number] {
  if (stage === 0) return [encoded(0, statistics), encoded(255, statistics)];
  return stage === 1 ? [0, 1] : [0, 255];
}

/** A label after so many steps of decoding: a place in the list of classes, or the name that stands there. */
export const labelOf = (label: number, stage: number): string =>
  stage === 3 ? vocab[label]! : `tensor(${label})`;

/** The pixels of one image, in rows. */
export const imageOf = ({ input }: Batch, image: number): number[][] =>
  Array.from({ length: 28 }, (_, row) =>
    Array.from(input.subarray(image * pixelsOfOne + row * 28, image * pixelsOfOne + row * 28 + 28)),
  );

export function unpacked({ pixels, labels }: PackedBatch, statistics: Statistics): Batch {
  const bytes = Uint8Array.from(atob(pixels), (letter) => letter.charCodeAt(0));
  return { input: Float32Array.from(bytes, (byte) => encoded(byte, statistics)), labels };
}

/** The batch of a step laid open. */
export const batchOf = ({ input, labels }: Inside): Batch => ({
  input: input.values.subarray(0, shownImages * pixelsOfOne),
  labels: labels.slice(0, shownImages),
});

/** A wrong label for one image, always the same for a batch: which image, and the label it is given. */
export function planted({ labels }: Batch): { image: number; label: number } {
  const image = labels.reduce((sum, label, i) => sum + label * (i + 3), 0) % labels.length;
  return { image, label: (labels[image]! + 4) % vocab.length };
}
