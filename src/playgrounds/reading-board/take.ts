/** What a reader takes along: the entries on show as Markdown to tick off, and as a table. */
import type { Entry } from './model.ts';
import { entryWords } from './words.ts';

/** A task list, the read ones ticked. */
export function markdown(entries: readonly Entry[], read: ReadonlySet<string>): string {
  return entries
    .map(
      (entry) =>
        `- [${read.has(entry.id) ? 'x' : ' '}] [${entry.title}](${entry.href}) (${entryWords(entry)}). ${entry.why}\n`,
    )
    .join('');
}

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

export function csv(entries: readonly Entry[], read: ReadonlySet<string>): string {
  const lines = entries.map((entry) =>
    [
      entry.kind,
      entry.title,
      entry.by,
      String(entry.year ?? ''),
      String(entry.minutes),
      entry.questions.map(({ label }) => label).join(' '),
      entry.href,
      entry.seen,
      read.has(entry.id) ? 'yes' : 'no',
    ]
      .map(quoted)
      .join(','),
  );
  return `${['kind,title,by,year,minutes,questions,link,seen,read', ...lines].join('\r\n')}\r\n`;
}
