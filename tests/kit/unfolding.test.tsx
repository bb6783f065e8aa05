import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Unfolding } from '../../src/kit/Unfolding.tsx';

test('what unfolds is all there on the server, for readers without a script', () => {
  const html = renderToStaticMarkup(
    <Unfolding summary="The numbers">{() => <p>every one of them</p>}</Unfolding>,
  );
  expect(html).toBe('<details><summary>The numbers</summary><p>every one of them</p></details>');
});
