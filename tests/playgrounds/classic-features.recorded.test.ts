import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { threesAndSevens } from '#lab/digits';
import { featureNames } from '../../src/playgrounds/classic-features/features.ts';
import { measure, type Outcome } from '../../src/playgrounds/classic-features/measure.ts';
import recorded from '../../src/playgrounds/classic-features/recorded.json' with { type: 'json' };

const file = new URL('../../src/playgrounds/classic-features/recorded.json', import.meta.url);

test('the recorded accuracies are what training gives; RECORD=1 writes them anew', async () => {
  const sets = threesAndSevens();
  const outcomes: Record<string, Outcome> = {};
  for (const name of featureNames) outcomes[name] = await measure(name, sets, async () => {});
  if (process.env.RECORD) writeFileSync(file, `${JSON.stringify(outcomes, null, 2)}\n`);
  else expect(outcomes).toEqual(recorded);
});
