import { createRequire } from 'node:module';
import { startBackend } from '#cnn/backend';

const file = (name: string) =>
  createRequire(import.meta.url).resolve(`@tensorflow/tfjs-backend-wasm/wasm-out/${name}`);

/** The wasm backend in Node: the arithmetic is the one a reader's browser does. */
export const nodeBackend = () =>
  startBackend({
    wasmUrls: { plain: file('tfjs-backend-wasm.wasm'), simd: file('tfjs-backend-wasm-simd.wasm') },
  });
