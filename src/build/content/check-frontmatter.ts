import { isMap, isNode, isPair } from 'yaml';
import { nearest, type Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';
import { fieldManual, questionSchema } from './schema.ts';

/** Holds the fields of an entry against the schema; each message carries the line of its field and the field's manual. */
export function checkFrontmatter({ file, frontmatter, lineOf }: Entry): Problem[] {
  const result = questionSchema.safeParse(frontmatter.toJS() ?? {});
  if (result.success) return [];
  return result.error.issues.flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => unknownField(key, issue.path.length === 0));
    const [field] = issue.path.map(String);
    const path = issue.path.join('.');
    const missing = issue.code === 'invalid_type' && !frontmatter.hasIn(issue.path);
    return [
      {
        file,
        line: lineOfPath(issue.path),
        fault: missing
          ? `The field "${path}" is missing.`
          : `The field "${path}" is wrong: ${issue.message}.`,
        remedy: fieldManual(field) ?? 'See content/questions/_template.mdx for the fields.',
      },
    ];
  });

  function unknownField(key: string, top: boolean): Problem {
    const known = Object.keys(questionSchema.shape);
    const meant = top ? nearest(key, known) : undefined;
    return {
      file,
      line: lineOfKey(key),
      fault: `There is no field "${key}".`,
      remedy: meant
        ? `Did you mean "${meant}"?`
        : top
          ? `The fields are ${known.join(', ')}.`
          : 'A source has title, href and note.',
    };
  }

  function lineOfPath(path: PropertyKey[]): number {
    for (let depth = path.length; depth > 0; depth--) {
      const node = frontmatter.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lineOf(node.range[0]);
    }
    return 1;
  }

  function lineOfKey(key: string): number {
    const pairs = isMap(frontmatter.contents) ? frontmatter.contents.items : [];
    const own = pairs.find((pair) => isPair(pair) && String(pair.key) === key);
    const range = isNode(own?.key) ? own.key.range : undefined;
    return range ? lineOf(range[0]) : 1;
  }
}
