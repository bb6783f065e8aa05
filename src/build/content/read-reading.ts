import { existsSync, readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { unseenInText } from './check-letters.ts';
import { yamlFault, yamlTrick } from './check-yaml.ts';
import { nearest, type Problem } from './problem.ts';
import { READING_ID, type Reading, readingSchema } from './reading.ts';

export interface ReadingList {
  entries: Map<string, Reading>;
  /** Line on which each entry begins, and each entry's link stands. */
  lines: Map<string, { entry: number; href: number }>;
  problems: Problem[];
}

/** Reads `content/reading.yaml`, and lists what has to be mended. Empty when there is no such file. */
export function readReading(path: string, file: string): ReadingList {
  const list: ReadingList = { entries: new Map(), lines: new Map(), problems: [] };
  if (!existsSync(path)) return list;
  const text = readFileSync(path, 'utf8');
  const counter = new LineCounter();
  const add = (offset: number, fault: string, remedy: string) => {
    const { line, col } = counter.linePos(offset);
    list.problems.push({ file, line, column: col, fault, remedy });
  };
  const unseen = unseenInText(file, text);
  if (unseen) list.problems.push(unseen);
  const document = parseDocument(text, { lineCounter: counter });
  const [broken] = document.errors;
  const trick = broken ? undefined : yamlTrick(document);
  const fault = broken ? yamlFault(broken) : trick;
  if (fault) {
    const said = fault.fault.replace('frontmatter', 'reading list');
    add(broken?.pos[0] ?? trick?.offset ?? 0, said, fault.remedy);
    return list;
  }
  const pairs = isMap(document.contents) ? document.contents.items : [];
  if (pairs.length === 0) {
    add(0, 'The reading list is empty.', 'Write each entry as "id:" with its fields under it.');
  }
  const addresses = new Map<string, string>();
  for (const pair of pairs) {
    const id = isScalar(pair.key) ? String(pair.key.value) : '';
    const offset = isScalar(pair.key) && pair.key.range ? pair.key.range[0] : 0;
    /** Where a field stands, or the entry when it has none. */
    const at = (field: string): number => {
      const found = isMap(pair.value)
        ? pair.value.items.find(({ key }) => isScalar(key) && key.value === field)
        : undefined;
      return isScalar(found?.key) && found.key.range ? found.key.range[0] : offset;
    };
    if (!READING_ID.test(id)) {
      add(offset, `"${id}" is no id.`, 'An id has small letters, digits and single hyphens.');
      continue;
    }
    const result = readingSchema.safeParse(document.toJS()[id]);
    if (!result.success) {
      const shape: Record<string, { description?: string }> = readingSchema.shape;
      for (const issue of result.error.issues) {
        const unknown = issue.code === 'unrecognized_keys';
        const field = unknown ? issue.keys[0]! : String(issue.path[0] ?? '');
        const meant = unknown ? nearest(field, Object.keys(shape)) : undefined;
        add(
          at(field),
          unknown
            ? `The entry "${id}" has an unknown field "${field}".`
            : `The field "${field}" of the entry "${id}" is missing or wrong: ${issue.message}.`,
          meant
            ? `Did you mean "${meant}"?`
            : (shape[field]?.description ?? `An entry has ${Object.keys(shape).join(', ')}.`),
        );
      }
      continue;
    }
    const twin = addresses.get(result.data.href);
    if (twin) add(at('href'), `"${id}" has the same link as "${twin}".`, 'Keep one of the two.');
    addresses.set(result.data.href, id);
    list.entries.set(id, result.data);
    list.lines.set(id, {
      entry: counter.linePos(offset).line,
      href: counter.linePos(at('href')).line,
    });
  }
  return list;
}

/** Every entry names questions that are there. */
export function checkReading(list: ReadingList, file: string, keys: Set<string>): Problem[] {
  const lost = [...list.entries].flatMap(([id, { questions }]) =>
    questions.filter((key) => !keys.has(String(key))).map((key) => ({ id, key })),
  );
  return [
    ...list.problems,
    ...lost.map(({ id, key }) => ({
      file,
      line: list.lines.get(id)?.entry,
      fault: `The entry "${id}" names question ${key}, which does not exist.`,
      remedy: 'Name questions by their numbers, as 16 or fr1.',
    })),
  ];
}
