import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allErrata, errata, withClaims } from '#claims';
import { filesIn, ROOT } from '../house/imports.ts';

const text = (path: string) => readFileSync(join(ROOT, path), 'utf8');

test('the ledger holds the book, the wiki and the usual answer, and no id twice', () => {
  expect(errata.book.map(({ id }) => id)).toEqual(
    Array.from({ length: errata.book.length }, (_, i) => `E${i + 1}`),
  );
  expect(errata.book.length).toBeGreaterThanOrEqual(10);
  expect(new Set(allErrata.map(({ id }) => id)).size).toBe(allErrata.length);
});

test.each(allErrata.map((row) => [row.id, row] as const))(
  'row %s names a test of its own that is there',
  (id, { test: { file, title } }) => {
    expect(title.startsWith(`errata ${id}: `)).toBe(true);
    expect(text(file).split(`test('${title}', `)).toHaveLength(2);
  },
);

test('every test of an erratum belongs to a row', () => {
  const titles = filesIn('tests/errata', ['.test.ts']).flatMap((file) =>
    [...text(file).matchAll(/^\s*test\('(errata [^']+)'/gm)].map(([, title]) => title),
  );
  expect(titles.sort()).toEqual(allErrata.map(({ test: { title } }) => title).sort());
});

test.each(allErrata.map((row) => [row.id, row] as const))(
  'row %s is linked from the end of the answer that tells it',
  (id, { page }) => {
    const careful = text(`content/questions/${page}.mdx`).split('## Careful')[1];
    expect(careful).toContain(`[${id}](/errata/#${id.toLowerCase()})`);
  },
);

test('the numbers of the ledger are claims that exist', () => {
  for (const { says, truth, evidence } of allErrata)
    expect(withClaims(`${says} ${truth} ${evidence}`)).not.toContain('{claim:');
});
