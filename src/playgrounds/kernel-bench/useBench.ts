import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { Grid } from '#cnn/math';
import { useFigureState } from '#kit';
import { unpackImage } from './drawing.ts';
import { sideOf } from './kernels.ts';
import { type Bench, benchCodec, clampAt, type Place, type Size, withKernel } from './model.ts';
import { asDigit } from './photo.ts';
import { largestOf, responseOf, scaleEnd, sumAt } from './sum.ts';
import type { Photo } from './useOwnPhoto.ts';

/**
 * The bench's state and every number drawn from it. A photo takes the place of the digit; its window has a place of its own,
 * since a link carries no photo. The response everywhere may come a moment after the one sum, which is reckoned by itself.
 */
export function useBench(
  id: string,
  start: Bench,
  images: readonly string[],
  photo: Photo | null,
  tiny: boolean,
) {
  const hash = useFigureState(benchCodec, id, start);
  const { state: bench, set } = hash;
  const [photoAt, setPhotoAt] = useState<Place>([0, 0]);
  const { digit, paint, kernel, bias, flip } = bench;
  const side = sideOf(kernel);

  const image = useMemo<Grid>(() => {
    if (photo) return tiny ? asDigit(photo.image) : photo.image;
    return unpackImage(images[Number(digit)] ?? '', paint);
  }, [photo, tiny, images, digit, paint]);
  const size = useMemo<Size>(() => ({ rows: image.length, columns: image[0]!.length }), [image]);
  const at = photo ? clampAt(photoAt, side, size) : bench.at;

  const how = useMemo(() => ({ kernel, bias, flip }), [kernel, bias, flip]);
  const everywhere = useMemo(() => ({ image, how }), [image, how]);
  const settled = useDeferredValue(everywhere);
  const shown = photo ? settled : everywhere;
  const response = useMemo(() => responseOf(shown.image, shown.how), [shown]);

  return {
    ...hash,
    image,
    size,
    /** Wider than an SVG of cells can be. */
    large: Math.max(size.rows, size.columns) > 64,
    side,
    at,
    how,
    response,
    /** The size of a response that is drawn in full colour. */
    end: useMemo(
      () => (photo ? largestOf(response) : scaleEnd(shown.how)),
      [photo, response, shown],
    ),
    /** The kernel that the response was made with: on a photo it may lag a moment behind. */
    shownHow: shown.how,
    sum: useMemo(() => sumAt(how, image, at), [how, image, at]),
    moveTo(to: Place): void {
      const next = clampAt(to, side, size);
      if (photo) setPhotoAt(next);
      else
        set((was) => (was.at[0] === next[0] && was.at[1] === next[1] ? was : { ...was, at: next }));
    },
    /** Puts the photo's window in its middle. */
    centre: useCallback(
      (grid: Grid): void => setPhotoAt([grid.length >> 1, grid[0]!.length >> 1]),
      [],
    ),
    setKernel: (next: readonly number[]): void => set((was) => withKernel(was, next)),
    setWeight: (place: number, weight: number): void =>
      set((was) => ({ ...was, kernel: was.kernel.with(place, weight) })),
  };
}

export type BenchModel = ReturnType<typeof useBench>;
