import type { DigitSource, LabelledPixels } from '#cnn/math';

/** What a set of packed files holds, as written beside them in `packed/index.json`. */
export interface DigitIndex {
  mean: number;
  std: number;
  trainCount: number;
  validCount: number;
  trainChunks: { file: string; count: number }[];
  valid: { file: string; count: number };
}

interface Wire {
  /** Where a file of the index is to be fetched. */
  url(file: string): string;
  fetch?: (url: string) => Promise<Response>;
  /** Milliseconds to wait before the second and the third try. */
  pauses?: number[];
}

const PIXELS = 784;
const seconds = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A file of digits that could not be had; trying again later may help. */
export class DigitsError extends Error {
  override name = 'DigitsError';
}

/**
 * Digits fetched file by file, each at most once: a file is gzip of `[labels: u8 × n][pixels: u8 × n·784]`. All fetches
 * start with the first chunk asked for, in order, so a first pass may begin while the rest is on the wire. A file that
 * could not be had is asked for again the next time.
 *
 * The promises of `chunk` and `valid` reject with a `DigitsError` when a file is missing or broken after three tries.
 */
export function digitFiles(index: DigitIndex, wire: Wire): DigitSource {
  const kept = new Map<string, Promise<LabelledPixels>>();
  const had = (part: { file: string; count: number }): Promise<LabelledPixels> => {
    const known = kept.get(part.file);
    if (known) return known;
    const loading = readFile(part.file, part.count, wire);
    kept.set(part.file, loading);
    loading.catch(() => kept.delete(part.file));
    return loading;
  };
  return {
    mean: index.mean,
    std: index.std,
    trainCount: index.trainCount,
    validCount: index.validCount,
    chunkSizes: index.trainChunks.map(({ count }) => count),
    chunk(i) {
      const part = index.trainChunks[i];
      if (!part) return Promise.reject(new RangeError(`There is no chunk ${i} of digits.`));
      const asked = had(part);
      const next = index.trainChunks[i + 1];
      // Whoever needs the next file will hear of its fault; here it is only warmed up.
      if (next) asked.then(() => had(next)).catch(() => {});
      return asked;
    },
    valid: () => had(index.valid),
  };
}

async function readFile(file: string, count: number, wire: Wire): Promise<LabelledPixels> {
  const { pauses = [500, 2000] } = wire;
  for (let tries = 0; ; tries++) {
    try {
      return await readOnce(file, count, wire);
    } catch (problem) {
      const pause = pauses[tries];
      if (pause === undefined) {
        const why = problem instanceof DigitsError ? problem.message : 'no connection';
        throw new DigitsError(
          `The digits could not be loaded (${file}: ${why}). Check the connection and press Train again.`,
        );
      }
      await seconds(pause);
    }
  }
}

async function readOnce(file: string, count: number, wire: Wire): Promise<LabelledPixels> {
  const get = wire.fetch ?? ((url: string) => fetch(url));
  const response = await get(wire.url(file));
  if (!response.ok || !response.body)
    throw new DigitsError(`the server answered ${response.status}`);
  const unpacked = await unpack(response.body, count * (PIXELS + 1));
  return { labels: unpacked.slice(0, count), pixels: unpacked.slice(count) };
}

/** Unpacks exactly `length` bytes; a stream that holds more is not read to its end. */
async function unpack(packed: ReadableStream<Uint8Array>, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  try {
    const gunzip = new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>;
    for await (const part of readParts(packed.pipeThrough(gunzip))) {
      if (filled + part.length > length)
        throw new DigitsError('the file is longer than it should be');
      bytes.set(part, filled);
      filled += part.length;
    }
  } catch (problem) {
    throw problem instanceof DigitsError ? problem : new DigitsError('the file is broken');
  }
  if (filled < length) throw new DigitsError('the file is shorter than it should be');
  return bytes;
}

/** Safari has no async iteration of streams. */
async function* readParts(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
