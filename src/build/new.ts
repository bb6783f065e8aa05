/** `npm run new -- "What is dilation?"`: the file of a new question, ready to be written in. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newQuestion, type Taken } from './content/new-question.ts';
import { readEntry } from './content/read-entry.ts';

const root = process.env.CONTENT_ROOT ?? join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(root, 'content/questions');

const taken: Taken = new Map();
for (const name of readdirSync(folder).filter((it) => /^[^_].*\.mdx$/.test(it))) {
  const id = name.slice(0, -'.mdx'.length);
  const read = readEntry(id, name, readFileSync(join(folder, name), 'utf8'));
  const field = (key: string) =>
    'entry' in read ? String(read.entry.frontmatter.get(key) ?? '') : '';
  taken.set(id, { question: field('question'), glyph: field('glyph') });
}
try {
  const template = readFileSync(join(folder, '_template.mdx'), 'utf8');
  const { id, label, text } = newQuestion(process.argv.slice(2).join(' '), template, taken);
  writeFileSync(join(folder, `${id}.mdx`), text, { flag: 'wx' });
  console.log(
    `content/questions/${id}.mdx is there, as question ${label}.

  npm run dev             shows it on http://localhost:4321/questions/${id}/ while you write
  npm run check:content   says what is still to be done, with the line and the remedy

When the check has nothing more to say, open the pull request.`,
  );
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
