import { FURTHER_COUNT, placeOf, QUESTION_COUNT } from './place.ts';
import type { Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';

/** Every question of the questionnaire is there once, and `related` names questions that are. */
export function checkPlaces(entries: Entry[], folder: string): Problem[] {
  const problems: Problem[] = [];
  const byKey = new Map<string, Entry>();
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
          remedy: 'Name questions by number, 1 to 40, or fr1 to fr3.',
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
