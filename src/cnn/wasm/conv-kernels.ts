import { type ConvShape, type ImageShape, padded } from './conv-shape.ts';
import { emitGatherProduct, type GatherProduct } from './gather-product.ts';
import type { ModuleBuilder } from './module.ts';
import { backwardWalk, forwardWalk } from './taps.ts';

const kernelOf = ({ axes: [down, across] }: ConvShape) => [down.kernel, across.kernel] as const;

/** Output of a convolution: `name(x, panels, bias, out, 0, images)`. */
export function emitForward(
  module: ModuleBuilder,
  name: string,
  shape: ConvShape,
  { relu, blockRows }: { relu: boolean; blockRows: number },
) {
  const { input, output, axes } = shape;
  const product: GatherProduct = {
    source: input,
    target: output,
    rows: forwardWalk(input.height, axes[0]),
    columns: forwardWalk(input.width, axes[1]),
    kernel: kernelOf(shape),
    bias: true,
    after: relu ? 'relu' : 'nothing',
  };
  emitGatherProduct(module, name, product, blockRows);
}

/**
 * Gradient of a convolution's input: `name(dy, turned panels, 0, dx, mask, images)`. With a mask, the ReLU that made the
 * input passes the gradient on only where its output is above 0.
 */
export function emitInputGradient(
  module: ModuleBuilder,
  name: string,
  shape: ConvShape,
  { mask, blockRows }: { mask: boolean; blockRows: number },
) {
  const { input, output, axes } = shape;
  const target: ImageShape = { ...input, channels: padded(input.channels) };
  const product: GatherProduct = {
    source: output,
    target,
    rows: backwardWalk(input.height, axes[0]),
    columns: backwardWalk(input.width, axes[1]),
    kernel: kernelOf(shape),
    bias: false,
    after: mask ? 'mask' : 'nothing',
  };
  emitGatherProduct(module, name, product, blockRows);
}
