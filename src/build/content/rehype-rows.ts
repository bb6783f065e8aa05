import type { Element, ElementContent, Root, RootContent } from 'hast';
// Loaded for its types: what MDX adds to a tree.
import type {} from 'mdast-util-mdxjs-esm';
import { TAGS } from './tags.ts';
import { TEXT_TAGS } from './text-tags.ts';

type Piece = 'text' | 'note' | 'wide';

/**
 * Sets an answer in rows: each `## Heading` opens a section whose heading hangs beside the text, notes stand in the
 * margin next to the paragraph before them, and playgrounds take the whole width between two runs of text.
 * Expects the heading ids to be there.
 */
export function rehypeRows() {
  return (tree: Root): void => {
    const rows: Element[] = [];
    let open = row([], 'bare');
    for (const node of tree.children) {
      if (node.type === 'element' && node.tagName === 'h2') {
        rows.push(open);
        open = row([hangingHead(node)]);
      } else {
        place(open, node);
      }
    }
    const esm = tree.children.filter((node) => node.type === 'mdxjsEsm');
    tree.children = [...esm, ...[...rows, open].filter(({ children }) => children.length > 0)];
  };
}

/** @param kind of row, for the style sheets, which ask no row for what is inside it: that would be asked at every change */
function row(children: ElementContent[], ...kind: string[]): Element {
  return {
    type: 'element',
    tagName: 'section',
    properties: { className: ['row', ...kind] },
    children,
  };
}

/** The heading is the link to itself, so that a reader can point at a section. */
function hangingHead(heading: Element): Element {
  const { id } = heading.properties;
  const link: Element = {
    type: 'element',
    tagName: 'a',
    properties: { href: `#${id}` },
    children: heading.children,
  };
  return {
    ...heading,
    properties: { ...heading.properties, className: ['hang'] },
    children: [link],
  };
}

function place(section: Element, node: RootContent): void {
  if (node.type === 'doctype' || node.type === 'mdxjsEsm') return;
  if (node.type === 'text' && node.value.trim() === '') return;
  const piece = pieceOf(node);
  if (piece !== 'text') {
    if (piece === 'note') (section.properties.className as string[]).push('noted');
    section.children.push(node);
    return;
  }
  const last = section.children.at(-1);
  if (last?.type === 'element' && last.properties.className?.toString() === 'text')
    last.children.push(node);
  else
    section.children.push({
      type: 'element',
      tagName: 'div',
      properties: { className: ['text'] },
      children: [node],
    });
}

function pieceOf(node: RootContent): Piece {
  const name = 'name' in node ? String(node.name) : '';
  if (name === 'Note') return 'note';
  if (Object.hasOwn(TEXT_TAGS, name)) return 'text';
  return Object.hasOwn(TAGS, name) ? 'wide' : 'text';
}
