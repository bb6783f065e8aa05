import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TAGS } from '../../src/build/content/tags.ts';
import { withTagTable } from '../../src/build/tag-list.ts';
import { ROOT } from '../house/imports.ts';

const guide = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

test('the guide lists every tag with its attributes; npm run tags writes the table anew', () => {
  expect(guide).toBe(withTagTable(guide));
  for (const tag of Object.keys(TAGS))
    expect(guide).toMatch(new RegExp(`\\| \`<${tag}>\` \\| .* \\| .{5,} \\|`));
});

test('the commands of the guide exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const named = [...guide.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
