import { claimOf, claims } from '../../claims/index.ts';
import { nearest } from './problem.ts';
import type { Tag } from './tags.ts';

/** The tags that stand in a sentence, and are set as part of it. */
export const TEXT_TAGS: Record<string, Tag> = {
  Claim: { attributes: ['id'], read: readClaim },
  Proven: { attributes: ['by'], read: readBy },
  Measured: { attributes: ['by'], read: readBy },
  Believed: { attributes: ['by'], read: readBy },
  Term: { attributes: ['of'], read: readTerm },
};

/** @throws Error when the id is missing or no claim has it */
function readClaim({ id }: Record<string, unknown>): { id: string } {
  if (typeof id !== 'string' || id === '') throw new Error('it names no claim.');
  try {
    claimOf(id);
  } catch (error) {
    const meant = nearest(id, Object.keys(claims));
    throw new Error(`${(error as Error).message}${meant ? ` Did you mean "${meant}"?` : ''}`);
  }
  return { id };
}

/** @throws Error when the name is not a text */
function readBy({ by }: Record<string, unknown>): { by?: string } {
  if (by === undefined) return {};
  if (typeof by !== 'string' || by.trim() === '')
    throw new Error('by is empty; it names who measured or proved it, as in by="Smith and Topin".');
  return { by };
}

/**
 * `<Term of="kernel">its weights</Term>`; whether the glossary knows it is the business of check-terms.ts.
 * @throws Error when the term is not a text
 */
function readTerm({ of }: Record<string, unknown>): { of?: string } {
  if (of === undefined) return {};
  if (typeof of !== 'string') throw new Error('of names a term of the glossary, as of="kernel".');
  return { of };
}
