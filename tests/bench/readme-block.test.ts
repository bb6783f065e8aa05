import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withBlock } from './readme-block.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('a block replaces what stood between the marks of the README, and nothing else', () => {
  const once = withBlock(readme, 'first');
  const twice = withBlock(once, '\n| second |\n');
  expect(twice).toContain('| second |');
  expect(twice).not.toContain('first\n\n<!-- end');
  expect(withBlock(twice, 'first')).toBe(once);
  const [start] = readme.split('<!-- bench');
  const [, rest] = readme.split('<!-- end of bench -->');
  expect(twice.startsWith(start!)).toBe(true);
  expect(twice.endsWith(rest!)).toBe(true);
});

test('a README without the marks, or with one of them twice, is refused with what it needs', () => {
  expect(() => withBlock('# Title', 'text')).toThrow('README.md needs these two lines');
  expect(() => withBlock(`${readme}<!-- end of bench -->`, 'text')).toThrow('each once');
});
