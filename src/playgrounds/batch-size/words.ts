/** Figures of a batch size in words. Pure. */
import { forEye } from '#kit/state';
import type { Spread } from './cloud.ts';

/** `1.6 MB`. */
export const bytesText = (bytes: number): string =>
  bytes < 1e6 ? `${forEye(bytes / 1e3, 0)} kB` : `${forEye(bytes / 1e6, 1)} MB`;

/** `9.6 s`, `2 min`. */
export const secondsText = (seconds: number): string =>
  seconds < 90 ? `${forEye(seconds, 1)} s` : `${forEye(seconds / 60, 1)} min`;

/** Three significant digits. */
export const figure = (value: number): string => forEye(Number(value.toPrecision(3)), 6);

/** How far a gradient turns from the large batch's. */
export const angleText = (degrees: number): string => `${forEye(degrees, 0)}°`;

/** What two sizes' clouds come to, and what one over the square root says of them. */
export function spreadWords(spreads: readonly Spread[], size: number, beside: number): string {
  const of = (wanted: number) => spreads.find((one) => one.size === wanted)!;
  const [mine, other] = [of(size), of(beside)];
  const says = `Mini-batches of ${size} lie ${figure(mine.measured)} off on average, ${angleText(mine.angle)} from the large batch’s direction.`;
  if (size === beside) return says;
  const times = mine.measured / other.measured;
  return (
    `${says} Those of ${beside}: ${figure(other.measured)} and ${angleText(other.angle)}, ` +
    `${forEye(Math.max(times, 1 / times), 1)} times ${times > 1 ? 'less' : 'more'} noise; ` +
    `the square root says ${forEye(Math.sqrt(Math.max(size / beside, beside / size)), 1)}.`
  );
}
