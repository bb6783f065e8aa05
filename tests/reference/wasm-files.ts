import { fileURLToPath } from 'node:url';

const folder = '../../node_modules/@tensorflow/tfjs-backend-wasm/dist/';
const path = (file: string) => fileURLToPath(new URL(folder + file, import.meta.url));

/** Where Node finds the two binaries. */
export const wasmUrls = {
  plain: path('tfjs-backend-wasm.wasm'),
  simd: path('tfjs-backend-wasm-simd.wasm'),
};
