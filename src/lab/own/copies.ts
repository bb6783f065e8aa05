import { imagePixels, imageSide } from '#cnn/math';

/** Rows above and below that are left out of a first look: in the middle digits differ. */
const ROWS = 9;

/** How many images are the same, pixel by pixel, as one before. @param sets each `[count × 784]` */
export function countCopies(...sets: readonly Uint8Array[]): number {
  const seen = new Map<number, Uint8Array[]>();
  let copies = 0;
  for (const pixels of sets) {
    for (let from = 0; from < pixels.length; from += imagePixels) {
      const image = pixels.subarray(from, from + imagePixels);
      const key = hashOf(image);
      const alike = seen.get(key);
      if (alike?.some((other) => same(image, other))) copies++;
      else if (alike) alike.push(image);
      else seen.set(key, [image]);
    }
  }
  return copies;
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/** FNV-1a (Fowler, Noll and Vo). */
function hashOf(image: Uint8Array): number {
  let hash = 0x811c9dc5;
  const end = image.length - ROWS * imageSide;
  for (let i = ROWS * imageSide; i < end; i++) hash = Math.imul(hash ^ image[i]!, 0x01000193);
  return hash;
}
