import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ValueGrid } from '../../src/kit/ValueGrid.tsx';

const values = [
  [1, -2],
  [3, 12345],
];
const shared = { values, colour: (value: number) => `tone(${value})`, step: 1, label: 'Four' };

test('with room, each cell has its number above a strip of its tone', () => {
  const html = renderToStaticMarkup(<ValueGrid {...shared} text={String} />);
  expect(html).toContain('aria-label="Four"');
  for (const value of values.flat()) {
    expect(html).toContain(`>${value}</text>`);
    expect(html).toContain(`fill="tone(${value})"`);
  }
  expect(html.match(/class="long"/g)).toHaveLength(1);
});

test('padding is set apart from the picture’s own numbers', () => {
  const html = renderToStaticMarkup(
    <ValueGrid {...shared} text={String} muted={(row, column) => row + column === 0} />,
  );
  expect(html.match(/class="muted"/g)).toHaveLength(1);
});

test('without room the tones alone are drawn', () => {
  const html = renderToStaticMarkup(<ValueGrid {...shared} />);
  expect(html).not.toContain('<text');
  expect(html).toContain('fill="tone(-2)"');
});
