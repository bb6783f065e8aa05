import { type ConvOptions, convOutputSize } from '../math/index.ts';

/** One image as it lies in memory: `[height, width, channels]`, the last axis fastest. */
export interface ImageShape {
  height: number;
  width: number;
  channels: number;
}

/** A convolution as the emitters see it. */
export interface ConvShape {
  input: ImageShape;
  /** Its channels are a multiple of `COLUMNS`: whoever lays out memory adds zeros. */
  output: ImageShape;
  /** Settings along rows, then along columns. */
  axes: readonly [ConvOptions, ConvOptions];
}

/** Outputs computed side by side: two vectors of four. */
export const COLUMNS = 8;
/** Bytes of a number, and of one row of `COLUMNS`. */
export const NUMBER = 4;
export const ROW = COLUMNS * NUMBER;

/** Channels as stored: rounded up to whole columns. */
export const padded = (channels: number) => Math.ceil(channels / COLUMNS) * COLUMNS;

/** Numbers of one image. */
export const sizeOf = ({ height, width, channels }: ImageShape) => height * width * channels;

/** @throws RangeError when the kernel does not fit */
export function convShape(
  input: ImageShape,
  outChannels: number,
  axes: readonly [ConvOptions, ConvOptions],
): ConvShape {
  const output = {
    height: convOutputSize(input.height, axes[0]),
    width: convOutputSize(input.width, axes[1]),
    channels: padded(outChannels),
  };
  return { input, output, axes };
}

/** Cells of the kernel. */
export const cellsOf = ({ axes: [down, across] }: ConvShape) => down.kernel * across.kernel;
