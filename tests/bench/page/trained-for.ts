import type { Chunk } from '../contestant.ts';

/** Repeats a step until the time is over. @param step trains on `images` images */
export function trainedFor(seconds: number, images: number, step: () => void): Chunk {
  const began = performance.now();
  for (let steps = 1; ; steps++) {
    step();
    const elapsed = (performance.now() - began) / 1000;
    if (elapsed >= seconds) return { images: steps * images, seconds: elapsed };
  }
}
