/** How sure a statement is: shown by arithmetic, measured in runs, or only believed. */
export type Certainty = 'proven' | 'measured' | 'believed';

/** One number of the answers: what it is, how to compute it, and how it is known. */
export interface Claim {
  /** What the number is, as the rest of a sentence that begins with it: `weights of the third layer`. */
  what: string;
  /** In what it is counted, where the sentence does not say so. */
  unit?: string;
  certainty: Certainty;
  /** The function that computes it, or the runs it was counted in. */
  source: string;
  /** Pure and quick: the build runs it, and the reader's browser runs it again. */
  compute: () => Value;
  show: (value: Value) => string;
  /** The playground whose state shows it. */
  shownIn?: { playground: string; state: string };
}

/** One number, or several that are written together, such as the sides of a grid. */
export type Value = number | readonly number[];

/** Claims by their ids. */
export type Claims = Record<string, Claim>;

const each = (value: Value): readonly number[] => (typeof value === 'number' ? [value] : value);
const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** With a true minus, thousands by comma, and as many decimals as are named. */
export function written(value: number, decimals = 0): string {
  const [whole = '', rest] = Math.abs(value).toFixed(decimals).split('.');
  const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? '−' : '';
  return sign + grouped(whole) + (rest === undefined ? '' : `.${rest}`);
}

/** `18,432` */
export const count = (value: Value) =>
  each(value)
    .map((one) => written(one))
    .join(', ');
/** `0.9902` */
export const decimal = (places: number) => (value: Value) =>
  each(value)
    .map((one) => written(one, places))
    .join(', ');
/** `64×4×26×26` */
export const sides = (value: Value) =>
  each(value)
    .map((one) => written(one))
    .join('×');
/** `9 to 15` */
export const range = (value: Value) =>
  each(value)
    .map((one) => written(one))
    .join(' to ');
/** A share of one as `96.9 %`; two of them as `84.2 to 91.0 %`. */
export const percent = (places: number) => (value: Value) =>
  `${each(value)
    .map((one) => written(100 * one, places))
    .join(' to ')} %`;
/** Mean and spread of shares: `97.9 % ± 0.3`. */
export const spread = (value: Value) => {
  const [mean = 0, std = 0] = each(value);
  return `${written(100 * mean, 1)} % ± ${written(100 * std, 1)}`;
};
/** Two counts as `23 of 30`. */
export const outOf = (value: Value) =>
  each(value)
    .map((one) => written(one))
    .join(' of ');

/** A claim that arithmetic proves. */
export function proven(
  what: string,
  source: string,
  compute: () => Value,
  show: (value: Value) => string = count,
  shownIn?: Claim['shownIn'],
): Claim {
  return { what, source, compute, show, certainty: 'proven', ...(shownIn && { shownIn }) };
}

/** A claim that rests on runs. */
export function measured(
  what: string,
  source: string,
  compute: () => Value,
  show: (value: Value) => string,
  shownIn?: Claim['shownIn'],
): Claim {
  return { what, source, compute, show, certainty: 'measured', ...(shownIn && { shownIn }) };
}
