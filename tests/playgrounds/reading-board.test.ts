import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Board,
  codec,
  type Entry,
  inOrder,
  kinds,
  lastSeen,
  questionsOf,
  shownBy,
} from '../../src/playgrounds/reading-board/model.ts';
import { csv, markdown } from '../../src/playgrounds/reading-board/take.ts';
import { boardWords, dayWords, entryWords } from '../../src/playgrounds/reading-board/words.ts';

const question = (key: string) => ({ key, label: key, href: `/q/${key}/`, title: `Title ${key}` });
const entry = (id: string, more: Partial<Entry> = {}): Entry => ({
  id,
  kind: 'papers',
  title: `The ${id}`,
  by: 'Goh',
  href: `https://example.org/${id}`,
  year: 2017,
  minutes: 45,
  why: 'Says why.',
  seen: '2026-11-24',
  questions: [question('40')],
  ...more,
});
const entries = [
  entry('late', { year: 2023, minutes: 25 }),
  entry('early', { year: 2014, questions: [question('fr2'), question('6')] }),
  entry('person', { kind: 'people', year: undefined, minutes: 10, seen: '2026-11-25' }),
  entry('thread', { kind: 'threads', minutes: 5, questions: [question('36')] }),
];
const none = new Set<string>();

test('the board goes by kind and then by year, undated pages last', () => {
  expect(inOrder(entries).map(({ id }) => id)).toEqual(['person', 'thread', 'early', 'late']);
});

test('each choice lets through what it names', () => {
  const ids = (part: Partial<Board>, read = none) =>
    shownBy({ ...codec.start, ...part }, entries, read).map(({ id }) => id);
  expect(ids({})).toEqual(['late', 'early', 'person', 'thread']);
  expect(ids({ kind: 'papers' })).toEqual(['late', 'early']);
  expect(ids({ question: '40' })).toEqual(['late', 'person']);
  expect(ids({ question: 'fr2' })).toEqual(['early']);
  expect(ids({ time: '30' })).toEqual(['late', 'person', 'thread']);
  expect(ids({ time: '15' })).toEqual(['person', 'thread']);
  expect(ids({ show: 'unread' }, new Set(['late']))).toEqual(['early', 'person', 'thread']);
});

test('choices only ever narrow the board, and a link brings them back', () => {
  fc.assert(
    fc.property(
      fc.record({
        kind: fc.constantFrom('all' as const, ...kinds),
        question: fc.constantFrom('', '6', '36', '40', 'fr2', '99'),
        time: fc.constantFrom('15' as const, '30' as const, 'any' as const),
        show: fc.constantFrom('all' as const, 'unread' as const),
      }),
      fc.subarray(entries.map(({ id }) => id)),
      (state, ticked) => {
        const read = new Set(ticked);
        const shown = shownBy(state, entries, read);
        expect(entries).toEqual(expect.arrayContaining(shown));
        for (const wide of [{ kind: 'all' }, { question: '' }, { time: 'any' }, { show: 'all' }])
          expect(shownBy({ ...state, ...wide } as Board, entries, read)).toEqual(
            expect.arrayContaining(shown),
          );
        expect(codec.parse(codec.format(state), codec.start)).toEqual({ state });
      },
    ),
    { seed: 19, numRuns: 200 },
  );
});

test('a bad link gives everything and a sentence', () => {
  for (const bad of [
    'kind=books',
    'question=0',
    'question=fr',
    'time=60',
    'show=none',
    'x=1',
    'kind=all&kind=all',
  ])
    expect(codec.parse(bad, codec.start)).toEqual({
      state: codec.start,
      problem: expect.stringMatching(/starting state instead\.$/),
    });
});

test('questions stand in the questionnaire’s order, further research last', () => {
  expect(questionsOf(entries).map(({ key }) => key)).toEqual(['6', '36', '40', 'fr2']);
});

test('the board says what it shows', () => {
  expect(boardWords(entries, 4, new Set(['late']), { show: 'all' })).toBe(
    'All 4 entries, 85 minutes to read, 1 of them read.',
  );
  expect(boardWords(entries.slice(0, 2), 4, none, { show: 'all' })).toBe(
    '2 of 4 entries, 70 minutes to read.',
  );
  expect(boardWords([], 4, none, { show: 'all' })).toMatch(/^No entry fits/);
  expect(boardWords([], 4, none, { show: 'unread' })).toMatch(/^Nothing is left to read/);
  expect(entryWords(entries[2]!)).toBe('Goh, 10 minutes');
  expect(dayWords(lastSeen(entries))).toBe('25 November 2026');
});

test('what is on show can be taken along', () => {
  expect(markdown([entries[0]!], new Set(['late']))).toBe(
    '- [x] [The late](https://example.org/late) (2023, Goh, 25 minutes). Says why.\n',
  );
  expect(csv([entry('a', { title: 'A "b", c' })], none)).toBe(
    'kind,title,by,year,minutes,questions,link,seen,read\r\npapers,"A ""b"", c",Goh,2017,45,40,https://example.org/a,2026-11-24,no\r\n',
  );
});
