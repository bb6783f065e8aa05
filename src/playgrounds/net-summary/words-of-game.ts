/** The refactoring game in sentences. */
import { forEye } from '#kit/state';
import { changesOf, image, longSummary, oddGrids, places, shortSummary, wish } from './game.ts';
import type { NetState } from './model.ts';
import { type Line, totalsOf } from './rows.ts';
import { chainWords } from './words.ts';

const figures = (lines: readonly Line[]): string =>
  `${chainWords(image.side, lines)}, ${forEye(totalsOf(lines).parameters)} parameters`;

const listed = (layers: readonly number[]): string =>
  `layer${layers.length > 1 ? 's' : ''} ${layers.join(', ')}`;

/** What the long definition computes by now, against what is wanted. */
export function longWords(state: Pick<NetState, 'ten' | 'one'>): string {
  const { lines, refusal } = longSummary(state);
  const changes = changesOf(state.ten);
  const odd = oddGrids(state).flatMap((is, i) => (is ? [i + 1] : []));
  const now = `${figures(lines)}.`;
  if (changes === 0) return `${now} Nothing is changed yet.`;
  if (refusal) return `${now} Then it stops.`;
  if (changes === places) return `${now} Done, with ${places} changes.`;
  return odd.length > 0
    ? `${now} The grid is not what it should be after ${listed(odd)}, and nothing complains.`
    : `${now} All grids are as they should be, and yet ${places - changes} ${places - changes === 1 ? 'number is' : 'numbers are'} still the old ${places - changes === 1 ? 'one' : 'ones'}.`;
}

export function shortWords(state: Pick<NetState, 'one'>): string {
  const now = `${figures(shortSummary(state).lines)}.`;
  return state.one
    ? `${now} Done, with 1 change: the padding follows by itself.`
    : `${now} Press the one number to make every kernel ${wish} × ${wish}.`;
}
