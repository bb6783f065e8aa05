import { expect, test } from 'vitest';
import { checkClaims } from '../../src/build/content/check-claims.ts';
import { checkCodeMarks } from '../../src/build/content/check-code-marks.ts';
import { readEntry } from '../../src/build/content/read-entry.ts';
import { formulaWithClaims } from '../../src/build/content/remark-claims.ts';
import { questionSchema } from '../../src/build/content/schema.ts';

const FILE = 'content/questions/15-multiplications.mdx';

/** An answer with this short answer and this text, which begins on line 5. */
function entry(body: string, answer = 'Short.') {
  const read = readEntry('15-multiplications', FILE, `---\nanswer: ${answer}\n---\n\n${body}\n`);
  if ('problem' in read) throw new Error(read.problem.fault);
  return read.entry;
}
const faults = (body: string, answer?: string) =>
  checkClaims(entry(body, answer)).map(({ line, fault }) => `${line}: ${fault}`);

test('a typed number is refused where a claim computes it, with its line and the claim', () => {
  const [problem, ...others] = checkClaims(entry('The layer\nneeds 18,432 products.'));
  expect(problem).toMatchObject({
    file: FILE,
    line: 6,
    fault: 'The number 18,432 is typed, and the site computes it.',
  });
  expect(problem?.remedy).toContain('<Claim id="net37-conv3-mults" />');
  expect(others).toEqual([]);
});

test.each([
  [
    'a table',
    '| n |\n| --- |\n| 18,432 |',
    '7: The number 18,432 is typed, and the site computes it.',
  ],
  [
    'a formula',
    '$16 \\cdot 1152 = 18{,}432$',
    '5: The number 18,432 is typed, and the site computes it.',
  ],
  [
    'a note',
    '<Note>\n\nIt is 0.9743.\n\n</Note>',
    '7: The number 0.9743 is typed, and the site computes it.',
  ],
])('a typed number is found in %s', (_, body, said) => {
  expect(faults(body)).toEqual([said]);
});

test('a typed number is found in the short answer', () => {
  expect(faults('Text.', 'It is 18,432.')).toEqual([
    '2: The number 18,432 is typed, and the site computes it.',
  ]);
});

test('a short number is refused only where its claim is used', () => {
  expect(faults('The top edge gives 762.')).toEqual([]);
  expect(faults('It is <Claim id="top-edge-row-5" /> and again 762.')).toEqual([
    '5: The number 762 is typed, and the site computes it.',
  ]);
  expect(faults('A field of <Claim id="two-stride-2" /> is 7×7, with a 7×7 kernel.')).toHaveLength(
    1,
  );
});

test('a number in code, in another number and in a claim is left alone', () => {
  expect(
    faults('`18,432` and 118,432 and 18,432,000 and <Claim id="net37-conv3-mults" />'),
  ).toEqual([]);
  expect(faults('```python run\n18,432\n```')).toEqual([]);
});

test('a claim that does not exist is refused in a formula and in the short answer, with the one that was meant', () => {
  const [inFormula] = checkClaims(entry('$\\claim{net37-conv3-mult}$'));
  expect(inFormula).toMatchObject({ line: 5, fault: 'There is no claim "net37-conv3-mult".' });
  expect(inFormula?.remedy).toBe('Did you mean "net37-conv3-mults"?');
  expect(faults('Text.', "'It is {claim:none}.'")).toEqual(['2: There is no claim "none".']);
});

test('a formula gets numbers that TeX sets with their commas', () => {
  expect(formulaWithClaims('x = \\claim{net37-conv3-weights} + \\claim{top-edge-row-7}')).toBe(
    'x = 1{,}152 + -702',
  );
});

test('the short answer that the site gets holds the numbers themselves', () => {
  const { answer } = questionSchema.shape;
  expect(answer.parse('It needs {claim:net37-conv3-mults} products.')).toBe(
    'It needs 18,432 products.',
  );
  expect(answer.safeParse('It needs {claim:none} products.').error?.issues[0]?.message).toBe(
    'There is no claim "none"',
  );
});

test('Python that does not say whether it runs is refused with its line', () => {
  const [problem] = checkCodeMarks(entry('Text.\n\n```python\nx\n```'));
  expect(problem).toMatchObject({
    line: 7,
    fault: 'The Python block does not say whether it runs.',
  });
  expect(
    checkCodeMarks(entry('```python run\nx\n```\n\n```python fastai\nx\n```\n\n```text\nx\n```')),
  ).toEqual([]);
});
