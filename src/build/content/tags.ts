import { attributes as benchAttributes, startFrom } from '../../playgrounds/kernel-bench/props.ts';
import { playgrounds } from '../../playgrounds/list.ts';
import { recipeOfTag, attributes as trainerAttributes } from '../../playgrounds/trainer/model.ts';

/** A tag an author may type: the attributes it has, and the reader that turns them into props or throws a sentence. */
export interface Tag {
  attributes: readonly string[];
  read: (attributes: Record<string, unknown>) => unknown;
  /** It stands inside a sentence; the others take a place of their own. */
  inline?: true;
}

/** Every tag, by name. `src/components/tags.ts` gives each its component; a test holds the two lists together. */
export const TAGS: Record<string, Tag> = {
  Note: { attributes: [], read: () => ({}) },
  Term: { attributes: ['of'], read: termOf, inline: true },
  KernelBench: { attributes: benchAttributes, read: startFrom },
  Trainer: { attributes: trainerAttributes, read: recipeOfTag },
};

/** `<Term of="kernel">its weights</Term>`; whether the glossary knows it is the business of check-terms.ts. */
function termOf({ of }: Record<string, unknown>): { of?: string } {
  if (of !== undefined && typeof of !== 'string')
    throw new Error('of names a term of the glossary, as of="kernel".');
  return { of };
}

/** Each playground has a page of its own that an author may link to. */
export const PLAYGROUND_IDS = playgrounds.map(({ id }) => id);
