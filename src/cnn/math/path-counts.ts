import { type ConvOptions, convOutputSize } from './conv.ts';
import { type ConvStack, precedents } from './trace.ts';

/** Ways from each image row, and each image column, to one output; a pixel has the product of its two. */
export interface PathCounts {
  /** `[height]`. */
  rows: number[];
  /** `[width]`. */
  columns: number[];
}

/**
 * How many ways lead from the pixels to one output, each a choice of one kernel cell a layer: 1, 1, 2, 1, 2, 1, 1 along an
 * axis after two 3×3 convolutions with stride 2. With all weights 1 and no activation it is the output's gradient.
 *
 * @param cell of the last grid: `[row, column]`, from 0
 * @throws RangeError when a layer does not fit or the cell lies outside its grid
 */
export function pathCounts(stack: ConvStack, cell: readonly [number, number]): PathCounts {
  // Refuses what cannot be traced.
  precedents(stack, cell);
  return { rows: along(stack, 0, cell[0]), columns: along(stack, 1, cell[1]) };
}

function along({ size, layers }: ConvStack, axis: 0 | 1, place: number): number[] {
  const sizes = [size[axis]];
  for (const layer of layers) sizes.push(convOutputSize(sizes.at(-1)!, layer));
  let ways: number[] = Array.from({ length: sizes.at(-1)! }, (_, i) => Number(i === place));
  layers.toReversed().forEach((layer, i) => {
    ways = below(ways, layer, sizes.at(-2 - i)!);
  });
  return ways;
}

function below(ways: number[], layer: ConvOptions, size: number): number[] {
  const { kernel, stride = 1, padding = 0, dilation = 1 } = layer;
  const counts = Array<number>(size).fill(0);
  ways.forEach((count, place) => {
    for (let cell = 0; cell < kernel; cell++) {
      const at = place * stride - padding + cell * dilation;
      if (at >= 0 && at < size) counts[at] = counts[at]! + count;
    }
  });
  return counts;
}
