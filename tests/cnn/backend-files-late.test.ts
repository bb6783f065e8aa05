import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startBackend } from '#cnn/backend';
import { countTensors, wasmUrls } from './each-backend.ts';

countTensors();

const folder = mkdtempSync(join(tmpdir(), 'wasm-'));
afterAll(() => rmSync(folder, { recursive: true }));

// In a file of its own: TensorFlow.js accepts no other place for the files once one start has failed.
test('wasm files that come at the second try are used', async () => {
  const late = { plain: join(folder, 'plain.wasm'), simd: join(folder, 'simd.wasm') };
  await expect(startBackend({ wasmUrls: late, order: ['wasm'] })).rejects.toThrow(
    'wasm: it did not start',
  );
  copyFileSync(wasmUrls.plain, late.plain);
  copyFileSync(wasmUrls.simd, late.simd);
  expect(await startBackend({ wasmUrls: late, order: ['wasm'] })).toEqual({
    name: 'wasm',
    refused: [],
  });
});
