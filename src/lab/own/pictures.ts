import { imagePixels, imageSide } from '#cnn/math';
import type { PlacedFile } from './archive.ts';
import { ownLimits } from './limits.ts';

/** A picture made small: `[784]` greys, 0 (black) to 255 (white). */
export type Decode = (file: Blob) => Promise<Uint8Array>;

/** Endings of pictures that browsers read; a drawing with a script in it is none of them. */
export const isPicture = (path: string): boolean => /\.(png|jpe?g|webp|gif|bmp|avif)$/i.test(path);

/** The folder a picture lies in names its class. */
export const classOf = (path: string): string | undefined => path.split('/').at(-2);

export interface Pictures {
  /** In alphabetical order. */
  names: string[];
  /** `[count × 784]`, 0 (paper) to 255 (ink). */
  pixels: Uint8Array;
  labels: Uint8Array;
  /** `path: what is wrong`. */
  problems: string[];
  /** Light paper was turned into dark, as MNIST has it. */
  inverted: boolean;
}

/**
 * Pictures by class, one after the other. One that cannot be read is named and left out.
 *
 * @throws Error with a sentence when they are no set of classes
 */
export async function readPictures(
  files: readonly PlacedFile[],
  decode: Decode,
): Promise<Pictures> {
  const names = [...new Set(files.map(({ path }) => classOf(path)))].toSorted((a, b) =>
    (a ?? '').localeCompare(b ?? '', 'en', { numeric: true }),
  );
  if (names.includes(undefined)) {
    throw new Error(
      'Pictures need a folder each class, named after it: the folder says what a picture shows.',
    );
  }
  if (names.length > ownLimits.classes) {
    throw new Error(
      `There are ${names.length} folders with pictures; the network has ${ownLimits.classes} answers.`,
    );
  }
  const greys: Uint8Array[] = [];
  const labels: number[] = [];
  const problems: string[] = [];
  for (const { path, file } of files) {
    try {
      demandPicture(file);
      greys.push(await decode(file));
      labels.push(names.indexOf(classOf(path)));
    } catch (problem) {
      problems.push(`${path}: ${(problem as Error).message}`);
    }
  }
  if (greys.length === 0) throw new Error(`None of the pictures can be read. ${problems[0] ?? ''}`);
  const inverted = greys.reduce((sum, grey) => sum + edge(grey), 0) / greys.length > 127;
  const pixels = new Uint8Array(greys.length * imagePixels);
  greys.forEach((grey, i) => {
    pixels.set(inverted ? grey.map((value) => 255 - value) : grey, i * imagePixels);
  });
  return { names: names as string[], pixels, labels: Uint8Array.from(labels), problems, inverted };
}

/** @throws Error that says what is wrong with the file before it is opened */
export function demandPicture(file: Blob) {
  if (file.size === 0) throw new Error('it is empty');
  if (file.size > ownLimits.picture) {
    throw new Error(`it has more than ${ownLimits.picture / 1e6} MB`);
  }
}

/** Mean grey of the rim, where the paper is. */
export function edge(grey: ArrayLike<number>): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < imagePixels; i++) {
    const [row, column] = [Math.floor(i / imageSide), i % imageSide];
    if (row > 0 && row < imageSide - 1 && column > 0 && column < imageSide - 1) continue;
    sum += grey[i]!;
    count++;
  }
  return sum / count;
}
