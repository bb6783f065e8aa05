import { FURTHER_COUNT, isAsked, placeOf, QUESTION_COUNT } from './place.ts';
import type { Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';
import { ADDED, SECTIONS } from './schema.ts';

/** Every question of the questionnaire is there once, and `related` names questions that are. */
export function checkPlaces(entries: Entry[], folder: string): Problem[] {
  const problems: Problem[] = [];
  const byKey = new Map<string, Entry>();
  const byWording = new Map<string, Entry>();
  const bySign = new Map<string, Entry>();
  for (const entry of entries) {
    const place = placeOf(entry.id);
    if (!place) {
      const remedy =
        'Name it after its place, as 06-stride.mdx or fr1-classic-features.mdx; small letters, digits and hyphens.';
      problems.push({
        file: entry.file,
        fault: 'The file name does not say which question it answers.',
        remedy,
      });
      continue;
    }
    const twin = byKey.get(place.key);
    if (twin)
      problems.push({
        file: entry.file,
        fault: `${twin.file} answers question ${place.label} already.`,
        remedy: 'Give one of them another number.',
      });
    byKey.set(place.key, entry);
    const { question, section, glyph } = fieldsOf(entry);
    const say = (field: string, fault: string, remedy: string) =>
      problems.push({ file: entry.file, line: lineOfField(entry, field), fault, remedy });
    const added = !isAsked(place) && !place.key.startsWith('fr');
    if (
      section !== undefined &&
      added !== (section === ADDED) &&
      SECTIONS.some((s) => s === section)
    )
      say(
        'section',
        added
          ? `Question ${place.label} stands in the section "${section}".`
          : `Question ${place.label} is one of the chapter's own.`,
        added
          ? `Numbers above ${QUESTION_COUNT} belong into the section "${ADDED}".`
          : 'Name the section of the chapter that it closes.',
      );
    const same = question && byWording.get(wordingKey(question));
    if (same)
      say(
        'question',
        `${same.file} asks the same.`,
        'Mend that answer instead, or ask something else.',
      );
    const sign = glyph && bySign.get(glyph);
    if (sign)
      say(
        'glyph',
        `${sign.file} has the same sign.`,
        'Change a cell or two, so that each question has its own.',
      );
    if (question) byWording.set(wordingKey(question), entry);
    if (glyph) bySign.set(glyph, entry);
  }
  const wanted = [
    ...Array.from({ length: QUESTION_COUNT }, (_, i) => String(i + 1)),
    ...Array.from({ length: FURTHER_COUNT }, (_, i) => `fr${i + 1}`),
  ];
  const absent = wanted.filter((key) => !byKey.has(key));
  if (absent.length > 0)
    problems.push({
      file: folder,
      fault: `${wanted.length - absent.length} of ${wanted.length} questions are there; missing: ${absent.join(', ')}.`,
      remedy: 'Add each missing file from _template.mdx. The site is whole or it is not built.',
    });
  return [...problems, ...entries.flatMap((entry) => checkRelated(entry, byKey))];
}

function checkRelated(
  { id, file, frontmatter, lineOf }: Entry,
  byKey: Map<string, Entry>,
): Problem[] {
  const related: unknown = frontmatter.toJS()?.related;
  if (!Array.isArray(related)) return [];
  return related.flatMap((key, i): Problem[] => {
    const node = frontmatter.getIn(['related', i], true) as
      | { range?: [number, number, number] }
      | undefined;
    const line = node?.range ? lineOf(node.range[0]) : undefined;
    if (!byKey.has(String(key)))
      return [
        {
          file,
          line,
          fault: `The related question ${key} does not exist.`,
          remedy: `Name questions by number, as 5, or fr1 to fr${FURTHER_COUNT}; home lists them all.`,
        },
      ];
    if (byKey.get(String(key))?.id === id)
      return [
        {
          file,
          line,
          fault: 'The question is related to itself.',
          remedy: 'Take its own number out of the list.',
        },
      ];
    return [];
  });
}

/** Two questions are the same when they differ in signs and capitals only. */
export function wordingKey(question: string): string {
  return question
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function fieldsOf({
  frontmatter,
}: Entry): Record<'question' | 'section' | 'glyph', string | undefined> {
  const text = (field: string) => {
    const value = frontmatter.get(field);
    return typeof value === 'string' ? value : undefined;
  };
  return { question: text('question'), section: text('section'), glyph: text('glyph') };
}

function lineOfField({ frontmatter, lineOf }: Entry, field: string): number | undefined {
  const node = frontmatter.get(field, true) as { range?: [number, number, number] } | undefined;
  return node?.range ? lineOf(node.range[0]) : undefined;
}
