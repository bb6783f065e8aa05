/** A flat tensor with its axes in a new order, as `tf.transpose`. */
export function turned(values: ArrayLike<number>, shape: number[], order: number[]): number[] {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const newShape = order.map((axis) => shape[axis]!);
  const result: number[] = [];
  const walk = (depth: number, at: number) => {
    if (depth === order.length) {
      result.push(values[at]!);
      return;
    }
    for (let i = 0; i < newShape[depth]!; i++) walk(depth + 1, at + i * strides[order[depth]!]!);
  };
  walk(0, 0);
  return result;
}

const reordered = (shape: number[], order: number[]) => order.map((axis) => shape[axis]!);

/** PyTorch's axes of images (NCHW) to ours (NHWC), and of convolution weights (OIHW) to ours (HWIO). */
export const imagesIn = (values: ArrayLike<number>, shape: number[]) => ({
  values: Float32Array.from(turned(values, shape, [0, 2, 3, 1])),
  shape: reordered(shape, [0, 2, 3, 1]),
});
export const weightsIn = (values: ArrayLike<number>, shape: number[]) => ({
  values: Float32Array.from(turned(values, shape, [2, 3, 1, 0])),
  shape: reordered(shape, [2, 3, 1, 0]),
});
/** And back, from our shape. */
export const imagesOut = (values: ArrayLike<number>, shape: number[]) =>
  turned(values, shape, [0, 3, 1, 2]);
export const weightsOut = (values: ArrayLike<number>, shape: number[]) =>
  turned(values, shape, [3, 2, 0, 1]);
