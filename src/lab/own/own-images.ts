/** Images of the reader's own, read in the worker: what they are, what is wrong with them, and the source to train on. */
import { type DigitSource, imagePixels, type LabelledPixels } from '#cnn/math';
import { filesInZip, isClutter, isZip, type PlacedFile } from './archive.ts';
import { byteStream, startOf } from './byte-stream.ts';
import { countCopies } from './copies.ts';
import { type IdxContent, looksLikeIdx, readIdx } from './idx.ts';
import { ownLimits } from './limits.ts';
import { type Decode, isPicture, readPictures } from './pictures.ts';
import { paired, type Split, splitOf } from './split.ts';

/** Files as the page hands them over; the key tells one set from another. */
export interface OwnFiles {
  key: string;
  files: PlacedFile[];
}

/** What was read. */
export interface OwnSummary {
  names: string[];
  /** Training images of each class. */
  perClass: number[];
  trainCount: number;
  validCount: number;
  /** The first training images, `[count × 784]` with their labels, to look at. */
  samples: LabelledPixels;
  /** Files that were left out: `name: what is wrong`. */
  problems: string[];
  /** What was done to the images, and what is odd about them, in sentences. */
  notes: string[];
}

const SAMPLES = 24;

/** @throws Error with a sentence when nothing can be trained on */
export async function readOwn(
  { files }: OwnFiles,
  decode: Decode,
): Promise<{ source: DigitSource; summary: OwnSummary }> {
  const problems: string[] = [];
  const all = await opened(files, problems);
  const idx: { path: string; content: IdxContent }[] = [];
  const pictures: PlacedFile[] = [];
  let room: number = ownLimits.unpacked;
  for (const { path, file } of all) {
    try {
      if (isPicture(path)) pictures.push({ path, file });
      else if (await isIdx(file)) {
        const content = await readIdx(file, room);
        if (content.kind === 'images') room -= content.pixels.length;
        idx.push({ path, content });
      } else throw new Error('it is neither IDX, nor a picture, nor a zip of such');
    } catch (problem) {
      problems.push(`${path}: ${(problem as Error).message}`);
    }
  }
  const notes: string[] = [];
  let split: Split;
  if (idx.length > 0) {
    if (pictures.length > 0) notes.push('The pictures were left out: the IDX files are the set.');
    split = paired(idx, problems, notes);
  } else if (pictures.length > 0) {
    const read = await readPictures(pictures, decode);
    problems.push(...read.problems);
    if (read.inverted) notes.push('Dark ink on light paper was turned round, as MNIST has it.');
    split = splitOf(read, read.names, notes);
  } else throw new Error(`Nothing here can be trained on. ${problems.slice(0, 3).join('; ')}`);
  return finished(split, problems, notes);
}

/** Archives opened, clutter left out. */
async function opened(files: readonly PlacedFile[], problems: string[]): Promise<PlacedFile[]> {
  if (files.length > ownLimits.files) {
    throw new Error(`There are ${files.length} files; at most ${ownLimits.files} are read.`);
  }
  const all: PlacedFile[] = [];
  let left: number = ownLimits.unpacked;
  for (const placed of files) {
    const { path, file } = placed;
    if (isClutter(path)) continue;
    try {
      const zip = isZip(await startOf(file, 4));
      const packed = /\.gz$/i.test(path) || zip;
      if (file.size > (packed ? ownLimits.packed : ownLimits.unpacked)) {
        throw new Error(
          `it has ${Math.round(file.size / 1e6)} MB; at most ${(packed ? ownLimits.packed : ownLimits.unpacked) / 1e6} MB are read`,
        );
      }
      const inside = zip ? await filesInZip(file, left) : [placed];
      left -= zip ? inside.reduce((sum, one) => sum + one.file.size, 0) : 0;
      all.push(...inside);
    } catch (problem) {
      problems.push(`${path}: ${(problem as Error).message}`);
    }
  }
  return all;
}

async function isIdx(file: Blob): Promise<boolean> {
  const stream = await byteStream(file);
  try {
    const start = new Uint8Array(4);
    return (await stream.fill(start)) === 4 && looksLikeIdx(start);
  } finally {
    stream.close();
  }
}

function finished({ train, valid, names }: Split, problems: string[], notes: string[]) {
  const counts = new Float64Array(256);
  for (const value of train.pixels) counts[value]!++;
  const size = train.pixels.length;
  const mean = counts.reduce((sum, count, value) => sum + count * value, 0) / size;
  const squares = counts.reduce((sum, count, value) => sum + count * (value - mean) ** 2, 0);
  const std = Math.sqrt(squares / (size - 1));
  if (std === 0) throw new Error('All pixels are alike: there is no contrast to learn from.');
  const perClass = names.map((_, label) => train.labels.filter((one) => one === label).length);
  if (perClass.filter((count) => count > 0).length === 1) {
    notes.push('There is one class only: a network that always answers it is always right.');
  }
  const trainCount = train.labels.length;
  const copies = countCopies(train.pixels, valid.pixels);
  if (copies > 0) {
    notes.push(
      `${copies} ${copies === 1 ? 'image is a copy' : 'images are copies'} of others: one that validates may have been trained on.`,
    );
  }
  const source: DigitSource = {
    names,
    mean: mean / 255,
    std: std / 255,
    trainCount,
    validCount: valid.labels.length,
    chunkSizes: [trainCount],
    chunk: async () => train,
    valid: async () => valid,
  };
  const few = Math.min(SAMPLES, trainCount);
  const summary: OwnSummary = {
    names,
    perClass,
    trainCount,
    validCount: valid.labels.length,
    samples: {
      pixels: train.pixels.slice(0, few * imagePixels),
      labels: train.labels.slice(0, few),
    },
    problems,
    notes,
  };
  return { source, summary };
}
