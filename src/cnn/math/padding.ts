import { demand, demandChoice, demandWhole } from './demand.ts';

/** All that padding can put round an image. */
export const paddingModes = ['zeros', 'reflect', 'replicate'] as const;
/** What padding puts round an image; PyTorch's `padding_mode` without `circular`. */
export type PaddingMode = (typeof paddingModes)[number];

/**
 * The pixel that stands at a position along one axis: itself inside the image, its source in the ring, −1 for a zero.
 * `reflect` mirrors at the outermost pixel without repeating it, `replicate` repeats it, both as PyTorch's `F.pad`.
 *
 * @param position in pixels of the image: −1 is the first one outside
 * @param size of the image along the axis, in pixels
 * @throws RangeError when `reflect` is asked for a position that a single mirror does not reach, or an argument cannot be
 *   used
 */
export function pixelAt(position: number, size: number, mode: PaddingMode): number {
  demand('position', position, Number.isInteger(position), 'a whole number');
  demandWhole('size', size, 1);
  demandChoice('mode', mode, paddingModes);
  if (position >= 0 && position < size) return position;
  if (mode === 'zeros') return -1;
  if (mode === 'replicate') return position < 0 ? 0 : size - 1;
  const mirrored = position < 0 ? -position : 2 * (size - 1) - position;
  if (mirrored < 0 || mirrored >= size) {
    throw new RangeError(
      `Reflection has no pixel for position ${position} of an image of ${size}: its padding must be less than the ` +
        `size, so at most ${size - 1}.`,
    );
  }
  return mirrored;
}
