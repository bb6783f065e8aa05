/** Every picture of numbers takes its colours here, so that one value looks the same everywhere. */

const percent = (share: number): string => `${Math.round(share * 100)}%`;
const clamp = (share: number): number => Math.min(1, Math.max(0, share));

function between(stops: string[], share: number): string {
  const place = clamp(share) * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(place));
  const rest = Math.round((place - low) * 100) / 100;
  if (rest === 0) return stops[low]!;
  if (rest === 1) return stops[low + 1]!;
  return `color-mix(in oklab, ${stops[low]}, ${stops[low + 1]} ${percent(rest)})`;
}

const ramp = (name: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `var(--${name}-${from + i})`);

const positive = ['var(--zero)', ...ramp('pos', 1, 7)];
const negative = ['var(--zero)', ...ramp('neg', 1, 7)];
const counts = ramp('vir', 0, 9);

/**
 * CSS colour of a signed value: zero is the paper, `max` and beyond the full tone of the sign.
 * Not a number, or `max` not above zero, is drawn as zero.
 */
export function diverging(value: number, max: number): string {
  const share = Math.abs(value) / max;
  if (!(max > 0) || Number.isNaN(share)) return 'var(--zero)';
  return between(value < 0 ? negative : positive, share);
}

/** CSS colour of an amount of ink on paper, 0 none to 1 full. */
export function ink(share: number): string {
  if (!(share > 0)) return 'var(--paper)';
  if (share >= 1) return 'var(--ink)';
  return `color-mix(in srgb, var(--paper), var(--ink) ${percent(share)})`;
}

/** CSS colour of a count, 0 to 1, on viridis (matplotlib's default since version 2). */
export function viridis(share: number): string {
  return between(counts, Number.isNaN(share) ? 0 : share);
}
