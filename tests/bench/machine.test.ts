import { expect, test } from 'vitest';
import { vectorBits } from './machine.ts';

test('the widest vectors are read from the list of a processor’s features', () => {
  expect(vectorBits('flags : fpu sse2 avx avx2 fma avx512f avx512dq')).toBe(512);
  expect(vectorBits('flags : fpu sse2 ssse3 avx avx2 fma')).toBe(256);
  expect(vectorBits('flags : fpu sse2 ssse3')).toBe(128);
  expect(vectorBits('Features : fp asimd')).toBeUndefined();
});
