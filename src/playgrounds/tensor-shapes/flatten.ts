/** What becomes of the scores' axes, and what the loss says of the shape that is left. */
import { type Shape, torchText } from './fields.ts';
import { count } from './model.ts';

export const operations = ['nothing', 'squeeze', 'flatten'] as const;
export type Operation = (typeof operations)[number];

export const codeOf: Record<Operation, string> = {
  nothing: 'y',
  squeeze: 'y.squeeze()',
  flatten: 'nn.Flatten()(y)',
};

/** The shape after an operation on scores of shape (N, C, H, W). */
export function after(operation: Operation, scores: Shape): Shape {
  if (operation === 'nothing') return scores;
  if (operation === 'squeeze') return scores.filter((side) => side !== 1);
  const [n, ...rest] = scores;
  return [n!, count(rest)];
}

/** Which axes are kept, dropped, or merged with the ones behind the batch. */
export function fates(operation: Operation, scores: Shape): ('kept' | 'dropped' | 'merged')[] {
  return scores.map((side, axis) => {
    if (operation === 'squeeze' && side === 1) return 'dropped';
    return operation === 'flatten' && axis > 0 ? 'merged' : 'kept';
  });
}

/**
 * What `F.cross_entropy` raises for the shape after an operation and one label an image, or nothing when it takes it.
 * The labels are those of a network for `C` classes.
 */
export function lossOf(operation: Operation, scores: Shape): string | null {
  const [n, c] = scores as [number, number];
  const shape = after(operation, scores);
  return lossMessage(shape, n, c);
}

/** PyTorch's checks of `cross_entropy`, in its order, for labels of shape `[n]` with values below `classes`. */
function lossMessage(shape: Shape, n: number, classes: number): string | null {
  const runtime = (words: string) => `RuntimeError: ${words}`;
  const [rows, columns] = shape;
  if (rows === undefined) {
    return 'IndexError: Dimension out of range (expected to be in range of [-1, 0], but got 1)';
  }
  if (shape.length === 1) {
    return runtime(
      rows === n
        ? 'Expected floating point type for target with class probabilities, got Long'
        : `size mismatch (got input: ${torchText(shape)}, target: [${n}])`,
    );
  }
  if (rows !== n) {
    return `ValueError: Expected input batch_size (${rows}) to match target batch_size (${n}).`;
  }
  if (shape.length === 2) {
    return columns! < Math.min(n, classes)
      ? `IndexError: Target ${columns} is out of bounds.`
      : null;
  }
  if (shape.length === 3) {
    return runtime(`Expected target size [${rows}, ${shape[2]}], got [${n}]`);
  }
  return runtime(
    'only batches of spatial targets supported (3D tensors) but got targets of dimension: 1',
  );
}
