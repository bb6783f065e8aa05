import { codec as activationStats } from '../../playgrounds/activation-stats/model.ts';
import { codec as mixer } from '../../playgrounds/channel-mixer/model.ts';
import { classicCodec } from '../../playgrounds/classic-features/model.ts';
import { codec as geometry } from '../../playgrounds/conv-geometry/model.ts';
import { codec as matrix } from '../../playgrounds/conv-matrix/model.ts';
import { codec as crashLab } from '../../playgrounds/crash-lab/model.ts';
import { benchCodec } from '../../playgrounds/kernel-bench/model.ts';
import { codec as learner } from '../../playgrounds/learner/model.ts';
import { playgrounds } from '../../playgrounds/list.ts';
import { codec as tracerCodec } from '../../playgrounds/precedent-tracer/model.ts';
import { recipeOfTag, attributes as trainerAttributes } from '../../playgrounds/trainer/model.ts';
import { TEXT_TAGS } from './text-tags.ts';

/** A tag an author may type: the attributes it has, and the reader that turns them into props or throws a sentence. */
export interface Tag {
  attributes: readonly string[];
  read: (attributes: Record<string, unknown>) => unknown;
}

/** Every tag, by name. `src/components/tags.ts` gives each its component; a test holds the two lists together. */
export const TAGS: Record<string, Tag> = {
  Note: { attributes: [], read: () => ({}) },
  ...TEXT_TAGS,
  KernelBench: { attributes: benchCodec.attributes, read: benchCodec.startFrom },
  ChannelMixer: { attributes: mixer.attributes, read: mixer.startFrom },
  ClassicFeatures: { attributes: classicCodec.attributes, read: classicCodec.startFrom },
  PrecedentTracer: { attributes: tracerCodec.attributes, read: tracerCodec.startFrom },
  ConvGeometry: { attributes: geometry.attributes, read: geometry.startFrom },
  ActivationStats: { attributes: activationStats.attributes, read: activationStats.startFrom },
  ConvMatrix: { attributes: matrix.attributes, read: matrix.startFrom },
  CrashLab: { attributes: crashLab.attributes, read: crashLab.startFrom },
  Learner: { attributes: learner.attributes, read: learner.startFrom },
  Trainer: { attributes: trainerAttributes, read: recipeOfTag },
};

/** Each playground has a page of its own that an author may link to. */
export const PLAYGROUND_IDS = playgrounds.map(({ id }) => id);
