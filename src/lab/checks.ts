/** What may come over the wall is looked at field by field: the other side may be of another day. */

export type Check = (value: unknown) => boolean;

export const text: Check = (value) => typeof value === 'string';
export const truth: Check = (value) => typeof value === 'boolean';
/** Any number, NaN included: a training that explodes says so in numbers. */
export const number: Check = (value) => typeof value === 'number';
export const whole: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
export const record: Check = (value) => typeof value === 'object' && value !== null;
export const bytes: Check = (value) => value instanceof Uint8Array;
export const floats: Check = (value) => value instanceof Float32Array;

/** What may be left out. */
export const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** Far more than any list that is sent; a longer one would hold the page up. */
const LONGEST = 100_000;

export const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= LONGEST && value.every(check);

/** An object whose every field, whatever its name, holds what `check` lets through. */
export const namedBy =
  (check: Check): Check =>
  (value) =>
    record(value) && Object.values(value as object).every(check);

/** An object with at least these fields. */
export const shaped =
  (fields: Record<string, Check>): Check =>
  (value) =>
    record(value) &&
    Object.entries(fields).every(([name, check]) =>
      check((value as Record<string, unknown>)[name]),
    );
