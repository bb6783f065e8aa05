import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { digitFiles } from '../../src/lab/digits/digit-files.ts';
import { images } from './made-up-digits.ts';

const index = {
  mean: 0.1,
  std: 0.3,
  trainCount: 50,
  validCount: 20,
  trainChunks: [
    { file: 'train-0.bin', count: 30 },
    { file: 'train-1.bin', count: 20 },
  ],
  valid: { file: 'valid.bin', count: 20 },
};

function packed(count: number): Uint8Array<ArrayBuffer> {
  const { labels, pixels } = images(0, count);
  return new Uint8Array(gzipSync(Buffer.concat([labels, pixels])));
}

/** A server with a list of answers for each file; the last one is repeated. */
function server(answers: Record<string, (() => Response)[]>) {
  const asked: string[] = [];
  const fetch = async (url: string) => {
    const list = answers[url] ?? [() => new Response(null, { status: 404 })];
    asked.push(url);
    return (list.length > 1 ? list.shift()! : list[0]!)();
  };
  return { asked, source: digitFiles(index, { url: (file) => file, fetch, pauses: [0, 0] }) };
}

const good = (count: number) => () => new Response(packed(count));

test('a chunk gives the labels and pixels that were packed', async () => {
  const { source } = server({ 'train-0.bin': [good(30)], 'train-1.bin': [good(20)] });
  const chunk = await source.chunk(0);
  expect(chunk).toEqual(images(0, 30));
  expect(source.chunkSizes).toEqual([30, 20]);
});

test('a chunk is fetched once however often it is asked for, and the next one is warmed up', async () => {
  const { source, asked } = server({ 'train-0.bin': [good(30)], 'train-1.bin': [good(20)] });
  await Promise.all([source.chunk(0), source.chunk(0)]);
  await source.chunk(0);
  await source.chunk(1);
  expect(asked).toEqual(['train-0.bin', 'train-1.bin']);
});

test('a fetch that fails twice is tried a third time', async () => {
  const lost = () => {
    throw new TypeError('Failed to fetch');
  };
  const { source, asked } = server({ 'valid.bin': [lost, lost, good(20)] });
  expect((await source.valid()).labels).toHaveLength(20);
  expect(asked).toHaveLength(3);
});

test.each([
  ['is missing', () => new Response(null, { status: 404 }), 'the server answered 404'],
  ['is not gzip', () => new Response('<html>'), 'the file is broken'],
  ['is cut off', () => new Response(packed(20).slice(0, 60)), 'the file is broken'],
  ['is too short', good(19), 'the file is shorter than it should be'],
  ['is too long', good(21), 'the file is longer than it should be'],
  [
    'cannot be reached',
    () => {
      throw new TypeError('Failed to fetch');
    },
    'no connection',
  ],
])('a file that %s gives a sentence with the way out', async (_, answer, why) => {
  const { source } = server({ 'valid.bin': [answer] });
  await expect(source.valid()).rejects.toThrow(
    `The digits could not be loaded (valid.bin: ${why}). Check the connection and press Train again.`,
  );
});

test('a file that could not be had may be asked for again', async () => {
  const missing = () => new Response(null, { status: 503 });
  const { source } = server({ 'valid.bin': [missing, missing, missing, good(20)] });
  await expect(source.valid()).rejects.toThrow('503');
  expect((await source.valid()).labels).toHaveLength(20);
});
