import { z } from 'astro/zod';

/** One term of `content/glossary.yaml`; the descriptions are the manual that messages quote. */
export const termSchema = z.strictObject({
  means: z
    .string()
    .min(20)
    .max(320)
    .describe(
      'One or two sentences that say what the term means; `code` and *emphasis* are allowed.',
    ),
  question: z
    .union([z.int().min(1), z.string().regex(/^fr[1-9]\d*$/)])
    .describe('The number of the question that explains the term, as 16 or fr1.'),
  also: z
    .array(z.string().min(2))
    .optional()
    .describe('Other spellings, as [kernels, filter]; a plural with s is known without.'),
});

export type Term = z.infer<typeof termSchema>;

/** A term as a reader sees it: letters, digits, spaces and hyphens. */
export const TERM = /^[\p{L}\p{N}]+(?:[ -][\p{L}\p{N}]+)*$/u;

/** The anchor of a term on the glossary's page: `receptive-field`. */
export function termId(term: string): string {
  return term.toLowerCase().replace(/\s+/g, '-');
}

/** Finds terms by any spelling an answer may use. */
export class Terms {
  readonly #byWord = new Map<string, string>();

  constructor(glossary: Iterable<[term: string, entry: Pick<Term, 'also'>]>) {
    for (const [term, { also = [] }] of glossary)
      for (const word of [term, ...also]) this.#byWord.set(word.toLowerCase(), term);
  }

  /** The glossary's term for these words, or undefined; a plural in s counts as its singular. */
  find(words: string): string | undefined {
    const word = words.replace(/\s+/g, ' ').trim().toLowerCase();
    return this.#byWord.get(word) ?? this.#byWord.get(word.replace(/s$/, ''));
  }

  words(): Iterable<string> {
    return this.#byWord.keys();
  }
}
