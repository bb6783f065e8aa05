import { benchCodec } from '../../playgrounds/kernel-bench/model.ts';
import { playgrounds } from '../../playgrounds/list.ts';
import { recipeOfTag, attributes as trainerAttributes } from '../../playgrounds/trainer/model.ts';

/** A tag an author may type: the attributes it has, and the reader that turns them into props or throws a sentence. */
export interface Tag {
  attributes: readonly string[];
  read: (attributes: Record<string, unknown>) => unknown;
}

/** Every tag, by name. `src/components/tags.ts` gives each its component; a test holds the two lists together. */
export const TAGS: Record<string, Tag> = {
  Note: { attributes: [], read: () => ({}) },
  KernelBench: { attributes: benchCodec.attributes, read: benchCodec.startFrom },
  Trainer: { attributes: trainerAttributes, read: recipeOfTag },
};

/** Each playground has a page of its own that an author may link to. */
export const PLAYGROUND_IDS = playgrounds.map(({ id }) => id);
