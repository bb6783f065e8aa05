import type { Grid } from '#cnn/math';
import { PhotoError, type PhotoReader, usePhoto } from '#kit';
import { darkness, keptSize, leastSide } from './photo.ts';

/** A photo as darkness, 0 white to 255 black, at most 640 × 480. */
const reader: PhotoReader<Grid> = {
  size(width, height) {
    const size = keptSize(width, height);
    if (Math.min(size.width, size.height) < leastSide) {
      throw new PhotoError(
        `The picture measures ${width} × ${height} pixels. It needs at least ${leastSide} each way, and no more than 80 times as long as wide.`,
      );
    }
    return size;
  },
  read: darkness,
  called: (image) => `${image[0]!.length} × ${image.length} pixels`,
};

export const useOwnPhoto = (say: (text: string) => void) => usePhoto(reader, say);
export type OwnPhoto = ReturnType<typeof useOwnPhoto>;
export type Photo = NonNullable<OwnPhoto['photo']>;
