import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

export interface Tolerance {
  atol: number;
  rtol: number;
}

/** A file of tests/reference; its README says how to read one. */
// biome-ignore lint/suspicious/noExplicitAny: each file has its own fields, described in the file itself
export function reference(name: string): any {
  return JSON.parse(readFileSync(new URL(`../reference/${name}.json`, import.meta.url), 'utf8'));
}

/** Cases of a reference file, and how many of them the test means to take. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export function cases(name: string, count: number, wanted: (one: any) => boolean): any[] {
  const found = reference(name).cases.filter(wanted);
  expect(found, `cases taken from ${name}.json`).toHaveLength(count);
  return found;
}

export function expectNear(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  { atol, rtol }: Tolerance,
  what: string,
) {
  expect(got.length, `${what}: how many numbers`).toBe(want.length);
  for (let i = 0; i < want.length; i++) {
    const off = Math.abs(got[i]! - want[i]!);
    if (off <= atol + rtol * Math.abs(want[i]!)) continue;
    expect.fail(`${what}: number ${i} is ${got[i]} where ${want[i]} is right`);
  }
}

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
