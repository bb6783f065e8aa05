import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newQuestion, type Taken } from '../../src/build/content/new-question.ts';
import { isAsked, placeOf } from '../../src/build/content/place.ts';
import { readEntry } from '../../src/build/content/read-entry.ts';
import { ROOT } from '../house/imports.ts';

const template = readFileSync(join(ROOT, 'content/questions/_template.mdx'), 'utf8');
const taken: Taken = new Map([
  ['06-stride', { question: 'What is "stride"?', glyph: '202 000 202' }],
  ['43-dilated-kernel', { question: 'What is a dilated kernel?', glyph: '111 111 112' }],
]);
const fieldsOf = (text: string) => {
  const read = readEntry('41-x', '41-x.mdx', text);
  if ('problem' in read) throw new Error(read.problem.fault);
  return read.entry.frontmatter.toJS() as Record<string, unknown>;
};

test('a new question gets the number after the highest, never one of the forty', () => {
  expect(newQuestion('What is dilation?', template, taken).id).toBe('44-dilation');
  expect(newQuestion('What is dilation?', template, new Map()).id).toBe('41-dilation');
});

test('its file says what a machine can know, whatever the question is spelt with', () => {
  const question = "Why doesn't `nn.Conv2d` flip the kernel: isn't that a convolution?";
  const { id, text } = newQuestion(question, template, taken);
  expect(id).toBe('44-doesnt-nn-conv2d-flip-kernel');
  const { question: asked, title, glyph, section } = fieldsOf(text);
  expect(asked).toBe(question);
  expect(String(title).length).toBeLessThanOrEqual(60);
  expect(section).toBe('Added by readers');
  expect(glyph).toMatch(/^[012]{3} [012]{3} [012]{3}$/);
  expect(placeOf(id)).toMatchObject({ label: '44', key: '44' });
});

test('its sign is the same every time, and nobody else’s', () => {
  const first = fieldsOf(newQuestion('What is dilation?', template, taken).text).glyph;
  expect(fieldsOf(newQuestion('What is dilation?', template, taken).text).glyph).toBe(first);
  const used: Taken = new Map([...taken, ['45-x', { question: 'X?', glyph: String(first) }]]);
  expect(fieldsOf(newQuestion('What is dilation?', template, used).text).glyph).not.toBe(first);
});

test.each([
  ['', 'Say the question too'],
  ['what IS stride', 'content/questions/06-stride.mdx asks this already'],
  ['Which dilated kernel?', 'content/questions/43-dilated-kernel.mdx asks this already'],
  ['什么是卷积？', 'needs a word of Latin letters'],
  ['What is\u202e dilation?', 'a mark that turns the direction of writing'],
  ['Why? '.repeat(60), 'at most 200'],
])('%s is refused with a sentence', (question, sentence) => {
  expect(() => newQuestion(question, template, taken)).toThrow(sentence);
});

test('the places are the forty, further research, and then what readers added', () => {
  const order = ['41-x', 'fr2-x', '07-x', '40-x', 'fr4-x', '1041-x', '01-x'];
  const sorted = order.sort((a, b) => placeOf(a)!.order - placeOf(b)!.order);
  expect(sorted).toEqual(['01-x', '07-x', '40-x', 'fr2-x', 'fr4-x', '41-x', '1041-x']);
  expect(sorted.filter((id) => isAsked(placeOf(id)!))).toEqual(['01-x', '07-x', '40-x', 'fr2-x']);
  for (const id of ['00-x', '7-x', '041-x', 'fr0-x', 'fr01-x', '41', '41-X', '41-x-', '41--x'])
    expect(placeOf(id), id).toBeUndefined();
});
