import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readReference, runCase } from '../reference/reference-file.ts';
import { onEachBackend } from './each-backend.ts';

/** How many cases each file holds, so that none can fall out unseen. */
const counts: [file: string, cases: number][] = [
  ['conv2d', 83],
  ['norms', 40],
  ['losses', 14],
  ['optim', 13],
  ['schedules', 18],
  ['lr_find', 10],
  ['activation_stats', 5],
  ['architecture', 42],
  ['conv_matrix', 11],
  ['init', 10],
  ['training', 3],
];

// The same runners as `npm run reference`.
onEachBackend(() => {
  test.each(counts)('%s: the package has what PyTorch has, in all %i cases', (name, count) => {
    const file = new URL(`../reference/${name}.json`, import.meta.url);
    const reference = readReference(fileURLToPath(file));
    expect(reference.cases).toHaveLength(count);
    const wrong = reference.cases.flatMap((one) =>
      runCase(reference, one).map((difference) => ({ name: one.name, ...difference })),
    );
    expect(wrong).toEqual([]);
  });
});
