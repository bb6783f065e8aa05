import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failureErrors, outcomes, readmeWithTable, standardErrors } from './outcomes.ts';
import { recordedFile, recordedText } from './recorded.ts';

const kept = outcomes();
const chapter = kept.filter(({ torch }) => torch !== undefined);

test('the outcomes of the six runs of the chapter are kept, over five seeds, and over thirty for B and C', () => {
  expect(chapter.map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D', 'E', 'F']);
  for (const { name, here } of chapter)
    expect(here.seeds, name).toBeGreaterThanOrEqual(name === 'B' || name === 'C' ? 30 : 5);
});

test('each mean accuracy lies within three standard errors of the one PyTorch reaches', () => {
  for (const { name, here, torch } of chapter)
    expect(standardErrors(here, torch!), name).toBeLessThanOrEqual(3);
});

test('runs B and C get stuck as often as under PyTorch, within three standard errors', () => {
  for (const { name, here, torch } of chapter)
    expect(failureErrors(here, torch!), name).toBeLessThanOrEqual(3);
});

test('the table in README.md is what the kept outcomes give', () => {
  const readme = new URL('README.md', import.meta.url);
  expect(readFileSync(readme, 'utf8')).toBe(readmeWithTable());
});

test('the claims of the site rest on the kept outcomes and on nothing else', () => {
  expect(readFileSync(recordedFile, 'utf8')).toBe(recordedText());
});
