import checked from './checked-with.json' with { type: 'json' };

/** What a Python block is marked with, and what its reader is told. */
export const CODE_MARKS: Record<string, string> = {
  run: `Runs under PyTorch ${checked.torch.split('.').slice(0, 2).join('.')}, with this result`,
  fastai: 'fastai 2, read from its source and not run here',
};

/** The line under a block, from the words after its language. */
export function codeMark(meta: string | undefined): string | undefined {
  const mark = (meta ?? '').split(/\s+/).find((word) => Object.hasOwn(CODE_MARKS, word));
  return mark && CODE_MARKS[mark];
}

/** Keeps the words after the language on the block, where the page's own code block reads them. */
export const keepMeta = {
  name: 'keep-meta',
  pre(this: { options: { meta?: { __raw?: string } } }, node: { properties: object }) {
    const raw = this.options.meta?.__raw;
    if (raw) node.properties = { ...node.properties, 'data-meta': raw };
  },
};
