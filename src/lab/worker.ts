/// <reference lib="webworker" />
/**
 * Lives inside the worker: settles at the first training who computes, keeps that it and the digits for later ones, and says
 * once a second that it is alive.
 */
import plain from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import { chooseRunner, coresFor } from '#cnn/backend';
import { packedDigits } from './digits/packed-digits.ts';
import { decodePicture } from './own/decode.ts';
import { serve } from './serve.ts';

/** Everything that a replica needs comes with its parts, so it is born here and knows nothing of the page. */
const spawn = () => new Worker(new URL('./replica.ts', import.meta.url), { type: 'module' });

const hear = serve({
  post: (message) => self.postMessage(message),
  decode: decodePicture,
  open: async (preference, recipe) => {
    const digits = packedDigits();
    // The first images travel while the backend starts; a fault is told when they are needed.
    digits.chunk(0).catch(() => {});
    const wasmUrls = { plain, simd };
    const chosen = await chooseRunner({ wasmUrls, ...preference, ...(recipe && { recipe }) });
    const { wanted, remembered } = preference;
    const available = typeof Worker === 'undefined' ? 1 : navigator.hardwareConcurrency;
    const cores = coresFor({ chosen: chosen.choice, wanted, remembered, spawn, available });
    return { digits, ...chosen, cores };
  },
});

self.onmessage = ({ data }) => hear(data);
setInterval(() => self.postMessage({ type: 'alive' }), 1000);
