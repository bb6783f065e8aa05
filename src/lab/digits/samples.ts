import index from './packed/index.json' with { type: 'json' };
import samples from './packed/samples.json' with { type: 'json' };

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

/** Mean and standard deviation of the training pixels of all ten digits, on a scale from 0 to 1. */
export const pixelStatistics = (): { mean: number; std: number } => ({
  mean: index.mean,
  std: index.std,
});
