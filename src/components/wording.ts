export interface Piece {
  kind: 'text' | 'code' | 'em';
  text: string;
}

/** Splits a line of frontmatter into text, `code` and *emphasis*; quotation marks outside code become curly. */
export function pieces(line: string): Piece[] {
  return line
    .split(/(`[^`]+`|\*[^*\s][^*]*\*)/)
    .filter((part) => part !== '')
    .map((part): Piece => {
      if (part.length > 2 && part.startsWith('`')) return { kind: 'code', text: part.slice(1, -1) };
      if (part.length > 2 && part.startsWith('*'))
        return { kind: 'em', text: curly(part.slice(1, -1)) };
      return { kind: 'text', text: curly(part) };
    });
}

/** The same line without marks, for titles and descriptions. */
export function plain(line: string): string {
  return pieces(line)
    .map(({ text }) => text)
    .join('');
}

function curly(text: string): string {
  return text
    .replace(/(^|[\s([“])"/g, '$1“')
    .replace(/"/g, '”')
    .replace(/(^|[\s([“])'/g, '$1‘')
    .replace(/'/g, '’');
}

const WORDS_PER_MINUTE = 200;
const NUMBERS =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'.split(
    ' ',
  );

/** Tags at the start of a line that are no figures: the note, and what stands in a sentence. */
const IN_THE_TEXT = /^(?:Note|Term|Claim|Proven|Measured|Believed)$/;

/** How long a page takes and what stands on it, in words: `Four minutes, and one figure.` */
export function readingTime(body: string): string {
  const opened = [...body.matchAll(/^<([A-Z]\w*)/gm)].map(([, tag]) => tag ?? '');
  const figures = opened.filter((tag) => !IN_THE_TEXT.test(tag)).length;
  const words = body
    .replace(/<\/?[A-Z][^>]*>|\$\$?|```\w*/g, ' ')
    .split(/\s+/)
    .filter((word) => /\w/.test(word)).length;
  const minutes = Math.max(1, Math.round(words / WORDS_PER_MINUTE));
  const time = count(minutes, 'minute');
  const rest = figures > 0 ? `, and ${count(figures, 'figure')}` : '';
  return `${time[0]?.toUpperCase()}${time.slice(1)}${rest}.`;
}

function count(n: number, noun: string): string {
  return `${NUMBERS[n] ?? n} ${noun}${n === 1 ? '' : 's'}`;
}
