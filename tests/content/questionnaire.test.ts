import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { isAsked, placeOf } from '../../src/build/content/place.ts';
import { TAGS } from '../../src/build/content/tags.ts';
import { TEXT_TAGS } from '../../src/build/content/text-tags.ts';
import { ROOT } from '../house/imports.ts';

const folder = join(ROOT, 'content/questions');
const entries = readdirSync(folder)
  .filter((name) => !name.startsWith('_'))
  .map((name) => {
    const [, frontmatter] = readFileSync(join(folder, name), 'utf8').split(/^---$/m);
    return { name, place: placeOf(name.replace('.mdx', '')), ...parse(frontmatter) };
  })
  .sort((a, b) => a.place.order - b.place.order);
const asked = entries.filter(({ place }) => isAsked(place));

test("each question has the questionnaire's exact words", () => {
  const wording = readFileSync(join(ROOT, 'tests/content/questionnaire.txt'), 'utf8')
    .trimEnd()
    .split('\n');
  expect(asked.map(({ question }) => question)).toEqual(wording);
});

test('each question has a sign of its own', () => {
  expect(new Set(entries.map(({ glyph }) => glyph)).size).toBe(entries.length);
});

test('the tags that the check knows are the tags that the pages draw', () => {
  // tags.ts gives an author the margin note, what stands in a sentence, and every playground that its room exports.
  const room = readFileSync(join(ROOT, 'src/playgrounds/index.ts'), 'utf8');
  const playgrounds = [...room.matchAll(/export \{ default as (\w+) \} from '.*\.astro'/g)].map(
    ([, name]) => name,
  );
  expect(['Note', ...Object.keys(TEXT_TAGS), ...playgrounds].sort()).toEqual(
    Object.keys(TAGS).sort(),
  );
});
