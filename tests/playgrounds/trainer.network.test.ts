import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkFor } from '#cnn';
import {
  defaultRecipe,
  everyChoice,
  type Recipe,
  recipes,
  sameRecipe,
  settledRecipe,
} from '#cnn/math';
import type { NamedNumbers } from '#lab';
import { fromTorch, tensorShapes, toTorch } from '../../src/playgrounds/trainer/tensor-shapes.ts';
import { twinsOf } from '../../src/playgrounds/trainer/twins.ts';
import { networkOfFile, weightsFile } from '../../src/playgrounds/trainer/weights-file.ts';
import { nodeBackend } from '../lab/node-backend.ts';

/** Numbers for a network: each tells its place. */
function numbered(recipe: Recipe): NamedNumbers {
  return Object.fromEntries(
    [...tensorShapes(recipe)].map(([name, shape]) => [
      name,
      fromTorch(
        shape,
        Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i / 8),
      ),
    ]),
  );
}
const classes = Array.from({ length: 10 }, (_, digit) => String(digit));
const fileOf = (recipe: Recipe) =>
  weightsFile({ recipe, classes, weights: numbered(recipe) }).arrayBuffer();

type Header = Record<string, unknown>;

/** The header of a safetensors file, read by the rules of the format. */
async function headerOf(buffer: ArrayBuffer): Promise<Header> {
  const length = Number(new DataView(buffer).getBigUint64(0, true));
  return JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
}
/** The same file with another header. */
async function twisted(change: (header: Header) => void): Promise<ArrayBuffer> {
  const buffer = await fileOf(defaultRecipe);
  const header = await headerOf(buffer);
  const before = Number(new DataView(buffer).getBigUint64(0, true));
  change(header);
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(text.length), true);
  return new Blob([length.buffer, text, buffer.slice(8 + before)]).arrayBuffer();
}

test('the shapes of a file are those of the network, in PyTorch’s order of axes', async () => {
  await nodeBackend();
  for (const norm of everyChoice.norm) {
    for (const net of everyChoice.net) {
      const recipe: Recipe = { ...defaultRecipe, norm, net };
      const model = networkFor(recipe);
      const tensors = [...model.parameters, ...model.buffers];
      const shapes = tensorShapes(recipe);
      expect([...shapes.keys()].sort()).toEqual(tensors.map(({ name }) => name).sort());
      for (const { name, value } of tensors) {
        const shape = shapes.get(name)!;
        expect(fromTorch(shape, new Float32Array(value.size)).shape).toEqual(value.shape);
      }
      model.dispose();
    }
  }
  expect(tensorShapes(defaultRecipe).get('conv2.weight')).toEqual([16, 8, 3, 3]);
});

test('turning the axes to PyTorch’s order and back changes nothing', () => {
  const values = Float32Array.from({ length: 2 * 3 * 4 * 5 }, (_, i) => i);
  const { shape, values: here } = fromTorch([2, 3, 4, 5], values);
  expect(shape).toEqual([4, 5, 3, 2]);
  // Output 1, input 2, row 3, column 4 of PyTorch is row 3, column 4, input 2, output 1 here.
  expect(here[((3 * 5 + 4) * 3 + 2) * 2 + 1]).toBe(((1 * 3 + 2) * 4 + 3) * 5 + 4);
  expect(toTorch([2, 3, 4, 5], here)).toEqual(values);
});

test('a network goes into a file and comes back, number by number', async () => {
  for (const { recipe } of Object.values(recipes)) {
    const read = networkOfFile(await fileOf(recipe));
    expect(read).toEqual({ recipe, classes, weights: numbered(recipe) });
  }
});

test('the file is a safetensors file: a padded header, then the numbers without a gap', async () => {
  const buffer = await fileOf(defaultRecipe);
  const header = await headerOf(buffer);
  const { __metadata__, ...tensors } = header;
  expect(Object.values(__metadata__ as Header).every((value) => typeof value === 'string')).toBe(
    true,
  );
  let end = 0;
  for (const entry of Object.values(tensors)) {
    const { dtype, shape, data_offsets } = entry as {
      dtype: string;
      shape: number[];
      data_offsets: [number, number];
    };
    expect(dtype).toBe('F32');
    expect(data_offsets).toEqual([end, end + 4 * shape.reduce((a, b) => a * b, 1)]);
    [, end] = data_offsets;
  }
  const start = 8 + Number(new DataView(buffer).getBigUint64(0, true));
  expect([start % 8, start + end]).toEqual([0, buffer.byteLength]);
});

test.each([
  ['missing tensor', ['conv2.bias'], undefined, 'no conv2.bias'],
  ['type', ['conv1.weight', 'dtype'], 'F16', 'holds F16'],
  ['shape', ['conv1.weight', 'shape'], [8, 1, 3, 3], 'asks for 8 × 1 × 5 × 5'],
  ['length', ['conv1.weight', 'data_offsets'], [0, 4], 'is cut off'],
  ['place before the start', ['conv1.weight', 'data_offsets'], [-800, 0], 'is cut off'],
  ['place beyond the end', ['conv1.weight', 'data_offsets'], [1e9, 1e9 + 800], 'is cut off'],
  ['tensor of its own', ['extra'], { dtype: 'F32', shape: [], data_offsets: [0, 4] }, '“extra”'],
  ['origin', ['__metadata__'], undefined, 'not saved by this page'],
  ['recipe', ['__metadata__', 'recipe'], '{"net":"vgg"}', 'net is "vgg"'],
  ['list of answers', ['__metadata__', 'classes'], '["one"]', 'answers are called'],
  ['entry', ['conv1.weight'], 'x', 'conv1.weight'],
] as const)('a file with a wrong %s is refused with what is wrong', async (_, path, value, why) => {
  const buffer = await twisted((header) => {
    const [last, ...before] = path.toReversed();
    let place = header;
    for (const key of before.toReversed()) place = place[key] as Header;
    place[last!] = value;
  });
  expect(() => networkOfFile(buffer)).toThrow(why);
});

test('a weight that is no number, a cut file and noise are refused, and nothing crashes', async () => {
  const good = await fileOf(defaultRecipe);
  const bad = good.slice(0);
  new DataView(bad).setFloat32(bad.byteLength - 4, Number.NaN, true);
  expect(() => networkOfFile(bad)).toThrow('NaN');
  expect(() => networkOfFile(new ArrayBuffer(5_000_000))).toThrow('4 MB');
  fc.assert(
    fc.property(fc.nat(good.byteLength - 1), fc.uint8Array({ maxLength: 200 }), (cut, noise) => {
      expect(() => networkOfFile(good.slice(0, cut))).toThrow(/^It/);
      expect(() => networkOfFile(noise.slice().buffer as ArrayBuffer)).toThrow(/^It/);
    }),
    { seed: 13, numRuns: 100 },
  );
});

test('a twin differs in one switch, and a batch of another size sees as many images', () => {
  for (const { recipe } of Object.values(recipes)) {
    const twins = twinsOf(recipe);
    expect(new Set(twins.map(({ key }) => key)).size).toBe(twins.length);
    for (const { key, recipe: twin } of twins) {
      expect(sameRecipe(twin, recipe)).toBe(false);
      const [mine, other] = [settledRecipe(recipe), settledRecipe(twin)];
      const changed = Object.keys(mine).filter(
        (name) => mine[name as keyof Recipe] !== other[name as keyof Recipe],
      );
      if (key.startsWith('batch')) {
        expect(changed.sort()).toEqual(['batchSize', 'steps']);
        const images = (one: Recipe) => one.batchSize * one.steps;
        expect(Math.abs(images(twin) - images(recipe))).toBeLessThanOrEqual(twin.batchSize);
      } else
        expect(changed.filter((name) => name !== 'normPlace' || key === 'place')).toHaveLength(1);
    }
  }
});
