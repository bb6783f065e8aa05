import type { LayerPlan } from '#cnn/math';
import { recipePlan } from '#cnn/math';
import type { Recipe } from './model.ts';

/** Shape of every parameter and buffer of a recipe's network, by PyTorch's names and in PyTorch's order of axes. */
export function tensorShapes(recipe: Recipe): Map<string, number[]> {
  return new Map(
    recipePlan(recipe).layers.flatMap((layer) =>
      shapesIn(layer).map(([name, shape]) => [`${layer.name}.${name}`, shape] as const),
    ),
  );
}

function shapesIn(layer: LayerPlan): [name: string, shape: number[]][] {
  switch (layer.type) {
    case 'Conv2d': {
      const [height, width] =
        typeof layer.kernel === 'number' ? [layer.kernel, layer.kernel] : layer.kernel;
      return [
        ['weight', [layer.outChannels, layer.inChannels, height, width]],
        ['bias', [layer.outChannels]],
      ];
    }
    case 'BatchNorm2d':
      return ['weight', 'bias', 'running_mean', 'running_var'].map((name) => [
        name,
        [layer.channels],
      ]);
    case 'LayerNorm':
      return ['weight', 'bias'].map((name) => [name, [...layer.normalizedShape]]);
    case 'GroupNorm':
    case 'InstanceNorm2d':
      return ['weight', 'bias'].map((name) => [name, [layer.channels]]);
    default:
      return [];
  }
}

/** Axes of PyTorch's layout, in the order in which this package has them: images are `[…, height, width, channels]` here. */
const axesHere: Record<number, readonly number[]> = { 4: [2, 3, 1, 0], 3: [1, 2, 0] };

/** Numbers of a tensor from PyTorch's order into this package's. */
export function fromTorch(
  shape: readonly number[],
  values: Float32Array,
): { shape: number[]; values: Float32Array } {
  const axes = axesHere[shape.length] ?? shape.map((_, axis) => axis);
  const here = axes.map((axis) => shape[axis]!);
  const placed = new Float32Array(values.length);
  eachPlace(shape, axes, (at, from) => {
    placed[at] = values[from]!;
  });
  return { shape: here, values: placed };
}

/** Numbers of a tensor from this package's order into PyTorch's; `shape` is PyTorch's. */
export function toTorch(shape: readonly number[], values: Float32Array): Float32Array {
  const axes = axesHere[shape.length] ?? shape.map((_, axis) => axis);
  const placed = new Float32Array(values.length);
  eachPlace(shape, axes, (at, from) => {
    placed[from] = values[at]!;
  });
  return placed;
}

/** Every place of a tensor: `at` in this package's order, `from` in PyTorch's. */
function eachPlace(
  shape: readonly number[],
  axes: readonly number[],
  visit: (at: number, from: number) => void,
) {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const here = axes.map((axis) => shape[axis]!);
  const size = shape.reduce((a, b) => a * b, 1);
  const place = new Array<number>(here.length).fill(0);
  for (let at = 0; at < size; at++) {
    visit(
      at,
      place.reduce((sum, index, i) => sum + index * strides[axes[i]!]!, 0),
    );
    for (let axis = here.length - 1; axis >= 0; axis--) {
      place[axis]!++;
      if (place[axis]! < here[axis]!) break;
      place[axis] = 0;
    }
  }
}
