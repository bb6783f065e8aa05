import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { paced } from '../../src/kit/paced.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  // A frame every 16 ms.
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => setTimeout(act, 16));
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => clearTimeout(frame));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a thousand wishes in a second are at most twenty drawings, the first at once and the last one not lost', () => {
  const times: number[] = [];
  let wishes = 0;
  let seen = 0;
  const { want } = paced(() => {
    times.push(performance.now());
    seen = wishes;
  }, 50);
  const start = performance.now();
  for (; wishes < 1000; vi.advanceTimersByTime(1)) {
    wishes += 1;
    want();
  }
  vi.advanceTimersByTime(100);
  expect(times[0]! - start).toBeLessThan(20);
  expect(times.length).toBeGreaterThan(10);
  expect(times.length).toBeLessThanOrEqual(21);
  expect(seen).toBe(1000);
});

test('what was called off does not happen, and can be wanted anew', () => {
  let done = 0;
  const { want, end } = paced(() => done++, 50);
  want();
  end();
  vi.advanceTimersByTime(200);
  expect(done).toBe(0);
  want();
  vi.advanceTimersByTime(200);
  expect(done).toBe(1);
});
