import { type CollectionEntry, getCollection } from 'astro:content';
import { isAsked, type Place, placeOf } from '#build/place';
import { to } from './link.ts';

export interface Question extends Place {
  entry: CollectionEntry<'questions'>;
  href: string;
}

let kept: Promise<Question[]> | undefined;

/**
 * All questions in the questionnaire's order, then what readers added. That none is missing or doubled is what the content
 * gate has checked.
 * @throws Error naming a file whose name tells no place
 */
export function questionnaire(): Promise<Question[]> {
  // A build asks on every page; while an author writes, the next page has to know the new file.
  if (kept && import.meta.env.PROD) return kept;
  kept = read();
  return kept;
}

async function read(): Promise<Question[]> {
  const entries = await getCollection('questions');
  return entries
    .map((entry) => {
      const place = placeOf(entry.id);
      if (!place)
        throw new Error(`content/questions/${entry.id}.mdx is not named after a question.`);
      return { ...place, entry, href: to(`questions/${entry.id}/`) };
    })
    .sort((a, b) => a.order - b.order);
}

/** The 43 that the questionnaire asks. */
export async function asked(): Promise<Question[]> {
  return (await questionnaire()).filter(isAsked);
}

/** What readers asked and answered besides. */
export async function added(): Promise<Question[]> {
  return (await questionnaire()).filter((question) => !isAsked(question));
}

/** So many added questions stand on the home page; where there are more, pages of their own list them all. */
export const ON_HOME = 24;

/** The chapter's sections in order, each with its questions and their range as a reader reads it: `1–10`. */
export function bySection(questions: Question[]) {
  const sections = [...new Set(questions.map(({ entry }) => entry.data.section))];
  return sections.map((section) => {
    const inside = questions.filter(({ entry }) => entry.data.section === section);
    const ends = [inside[0]?.label, inside.at(-1)?.label];
    return { section, questions: inside, range: [...new Set(ends)].join('–') };
  });
}
