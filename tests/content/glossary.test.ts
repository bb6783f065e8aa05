import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readGlossary } from '../../src/build/content/read-glossary.ts';
import { Terms, termId } from '../../src/build/content/terms.ts';
import { ROOT } from '../house/imports.ts';

const FILE = 'content/glossary.yaml';
const SOUND = `stride:\n  means: How many cells the kernel moves between two outputs.\n  question: 6\n  also: [step width]\n`;

function read(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'glossary-'));
  writeFileSync(join(folder, 'glossary.yaml'), text);
  const glossary = readGlossary(join(folder, 'glossary.yaml'), FILE);
  rmSync(folder, { recursive: true });
  return glossary;
}

test('the glossary holds sixty terms or more, each meaning one or two sentences', () => {
  const { terms } = readGlossary(join(ROOT, FILE), FILE);
  expect(terms.size).toBeGreaterThanOrEqual(60);
  for (const [term, { means }] of terms) {
    expect(means, term).toMatch(/^[A-Z`].*\.$/);
    expect(means.match(/[.?] [A-Z]/g)?.length ?? 0, term).toBeLessThanOrEqual(2);
  }
});

test('the terms stand in the order of the alphabet, so that a new one has a place', () => {
  const terms = [...readFileSync(join(ROOT, FILE), 'utf8').matchAll(/^([^#\s][^:]*):$/gm)].map(
    ([, t]) => t,
  );
  expect(terms).toEqual([...terms].sort((a, b) => a.localeCompare(b, 'en')));
});

test('a term is found by any of its spellings, in any case and in the plural', () => {
  const terms = new Terms(read(SOUND).terms);
  for (const words of ['stride', 'Strides', 'step  width', 'STEP\nWIDTH'])
    expect(terms.find(words)).toBe('stride');
  expect(terms.find('strid')).toBeUndefined();
  expect(termId('Receptive field')).toBe('receptive-field');
});

test.each([
  [SOUND.replace('means', 'meens'), 1, '"means" of the term "stride" is missing'],
  [SOUND.replace('also', 'allso'), 1, 'unknown field "allso"'],
  [
    `${SOUND}Stride:\n  means: Another meaning of the same word.\n  question: 6\n`,
    5,
    'same address',
  ],
  [
    `${SOUND}step:\n  means: One update of the parameters.\n  question: 6\n  also: [step width]\n`,
    5,
    'stands for "stride" already',
  ],
  [
    `${SOUND}<script>:\n  means: Something that is no term at all.\n  question: 6\n`,
    5,
    'is no term',
  ],
  [SOUND.replace('6', '[6]'), 1, '"question" of the term'],
  [`a: &x {}\nb: *x\n`, 1, 'an anchor'],
  [`${SOUND}\tx: 1\n`, 5, 'not valid YAML'],
  [SOUND.replace('cells', 'ce\u200blls'), 2, 'a space of no width'],
  ['', 1, 'holds no terms'],
])('a broken glossary is refused: %#', (text, line, fault) => {
  const [problem] = read(text).problems;
  expect(problem?.fault).toContain(fault);
  expect(problem?.line).toBe(line);
});
