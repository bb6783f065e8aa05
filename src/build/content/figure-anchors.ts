import type { Nodes } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { visit } from 'unist-util-visit';
import { playgrounds } from '../../playgrounds/list.ts';
import { TAGS } from './tags.ts';

/** The playgrounds of an answer, by tag; their figures bear the ids of the list. */
export function figuresOf(tree: Nodes): string[] {
  const tags = new Set<string>();
  visit(tree, ['mdxJsxFlowElement', 'mdxJsxTextElement'], (node) => {
    const { name } = node as MdxJsxFlowElement | MdxJsxTextElement;
    if (name !== null) tags.add(name);
  });
  return playgrounds.filter(({ tag }) => tags.has(tag)).map(({ id }) => id);
}

/**
 * Whether an anchor such as `kernel-bench?digit=4` names a figure that the page has, in a state that its tag takes. Undefined
 * when it is no anchor of a figure at all; otherwise `ok`, or what is wrong with it.
 */
export function figureState(anchor: string, figures: readonly string[]): string | undefined {
  const [, id, link] = /^([a-z0-9-]+)(?:\?(.*))?$/.exec(anchor) ?? [];
  if (id === undefined || !figures.includes(id)) return undefined;
  if (link === undefined) return 'ok';
  const tag = TAGS[playgrounds.find((one) => one.id === id)!.tag]!;
  try {
    tag.read(
      Object.fromEntries(
        link.split('&').map((part) => {
          const [name = '', ...value] = part.split('=');
          const text = decodeURIComponent(value.join('='));
          return [name, /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text];
        }),
      ),
    );
    return 'ok';
  } catch (fault) {
    return (fault as Error).message;
  }
}
