import { expect, test } from 'vitest';
import { hashText } from '../../src/kit/useHashState.ts';

test('the hash speaks to the playground that it names, and to no other', () => {
  expect(hashText('#kernel-bench?at=5,7', 'kernel-bench')).toBe('at=5,7');
  expect(hashText('#kernel-bench?', 'kernel-bench')).toBe('');
  expect(hashText('#kernel-bench-2?at=5,7', 'kernel-bench')).toBeNull();
  expect(hashText('#kernel-bench', 'kernel-bench')).toBeNull();
  expect(hashText('#sources', 'kernel-bench')).toBeNull();
  expect(hashText('', 'kernel-bench')).toBeNull();
});
