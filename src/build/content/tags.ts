/** A tag an author may type: the attributes it has, and the reader that turns them into props or throws a sentence. */
export interface Tag {
  attributes: readonly string[];
  read: (attributes: Record<string, unknown>) => unknown;
}

/** Every tag, by name. `src/components/tags.ts` gives each its component; a test holds the two lists together. */
export const TAGS: Record<string, Tag> = {
  Note: { attributes: [], read: () => ({}) },
  KernelBench: { attributes: ['kernel', 'at', 'digit'], read: () => ({}) },
  Trainer: {
    attributes: ['norm', 'batchSize', 'lr', 'schedule', 'optimizer', 'steps', 'seed'],
    read: () => ({}),
  },
};
export const PLAYGROUND_IDS = ['kernel-bench', 'trainer'];
