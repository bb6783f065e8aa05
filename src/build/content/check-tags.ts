import type {
  MdxJsxAttribute,
  MdxJsxExpressionAttribute,
  MdxJsxFlowElement,
  MdxJsxTextElement,
} from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';
import { HTML_TAGS, insteadOf, isHandler } from './html-tags.ts';
import { shown } from './letters.ts';
import { literalOf, NOT_LITERAL } from './literal.ts';
import { nearest, type Problem } from './problem.ts';
import type { Entry } from './read-entry.ts';
import { TAGS } from './tags.ts';

type Element = MdxJsxFlowElement | MdxJsxTextElement;

/** Lets only the site's own tags through, each with attributes that its reader accepts, and no code of the author's. */
export function checkTags({ file, tree }: Entry): Problem[] {
  const problems: Problem[] = [];
  visit(tree, (node) => {
    const line = node.position?.start.line;
    const column = node.position?.start.column;
    const add = (fault: string, remedy: string) =>
      problems.push({ file, line, column, fault, remedy });
    if (node.type === 'mdxjsEsm')
      add(
        'A question imports and exports nothing.',
        'Take the line out; every tag is known without an import.',
      );
    if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression')
      add(
        `The expression {${shown(node.value)}} is code.`,
        'Write the value itself; for a literal brace write it in `code` or put a backslash before it.',
      );
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement')
      checkElement(node as Element, add);
  });
  return problems;
}

function checkElement(element: Element, add: (fault: string, remedy: string) => void): void {
  const { name } = element;
  if (name !== null && HTML_TAGS.includes(name)) {
    if (element.attributes.length > 0)
      add(`<${name}> has no attributes here.`, `Write <${name}>…</${name}>.`);
    return;
  }
  if (name === null || !Object.hasOwn(TAGS, name)) {
    add(`There is no tag <${shown(name ?? '')}>.`, remedyFor(name));
    return;
  }
  const values: Record<string, unknown> = {};
  for (const attribute of element.attributes) {
    const value = attributeValue(attribute);
    if (attribute.type !== 'mdxJsxAttribute' || value === NOT_LITERAL) {
      const what = attribute.type === 'mdxJsxAttribute' ? `${attribute.name}={…}` : '{…}';
      add(
        `<${name}> has the attribute ${what}, which is code.`,
        'Write a plain value, such as name="top-edge" or name={0.06}.',
      );
      return;
    }
    values[attribute.name] = value;
  }
  const { attributes, read } = TAGS[name];
  const unknown = Object.keys(values).filter((key) => !attributes.includes(key));
  for (const key of unknown) {
    const meant = nearest(key, attributes);
    const accepted =
      attributes.length > 0 ? `It accepts ${attributes.join(', ')}.` : 'It accepts no attributes.';
    const remedy = isHandler(key)
      ? `A tag cannot be told to run code. ${accepted}`
      : meant
        ? `Did you mean "${meant}"? ${accepted}`
        : accepted;
    add(`<${name}> has no attribute "${shown(key)}".`, remedy);
  }
  if (unknown.length > 0) return;
  try {
    read(values);
  } catch (error) {
    add(
      `<${name}> cannot be drawn: ${(error as Error).message}`,
      `It accepts ${attributes.join(', ')}.`,
    );
  }
}

function remedyFor(name: string | null): string {
  if (name === null) return 'Take <> and </> out; they hold nothing together here.';
  const instead = insteadOf(name);
  if (instead) return instead;
  const meant = nearest(name, Object.keys(TAGS));
  if (meant) return `Did you mean <${meant}>?`;
  return `The tags are ${Object.keys(TAGS)
    .map((tag) => `<${tag}>`)
    .join(', ')}.`;
}

function attributeValue(attribute: MdxJsxAttribute | MdxJsxExpressionAttribute): unknown {
  if (attribute.type !== 'mdxJsxAttribute') return NOT_LITERAL;
  if (attribute.value === null || attribute.value === undefined) return true;
  return typeof attribute.value === 'string'
    ? attribute.value
    : literalOf(attribute.value.data?.estree);
}
