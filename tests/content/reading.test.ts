import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { problemText } from '../../src/build/content/problem.ts';
import { checkReading, readReading } from '../../src/build/content/read-reading.ts';
import { ROOT } from '../house/imports.ts';

const published = readFileSync(join(ROOT, 'content/reading.yaml'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'reading-'));
const path = join(folder, 'reading.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

const keys = new Set(['fr1', 'fr2', 'fr3', ...Array.from({ length: 40 }, (_, i) => String(i + 1))]);

/** The problems of a changed list, as an author reads them. */
function problems(text: string): string[] {
  writeFileSync(path, text);
  return checkReading(readReading(path, 'content/reading.yaml'), 'content/reading.yaml', keys).map(
    problemText,
  );
}
const lineOf = (text: string) => published.split('\n').indexOf(text) + 1;

test('the published reading list has nothing to mend, and every kind has entries', () => {
  expect(problems(published)).toEqual([]);
  const { entries } = readReading(path, 'content/reading.yaml');
  const counts = Map.groupBy(entries.values(), ({ kind }) => kind);
  expect([...counts.keys()]).toEqual(['people', 'threads', 'papers', 'places']);
});

test.each([
  [
    'kind: people',
    'kind: books',
    'The field "kind" of the entry "jeremy-howard" is missing or wrong',
  ],
  ['minutes: 10', 'minuts: 10', 'Did you mean "minutes"?'],
  [
    'questions: [19]',
    'questions: [44]',
    'The entry "jeremy-howard" names question 44, which does not exist.',
  ],
  [
    'href: https://www.fast.ai',
    'href: http://www.fast.ai',
    'neither a page of this site nor an https address',
  ],
  [
    'href: https://www.fast.ai',
    'href: https://www.answer.ai',
    '"answer-ai" has the same link as "jeremy-howard".',
  ],
  [
    'seen: 2026-11-24',
    'seen: yesterday',
    'The field "seen" of the entry "jeremy-howard" is missing or wrong',
  ],
  ['jeremy-howard:', 'Jeremy Howard:', '"Jeremy Howard" is no id.'],
  ['jeremy-howard:', 'answer-ai:', 'Keep one of the two fields'],
  ['title: Jeremy Howard at fast.ai', 'title: &a Jeremy', 'uses an anchor (&)'],
])('"%s" as "%s" is refused with a sentence', (was, is, sentence) => {
  const said = problems(published.replace(was, is)).join('\n');
  expect(said).toContain(sentence);
  expect(said).toMatch(/^content\/reading\.yaml:\d+/);
});

test('a fault is named with the line of its field', () => {
  const wrong = published.replace('kind: people', 'kind: books');
  expect(problems(wrong)[0]).toMatch(
    new RegExp(`^content/reading.yaml:${lineOf('  kind: people')}:`),
  );
});
