/** What the board remembers, and which entries it shows. Pure. */
import { type Field, oneOf, stateCodec } from '#kit/state';

export const kinds = ['people', 'threads', 'papers', 'places'] as const;
export type Kind = (typeof kinds)[number];

/** One thing to read, as `content/reading.yaml` has it. */
export interface Entry {
  id: string;
  kind: Kind;
  title: string;
  by: string;
  href: string;
  year?: number | undefined;
  /** Rough minutes of a first reading. */
  minutes: number;
  why: string;
  /** Day on which somebody last opened the link, `2026-11-24`. */
  seen: string;
  questions: readonly { key: string; label: string; href: string; title: string }[];
}

export interface Board {
  kind: Kind | 'all';
  /** Key of a question that an entry must help with; empty for any. */
  question: string;
  /** Most minutes of an entry. */
  time: '15' | '30' | 'any';
  show: 'all' | 'unread';
}

const questionField: Field<string> = {
  read(text) {
    if (!/^(?:|[1-9]\d{0,3}|fr[1-9]\d?)$/.test(text)) {
      throw new RangeError('the number of a question, such as 36 or fr2, or nothing');
    }
    return text;
  },
  write: (key) => key,
};

export const codec = stateCodec<Board>({
  tag: 'ReadingBoard',
  id: 'reading-board',
  fields: {
    kind: oneOf(['all', ...kinds]),
    question: questionField,
    time: oneOf(['15', '30', 'any']),
    show: oneOf(['all', 'unread']),
  },
  start: { kind: 'all', question: '', time: 'any', show: 'all' },
});

/** By kind, then by year, pages without one last; the order of the board whatever is filtered. */
export function inOrder(entries: readonly Entry[]): Entry[] {
  const year = (entry: Entry): number => entry.year ?? Number.POSITIVE_INFINITY;
  return kinds.flatMap((kind) =>
    entries
      .filter((entry) => entry.kind === kind)
      .sort((a, b) => (year(a) === year(b) ? 0 : year(a) - year(b))),
  );
}

/** The entries that a state lets through. */
export function shownBy(
  { kind, question, time, show }: Board,
  entries: readonly Entry[],
  read: ReadonlySet<string>,
): Entry[] {
  return entries.filter(
    (entry) =>
      (kind === 'all' || entry.kind === kind) &&
      (question === '' || entry.questions.some(({ key }) => key === question)) &&
      (time === 'any' || entry.minutes <= Number(time)) &&
      (show === 'all' || !read.has(entry.id)),
  );
}

/** Questions that any entry helps with, in the questionnaire's order. */
export function questionsOf(entries: readonly Entry[]): Entry['questions'] {
  const byKey = new Map(entries.flatMap(({ questions }) => questions.map((one) => [one.key, one])));
  const rank = (key: string): number =>
    key.startsWith('fr') ? 1000 + Number(key.slice(2)) : Number(key);
  return [...byKey.values()].sort((a, b) => rank(a.key) - rank(b.key));
}

/** The last day on which any link was opened. */
export const lastSeen = (entries: readonly Entry[]): string =>
  entries.reduce((latest, { seen }) => (seen > latest ? seen : latest), '');
