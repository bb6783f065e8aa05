import { expect, test } from 'vitest';
import {
  convShape,
  emitForward,
  features,
  ModuleBuilder,
  textOf,
} from '../../src/cnn/wasm/index.ts';

/** A 3×3 kernel in steps of 2 over 4×4 pixels with one ring of zeros: the first place of each axis sees two cells, the second three. */
const side = { kernel: 3, stride: 2, padding: 1 };
const shape = convShape({ height: 4, width: 4, channels: 1 }, 8, [side, side]);
/** Images that one block takes. */
const blockRows = 2;

function emitted(fused: boolean) {
  const module = new ModuleBuilder({ fused });
  emitForward(module, 'convolve', shape, { relu: true, blockRows });
  return module;
}

/** The whole module as text, one function after the other. */
const listing = ({ definitions }: ModuleBuilder) =>
  definitions
    .map(({ name, parameters, code }) => {
      const body = textOf(code).replace(/^/gm, '  ');
      return `(func $${name} (param ${parameters.join(' ')})\n${body}\n)`;
    })
    .join('\n');

const times = (text: string, instruction: string) =>
  text.split('\n').filter((line) => line.trim().split(' ')[0] === instruction).length;

/** Eight kernels, the k-th of which has the weight k everywhere, as the panel the code reads. */
function run(module: ModuleBuilder, image: number[]) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const numbers = new Float32Array(memory.buffer);
  const [x, w, bias, out] = [64, 1024, 2048, 4096];
  numbers.set([...image, ...image.map((value) => -value)], x / 4);
  numbers.set(
    Array.from({ length: 9 * 8 }, (_, i) => i % 8),
    w / 4,
  );
  const code = new WebAssembly.Module(module.toBytes());
  const { exports } = new WebAssembly.Instance(code, { env: { memory } });
  (exports.convolve as (...given: number[]) => void)(x, w, bias, out, 0, blockRows);
  return Array.from(numbers.subarray(out / 4, out / 4 + 2 * 4 * 8));
}

test('the emitted code of a 3×3 kernel can be read as text, and multiplies only what lies on the image', () => {
  const text = listing(emitted(true));
  console.log(text);
  // A loop for each `end`, every line an instruction the table knows.
  expect(times(text, 'loop') + times(text, 'if')).toBe(times(text, 'end'));
  expect(text).not.toMatch(/undefined|NaN/);
  // Two cells of a kernel's row at the first column, three at the second: each meets two images in two vectors.
  const cells = 2 + 3;
  expect(times(text, 'f32x4.relaxed_madd')).toBe(cells * blockRows * 2);
  // One load of a pixel serves eight kernels, and two loads of weights serve all images.
  expect(times(text, 'v128.load32_splat')).toBe(cells * blockRows);
  // The heart of it: pixel times weights plus sum, and back into the register of the sum.
  expect(text).toMatch(
    /v128\.load32_splat( offset=\d+)?\s+local\.set (\d+)\s+local\.get \2\s+local\.get \d+\s+local\.get (\d+)\s+f32x4\.relaxed_madd\s+local\.set \3\s/,
  );
  // ReLU on the way out: the greater of sum and zero, one store for four kernels.
  expect(times(text, 'f32x4.pmax')).toBe(2 * blockRows * 2);
  expect(times(text, 'v128.store')).toBe(2 * blockRows * 2);
});

test('without fused arithmetic the same code multiplies, then adds', () => {
  const text = listing(emitted(false));
  expect(times(text, 'f32x4.relaxed_madd')).toBe(0);
  expect(times(text, 'f32x4.mul')).toBe(times(listing(emitted(true)), 'f32x4.relaxed_madd'));
  expect(times(text, 'f32x4.add')).toBe(times(text, 'f32x4.mul'));
});

test.each([false, ...(features().fused ? [true] : [])])(
  'the code computes what the text says: cells of the kernel on the image, times its weight (fused: %s)',
  (fused) => {
    const seen = [4, 6, 6, 9];
    const ones = run(emitted(fused), new Array(16).fill(1));
    const wanted = seen.flatMap((count) => Array.from({ length: 8 }, (_, k) => count * k));
    // The second image is the first one's negative, and ReLU leaves nothing of it.
    expect(ones).toEqual([...wanted, ...new Array(32).fill(0)]);
  },
);
