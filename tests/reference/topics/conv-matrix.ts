import { convMatrix, filledMatrix, matrixProduct } from '#cnn/math';
import { demandShape } from '../axes.ts';
import type { Topic } from '../topic.ts';

/** Which weight stands where, the matrix written out, and its product with the image. */
export const convMatrices: Topic = {
  name: 'conv_matrix',
  topic: 'a convolution as one matrix',
  needs: () => [
    ...['stride', 'padding', 'dilation', 'x_shape', 'w_shape', 'y_shape', 'matrix_shape'],
    ...['nonzeros', 'entries', 'x', 'w', 'b', 'y', 'y_with_bias', 'tol'],
  ],
  run(one, check) {
    demandShape(one.w, one.w_shape);
    demandShape(one.x, one.x_shape);
    const [outChannels, inChannels, ...kernel] = one.w_shape;
    const [, , height, width] = one.x_shape;
    const { stride, padding, dilation } = one;
    const matrix = convMatrix({
      size: [height, width],
      inChannels,
      outChannels,
      kernel,
      stride,
      padding,
      dilation,
    });
    check.same('matrix_shape', [matrix.rows, matrix.columns], one.matrix_shape);
    check.same('nonzeros', matrix.entries.length, one.nonzeros);
    const inOrder = (entries: readonly (readonly number[])[]) =>
      entries.toSorted((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!);
    check.same('entries', inOrder(matrix.entries), inOrder(one.entries));
    if (one.matrix) {
      check.near('matrix', filledMatrix(matrix, one.w).flat(), one.matrix, one.tol);
    }
    const product = matrixProduct(matrix, one.w, one.x);
    check.near('y', product, one.y, one.tol);
    const each = product.length / outChannels;
    const biased = product.map((value, row) => value + one.b[Math.floor(row / each)]);
    check.near('y_with_bias', biased, one.y_with_bias, one.tol);
  },
};
