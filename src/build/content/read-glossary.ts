import { existsSync, readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { unseenInText } from './check-letters.ts';
import { yamlFault, yamlTrick } from './check-yaml.ts';
import { nearest, type Problem } from './problem.ts';
import { TERM, type Term, termId, termSchema } from './terms.ts';

export interface Glossary {
  terms: Map<string, Term>;
  /** Line on which each term stands. */
  lines: Map<string, number>;
  problems: Problem[];
}

/** Reads `content/glossary.yaml`: each term with what it means, and what has to be mended. */
export function readGlossary(path: string, file: string): Glossary {
  const glossary: Glossary = { terms: new Map(), lines: new Map(), problems: [] };
  if (!existsSync(path)) return glossary;
  const text = readFileSync(path, 'utf8');
  const counter = new LineCounter();
  const add = (offset: number, fault: string, remedy: string) => {
    const { line, col } = counter.linePos(offset);
    glossary.problems.push({ file, line, column: col, fault, remedy });
  };
  const unseen = unseenInText(file, text);
  if (unseen) glossary.problems.push(unseen);
  const document = parseDocument(text, { lineCounter: counter });
  const [broken] = document.errors;
  const trick = broken ? undefined : yamlTrick(document);
  if (broken || trick) {
    const { fault, remedy } = broken ? yamlFault(broken) : (trick ?? yamlFault(broken));
    add(broken?.pos[0] ?? trick?.offset ?? 0, fault.replace('frontmatter', 'glossary'), remedy);
    return glossary;
  }
  const pairs = isMap(document.contents) ? document.contents.items : [];
  if (pairs.length === 0)
    add(
      0,
      'The glossary holds no terms.',
      'Write each as "term:" with "means" and "question" under it.',
    );
  const spellings = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const pair of pairs) {
    const offset = isScalar(pair.key) && pair.key.range ? pair.key.range[0] : 0;
    const term = isScalar(pair.key) ? String(pair.key.value) : '';
    if (!TERM.test(term)) {
      add(
        offset,
        `"${term}" is no term.`,
        'A term has letters, digits, single spaces and hyphens.',
      );
      continue;
    }
    const twin = ids.get(termId(term));
    if (twin)
      add(
        offset,
        `"${term}" has the same address as "${twin}".`,
        'Write one of them under "also" of the other.',
      );
    ids.set(termId(term), term);
    const raw = document.toJS()[term];
    const result = termSchema.safeParse(raw);
    if (!result.success) {
      for (const issue of result.error.issues) {
        const field =
          issue.code === 'unrecognized_keys' ? issue.keys[0] : String(issue.path[0] ?? '');
        const shape: Record<string, { description?: string }> = termSchema.shape;
        const meant = nearest(field, Object.keys(shape));
        add(
          offset,
          issue.code === 'unrecognized_keys'
            ? `The term "${term}" has an unknown field "${field}".`
            : `The field "${field}" of the term "${term}" is missing or wrong: ${issue.message}.`,
          issue.code === 'unrecognized_keys' && meant
            ? `Did you mean "${meant}"?`
            : (shape[field]?.description ?? 'A term has means, question and perhaps also.'),
        );
      }
      continue;
    }
    for (const word of [term, ...(result.data.also ?? [])]) {
      const other = spellings.get(word.toLowerCase());
      if (other)
        add(
          offset,
          `"${word}" stands for "${other}" already.`,
          'Keep one of the two, and write the other under "also".',
        );
      spellings.set(word.toLowerCase(), term);
    }
    glossary.terms.set(term, result.data);
    glossary.lines.set(term, counter.linePos(offset).line);
  }
  return glossary;
}
