import { type CollectionEntry, getCollection } from 'astro:content';
import { Terms, termId } from '#build/terms';
import { to } from './link.ts';

export interface GlossaryTerm {
  /** As the glossary spells it. */
  term: string;
  /** Its anchor on the glossary's page. */
  id: string;
  href: string;
  data: CollectionEntry<'terms'>['data'];
}

let kept: Promise<{ terms: GlossaryTerm[]; find: (words: string) => GlossaryTerm }> | undefined;

/** The glossary in the order of the alphabet, and a way to find a term by the words of an answer. */
export function glossary() {
  // A build reads it once; while an author writes, it is read anew for each page.
  if (kept && import.meta.env.PROD) return kept;
  kept = read();
  return kept;
}

async function read() {
  const entries = await getCollection('terms');
  const terms = entries
    .map(({ id: term, data }) => {
      const id = termId(term);
      return { term, id, href: to(`glossary/#${id}`), data };
    })
    .sort((a, b) => a.term.localeCompare(b.term, 'en'));
  const spellings = new Terms(terms.map(({ term, data }) => [term, data]));
  const byTerm = new Map(terms.map((it) => [it.term, it]));
  return {
    terms,
    /** @throws Error when the glossary has no such term, which the content gate has checked */
    find(words: string): GlossaryTerm {
      const found = byTerm.get(spellings.find(words) ?? '');
      if (!found) throw new Error(`The glossary has no term "${words}".`);
      return found;
    },
  };
}
