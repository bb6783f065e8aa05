/** `npm run tags`: writes the table of tags in CONTRIBUTING.md anew, from the list that the check and the pages use. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { playgrounds } from '../playgrounds/list.ts';
import { TAGS } from './content/tags.ts';

const BEGIN = '<!-- tags: written by npm run tags -->';
const END = '<!-- /tags -->';

/** What the tags are that are no playgrounds. */
const WORDS: Record<string, string> = {
  Note: 'a note in the margin, beside the paragraph before it',
  Claim: 'a number that the site computes; `src/claims` lists them by theme',
  Proven: 'round a sentence: a derivation shows it',
  Measured: 'round a sentence: it was measured, here or `by` somebody',
  Believed: 'round a sentence: it is widely held, and not shown',
  Term: 'round a word of the glossary; `of` names the term where the words are others',
};

export function tagTable(): string {
  const rows = Object.entries(TAGS).map(([tag, { attributes }]) => {
    const what = WORDS[tag] ?? playgrounds.find((it) => it.tag === tag)?.title ?? '';
    return `| \`<${tag}>\` | ${attributes.map((name) => `\`${name}\``).join(' ')} | ${what} |`;
  });
  return ['| tag | attributes | what it is |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The guide with the table of today between its two marks. */
export function withTagTable(guide: string): string {
  const [before, rest = ''] = guide.split(BEGIN);
  const [, after = ''] = rest.split(END);
  return `${before}${BEGIN}\n\n${tagTable()}\n\n${END}${after}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = join(dirname(fileURLToPath(import.meta.url)), '../../CONTRIBUTING.md');
  writeFileSync(path, withTagTable(readFileSync(path, 'utf8')));
}
