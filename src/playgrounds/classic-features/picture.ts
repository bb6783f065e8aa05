import type { Grid } from '#cnn/math';
import { inked, type Stroke } from '#kit';
import { side } from './feature.ts';

/** An image of 784 pixels, or strokes inked as the pad shows them, as rows: `[28][28]`, 0 to 255. */
export function drawnImage(source: readonly number[] | readonly Stroke[]): Grid {
  const strokes = source.filter((part): part is Stroke => typeof part !== 'number');
  const pixels = strokes.length > 0 || source.length === 0 ? inked(strokes) : (source as number[]);
  return Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_, column) => pixels[row * side + column]!),
  );
}
