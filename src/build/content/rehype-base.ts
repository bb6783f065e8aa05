import type { Root } from 'hast';
import { visit } from 'unist-util-visit';

/** Authors write `/questions/06-stride/`; a site that lives under a sub-path needs its base before that. */
export function rehypeBase({ base }: { base: string }) {
  const prefix = base.replace(/\/$/, '');
  return (tree: Root): void => {
    visit(tree, 'element', ({ tagName, properties }) => {
      if (tagName === 'a' && typeof properties.href === 'string' && properties.href.startsWith('/'))
        properties.href = prefix + properties.href;
    });
  };
}
