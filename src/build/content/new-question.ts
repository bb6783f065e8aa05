import { wordingKey } from './check-places.ts';
import { firstUnseen } from './letters.ts';
import { placeOf, QUESTION_COUNT } from './place.ts';

/** What is there already: file names without `.mdx`, each with its question and sign. */
export type Taken = Map<string, { question: string; glyph: string }>;

export interface NewQuestion {
  /** File name without `.mdx`. */
  id: string;
  label: string;
  text: string;
}

/**
 * The file of a new question, made from the template: next number, address, title and a sign that nobody has.
 * @throws Error with a sentence for the author, when the question is no question or is there already
 */
export function newQuestion(question: string, template: string, taken: Taken): NewQuestion {
  const wording = question.replace(/\s+/g, ' ').trim();
  if (wording === '')
    throw new Error('Say the question too, in quotes: npm run new -- "What is dilation?"');
  const unseen = firstUnseen(wording);
  if (unseen) throw new Error(`The question holds ${unseen.name}. Type it anew.`);
  if (wording.length > 200)
    throw new Error(`The question has ${wording.length} characters; ask it in at most 200.`);
  const same = [...taken].find(([, it]) => wordingKey(it.question) === wordingKey(wording));
  if (same) throw new Error(already(same[0], same[1].question));
  const slug = slugOf(wording);
  if (slug === '')
    throw new Error('The question needs a word of Latin letters, which becomes its address.');
  const sameSlug = [...taken].find(([id]) => id.replace(/^[^-]*-/, '') === slug);
  if (sameSlug) throw new Error(already(sameSlug[0], sameSlug[1].question));
  const numbers = [...taken.keys()].map((id) => Number(placeOf(id)?.key) || 0);
  const number = Math.max(QUESTION_COUNT, ...numbers) + 1;
  const id = `${number}-${slug}`;
  const signs = new Set([...taken.values()].map(({ glyph }) => glyph));
  const fields = {
    question: quoted(wording),
    title: quoted(shortened(wording.replace(/[?.\s]+$/, ''))),
    glyph: `'${freeSign(slug, signs)}'`,
  };
  let text = template.replace(/^# npm run new[\s\S]*?\n\n/m, '');
  for (const [field, value] of Object.entries(fields))
    text = text.replace(new RegExp(`^${field}:.*$`, 'm'), () => `${field}: ${value}`);
  return { id, label: String(number), text };
}

const already = (id: string, question: string) =>
  `content/questions/${id}.mdx asks this already: ${question} Mend that answer, or ask something else.`;

/** The words that tell a question from others: `What is a dilated convolution?` becomes `dilated-convolution`. */
function slugOf(wording: string): string {
  const words = wording
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}|['’`]/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const empty = new Set(
    'what is are a an the how why does do did when which who of to in we you it and for'.split(' '),
  );
  const telling = words.filter((word) => !empty.has(word));
  return (telling.length > 0 ? telling : words)
    .slice(0, 5)
    .join('-')
    .slice(0, 50)
    .replace(/-$/, '');
}

function shortened(text: string): string {
  if (text.length <= 60) return text;
  return `${text.slice(0, 59).replace(/\s+\S*$/, '')}…`;
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** A sign drawn from the letters of the slug; the next one when it is taken. */
function freeSign(slug: string, taken: Set<string>): string {
  let seed = 7;
  for (const letter of slug) seed = (seed * 31 + letter.charCodeAt(0)) % 19_683;
  for (let i = 0; i < 19_683; i++) {
    const cells = ((seed + i * 7) % 19_683).toString(3).padStart(9, '0');
    const sign = cells.replace(/^(...)(...)(...)$/, '$1 $2 $3');
    if (!taken.has(sign) && sign.includes('2')) return sign;
  }
  throw new Error('Every sign is taken.');
}
