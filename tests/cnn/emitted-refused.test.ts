import { afterEach, expect, test } from 'vitest';
import { learnerFor } from '#cnn';
import { startBackend } from '#cnn/backend';
import { defaultRecipe } from '#cnn/math';
import { countTensors, wasmUrls } from './each-backend.ts';
import { madeUpDigits } from './made-up-digits.ts';

countTensors();

const { Module, Instance, validate } = WebAssembly;
afterEach(() => {
  Object.assign(WebAssembly, { Module, Instance, validate });
});

/** What a learner runs on once the wasm backend was started in a browser changed so. */
async function runsOnWith(change: Partial<typeof WebAssembly>) {
  Object.assign(WebAssembly, change);
  const { name, refused } = await startBackend({ wasmUrls, order: ['wasm'] });
  const learner = learnerFor({ ...defaultRecipe, batchSize: 8 }, madeUpDigits());
  learner.dispose();
  return { name, refused, engine: learner.runsOn };
}

test('emitted code that computes wrongly is not used, and the reason is told with every run', async () => {
  function Spoiled(module: WebAssembly.Module, imports: WebAssembly.Imports) {
    const { exports } = new Instance(module, imports);
    const { softmax } = exports as { softmax?: (...given: number[]) => void };
    if (!softmax) return { exports };
    // The share of the loss that an image has comes last; all gradients go by it.
    const more = (...given: number[]) => softmax(...given.slice(0, -1), given.at(-1)! * 1.01);
    return { exports: { ...exports, softmax: more } };
  }
  const { name, refused, engine } = await runsOnWith({ Instance: Spoiled as never });
  expect([name, refused]).toEqual(['wasm', []]);
  const why = /^it computes a gradient of \S+ for conv\d\.\w+ where \S+ is right$/;
  expect(engine).toEqual({ name: 'composed', why: expect.stringMatching(why) });
});

test('a page that forbids code it did not bring computes with the kernels that came with it', async () => {
  const why = 'Refused to compile or instantiate WebAssembly module';
  function Forbidden() {
    throw new WebAssembly.CompileError(why);
  }
  const { name, refused, engine } = await runsOnWith({ Module: Forbidden as never });
  expect(name).toBe('wasm');
  expect(refused).toEqual([{ name: 'emitted convolutions', why }]);
  expect(engine).toEqual({ name: 'composed', why });
});

test('a browser that computes with one number at a time gets no emitted code', async () => {
  const { refused, engine } = await runsOnWith({ validate: () => false });
  expect(refused).toEqual([]);
  expect(engine).toEqual({
    name: 'composed',
    why: 'this browser computes with one number at a time only',
  });
});

test('afterwards a sound browser runs emitted code again', async () => {
  expect(await runsOnWith({})).toEqual({ name: 'wasm', refused: [], engine: { name: 'fused' } });
});
