import { expect, test } from 'vitest';
import { markdownCopy } from '../../src/build/content/markdown-copy.ts';

const copy = (body: string) =>
  markdownCopy(body, {
    tags: {
      Note: { open: '*Note.*' },
      Claim: { alone: (attributes) => `[${attributes.trim()}]` },
      Bench: { alone: () => 'A figure.' },
    },
    address: (path) => `https://site.example${path}`,
  });

test('tags become the words that stand for them, and an unknown tag leaves its own', () => {
  expect(copy('The <Term of="kernel">weights</Term> are <Claim id="nine" />.')).toBe(
    'The weights are [id="nine"].',
  );
  expect(copy('One.\n\n<Note>\n\nTwo.\n\n</Note>\n\n<Bench at="5,7" b={-1} c="a > b" />\n')).toBe(
    'One.\n\n*Note.*\n\nTwo.\n\nA figure.',
  );
});

test('code stays as it is written, in a line and in a block', () => {
  const code =
    'Write `<Note>` or ``a `<Claim id="x" />` b``:\n\n```python\nx = "<Bench />"  # [a](/b/)\n```';
  expect(copy(code)).toBe(code);
});

test('links to pages of the site get an address in full, others are left', () => {
  expect(copy('[a](/questions/06-stride/#why), [b](https://b.example/), [c](#why)')).toBe(
    '[a](https://site.example/questions/06-stride/#why), [b](https://b.example/), [c](#why)',
  );
});
