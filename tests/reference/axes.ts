/** @throws Error when a shape does not hold as many numbers as are given */
export function demandShape(values: ArrayLike<number>, shape: number[]) {
  const sizes = shape.every((size) => Number.isInteger(size) && size > 0);
  if (sizes && shape.reduce((a, b) => a * b, 1) === values.length) return;
  throw new Error(`a shape is [${shape}], which is not that of ${values.length} numbers`);
}

/** A flat tensor with its axes in a new order, as `tf.transpose`. */
export function turned(values: ArrayLike<number>, shape: number[], order: number[]): number[] {
  demandShape(values, shape);
  if (shape.length !== order.length) {
    throw new Error(`a shape is [${shape}] where ${order.length} axes are needed`);
  }
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
