import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { KernelStrip, LineChart, RunButton, SignedScale } from '#kit';

const chart = (points: [number, number][], more = {}) =>
  renderToStaticMarkup(
    <LineChart
      label="Loss."
      height={100}
      x={[0, 10]}
      y={[0, 2]}
      yTicks={[{ at: 1, text: 'one' }]}
      lines={[{ kind: 'me', points }]}
      {...more}
    />,
  );
const line = (html: string) => /class="me" d="([^"]*)"/.exec(html)?.[1];

test('a line runs from corner to corner of its axes', () => {
  const html = chart([
    [0, 0],
    [5, 1],
    [10, 2],
  ]);
  expect(line(html)).toBe('M0.0 100.0L500.0 50.0L1000.0 0.0');
  expect(html).toContain('aria-label="Loss."');
});

test('what lies beyond an axis, or is no number, is drawn on the edge', () => {
  const html = chart([
    [2, 9],
    [4, Number.NaN],
    [6, -1],
    [8, Number.POSITIVE_INFINITY],
  ]);
  expect(line(html)).toBe('M200.0 0.0L400.0 0.0L600.0 100.0L800.0 0.0');
});

test('a number at the cursor silences the ring beside it', () => {
  const rings = [{ at: [9, 1] as const, text: 'ring' }];
  expect(chart([], { rings })).toContain('ring</span>');
  const crossed = chart([], { rings, cursor: { x: 9.5, y: 1, text: 'here' } });
  expect(crossed).toContain('here</span>');
  expect(crossed).not.toContain('ring</span>');
});

test('the number at the cursor keeps out of the way of the line', () => {
  const side = (points: [number, number][]) => {
    const cursor = { x: points[0]![0], y: points[0]![1], text: 'here' };
    return /margin-bottom:(-?\d+)/.exec(chart(points, { cursor }).split('class="at')[1]!)?.[1];
  };
  const falling: [number, number][] = [
    [3, 1.6],
    [6, 0.2],
  ];
  const rising: [number, number][] = [
    [3, 0.4],
    [6, 1.8],
  ];
  const high: [number, number][] = [
    [3, 1.9],
    [6, 1.9],
  ];
  expect(Number(side(falling))).toBeGreaterThan(0);
  expect(Number(side(rising))).toBeLessThan(0);
  expect(Number(side(high))).toBeLessThan(0);
});

test('kernels are drawn in the tones of their sign, and zero is left to the paper', () => {
  const html = renderToStaticMarkup(
    <KernelStrip frames={[[1, 0, -0.5, 99]]} max={1} label="One kernel." />,
  );
  expect(html).toContain('fill="var(--pos-7)" d="M0 0h1v1h-1zM1 1h1v1h-1z"');
  expect(html).toContain('fill="var(--neg-3)" d="M0 1h1v1h-1z"');
  expect(html.match(/<path/g)).toHaveLength(2);
  expect(renderToStaticMarkup(<SignedScale max={0.7} />)).toContain('>0</span>');
});

test.each([
  [0, 0],
  [0.5, 4],
  [1, 9],
])('at %d of the run %d of nine cells are full', (progress, full) => {
  const html = renderToStaticMarkup(
    <RunButton running progress={progress} label="Train" onRun={() => {}} onStop={() => {}} />,
  );
  expect(html.match(/class="x"/g) ?? []).toHaveLength(full);
  expect(html.match(/class="o"/g) ?? []).toHaveLength(9 - full);
  expect(html).toContain('Stop');
});
