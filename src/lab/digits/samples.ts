/** Digits for what is drawn at build. Nothing that runs in a browser may import this file: it would take them all along. */
import type { LabelledPixels, Recipe } from '#cnn/math';
import index from './packed/index.json' with { type: 'json' };
import samples from './packed/samples.json' with { type: 'json' };
import pair from './packed/three-seven.json' with { type: 'json' };
import type { ThreesAndSevens } from './threes-and-sevens.ts';

/** One training digit: `pixels` are 28 rows of 28 values, 0 (paper) to 255 (ink), row by row. */
export interface SampleDigit {
  label: number;
  /** How a reader chooses it: "0" … "9". */
  name: string;
  pixels: number[];
}

/** Ten training digits, 0 to 9, for static pictures; the 3 is MNIST training image 12, the one the chapter uses. */
export function sampleDigits(): SampleDigit[] {
  return samples.map(({ label, pixels }) => ({ label, name: String(label), pixels }));
}

/** The small set of 3s and 7s that `loadThreesAndSevens` fetches in a browser. */
export function threesAndSevens(): ThreesAndSevens {
  return { train: unpacked(pair.train), valid: unpacked(pair.valid) };
}

function unpacked({ labels, pixels }: { labels: number[]; pixels: string }): LabelledPixels {
  return {
    labels: Uint8Array.from(labels),
    pixels: Uint8Array.from(atob(pixels), (letter) => letter.charCodeAt(0)),
  };
}

/** How many images a net of the chapter trains on: all ten digits, or those it tells apart. */
export const trainCounts = (): Record<Recipe['net'], number> => ({
  simple_cnn: index.trainCount,
  three_or_seven: index.trainPerDigit[3]! + index.trainPerDigit[7]!,
});

/** Mean and standard deviation of the training pixels of all ten digits, on a scale from 0 to 1. */
export const pixelStatistics = (): { mean: number; std: number } => ({
  mean: index.mean,
  std: index.std,
});
