/** The sizes of the convolution behind the matrix, and what PyTorch says when they do not fit. */
import { convOutputSize } from '#cnn/math';

export interface Sizes {
  height: number;
  width: number;
  kernel: number;
  stride: number;
  padding: number;
  dilation: number;
  inChannels: number;
  outChannels: number;
}

export const weightCount = ({ outChannels, inChannels, kernel }: Sizes): number =>
  outChannels * inChannels * kernel ** 2;

const reachOf = ({ dilation, kernel }: Sizes): number => dilation * (kernel - 1) + 1;

/** Height and width of the output, or null when the kernel does not fit. */
export function outSides(sizes: Sizes): readonly [height: number, width: number] | null {
  const { height, width, kernel, stride, padding, dilation } = sizes;
  if (reachOf(sizes) > Math.min(height, width) + 2 * padding) return null;
  const along = (size: number): number =>
    convOutputSize(size, { kernel, stride, padding, dilation });
  return [along(height), along(width)];
}

/** PyTorch's words for a kernel that does not fit, and the largest kernel that does; null when all is well. */
export function refusalOf(sizes: Sizes): { message: string; kernel: number } | null {
  if (outSides(sizes) !== null) return null;
  const { height, width, padding, dilation } = sizes;
  const [rows, columns] = [height + 2 * padding, width + 2 * padding];
  const reach = reachOf(sizes);
  return {
    message:
      `RuntimeError: Calculated padded input size per channel: (${rows} x ${columns}). ` +
      `Kernel size: (${reach} x ${reach}). Kernel size can't be greater than actual input size`,
    kernel: Math.floor((Math.min(rows, columns) - 1) / dilation) + 1,
  };
}
