/** Sentences and dates of the board. Pure. */
import type { Board, Entry, Kind } from './model.ts';

export const kindNames: Readonly<Record<Kind, string>> = {
  people: 'People',
  threads: 'Threads',
  papers: 'Papers',
  places: 'Places',
};

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `24 November 2026` */
export function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${months[month! - 1]} ${year}`;
}

/** `45 minutes`, `about 3 hours` */
export function timeWords(minutes: number): string {
  if (minutes < 90) return `${minutes} minutes`;
  return `about ${Math.round(minutes / 60)} hours`;
}

/** `2017, Goh, 45 minutes` */
export const entryWords = ({ year, by, minutes }: Entry): string =>
  [year, by, timeWords(minutes)].filter((part) => part !== undefined).join(', ');

/** How much the board shows, and how much of it is read. */
export function boardWords(
  shown: readonly Entry[],
  all: number,
  read: ReadonlySet<string>,
  { show }: Pick<Board, 'show'>,
): string {
  if (shown.length === 0) {
    return show === 'unread'
      ? 'Nothing is left to read with these choices. Widen one of them.'
      : 'No entry fits these choices. Widen one of them.';
  }
  const minutes = shown.reduce((sum, entry) => sum + entry.minutes, 0);
  const done = shown.filter(({ id }) => read.has(id)).length;
  const count = shown.length === all ? `All ${all} entries` : `${shown.length} of ${all} entries`;
  return `${count}, ${timeWords(minutes)} to read${done > 0 ? `, ${done} of them read` : ''}.`;
}
