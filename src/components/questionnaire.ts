import { type CollectionEntry, getCollection } from 'astro:content';
import { to } from './link.ts';

export interface Question {
  entry: CollectionEntry<'questions'>;
  /** As a reader sees it: `31`, `F1`. */
  label: string;
  /** As an author writes it in `related`: `31`, `fr1`. */
  key: string;
  href: string;
}

const FORTY = Array.from({ length: 40 }, (_, i) => ({ key: `${i + 1}`, label: `${i + 1}` }));
const FURTHER = [1, 2, 3].map((n) => ({ key: `fr${n}`, label: `F${n}` }));

/**
 * All questions in the questionnaire's order; the file name tells the place (`06-stride`, `fr1-classic-features`).
 * @throws Error naming what is missing or odd when a built site would not be whole; while writing, gaps are let through.
 */
export async function questionnaire(): Promise<Question[]> {
  const entries = await getCollection('questions');
  const keyOf = ({ id }: { id: string }) =>
    /^(?:0*([1-9]\d*)|(fr\d+))-/.exec(id)?.slice(1).join('');
  const questions = [...FORTY, ...FURTHER].flatMap((place) => {
    const entry = entries.find((other) => keyOf(other) === place.key);
    return entry ? [{ ...place, entry, href: to(`questions/${entry.id}/`) }] : [];
  });
  if (import.meta.env.PROD) assertWhole(questions, entries);
  return questions;
}

function assertWhole(questions: Question[], entries: { id: string }[]): void {
  const missing = [...FORTY, ...FURTHER].filter(({ key }) => !questions.some((q) => q.key === key));
  const odd = entries.filter(({ id }) => !questions.some(({ entry }) => entry.id === id));
  if (missing.length + odd.length === 0) return;
  throw new Error(
    `content/questions has to hold the 40 questions and 3 for further research. ` +
      `Missing: ${missing.map(({ key }) => key).join(', ') || 'none'}. ` +
      `Twice, or no place in the questionnaire: ${odd.map(({ id }) => id).join(', ') || 'none'}.`,
  );
}

/** The chapter's sections in order, each with its questions and their range as a reader reads it: `1–10`. */
export function bySection(questions: Question[]) {
  const sections = [...new Set(questions.map(({ entry }) => entry.data.section))];
  return sections.map((section) => {
    const inside = questions.filter(({ entry }) => entry.data.section === section);
    const ends = [inside[0]?.label, inside.at(-1)?.label];
    return { section, questions: inside, range: [...new Set(ends)].join('–') };
  });
}
