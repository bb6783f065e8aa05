import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Tolerance } from '../reference/check.ts';

export * from '../reference/axes.ts';
export type { Tolerance };

/** A file of tests/reference; its README says how to read one. */
// biome-ignore lint/suspicious/noExplicitAny: each file has its own fields, described in the file itself
export function reference(name: string): any {
  return JSON.parse(readFileSync(new URL(`../reference/${name}.json`, import.meta.url), 'utf8'));
}

/** Cases of a reference file, and how many of them the test means to take. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export function cases(name: string, count: number, wanted: (one: any) => boolean): any[] {
  const found = reference(name).cases.filter(wanted);
  expect(found, `cases taken from ${name}.json`).toHaveLength(count);
  return found;
}

export function expectNear(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  { atol, rtol }: Tolerance,
  what: string,
) {
  expect(got.length, `${what}: how many numbers`).toBe(want.length);
  for (let i = 0; i < want.length; i++) {
    const off = Math.abs(got[i]! - want[i]!);
    if (off <= atol + rtol * Math.abs(want[i]!)) continue;
    expect.fail(`${what}: number ${i} is ${got[i]} where ${want[i]} is right`);
  }
}
