import { codec as activationStats } from '../../playgrounds/activation-stats/model.ts';
import { codec as batchSize } from '../../playgrounds/batch-size/model.ts';
import { codec as mixer } from '../../playgrounds/channel-mixer/model.ts';
import { classicCodec } from '../../playgrounds/classic-features/model.ts';
import { codec as geometry } from '../../playgrounds/conv-geometry/model.ts';
import { codec as matrix } from '../../playgrounds/conv-matrix/model.ts';
import { codec as crashLab } from '../../playgrounds/crash-lab/model.ts';
import { benchCodec } from '../../playgrounds/kernel-bench/model.ts';
import { codec as learner } from '../../playgrounds/learner/model.ts';
import { playgrounds } from '../../playgrounds/list.ts';
import { codec as netSummary } from '../../playgrounds/net-summary/model.ts';
import { codec as normalization } from '../../playgrounds/normalization/model.ts';
import { codec as oneCycle } from '../../playgrounds/one-cycle/model.ts';
import { codec as tracerCodec } from '../../playgrounds/precedent-tracer/model.ts';
import { codec as python } from '../../playgrounds/python/model.ts';
import { codec as readingBoard } from '../../playgrounds/reading-board/model.ts';
import { codec as tensorShapes } from '../../playgrounds/tensor-shapes/model.ts';
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
  TensorShapes: { attributes: tensorShapes.attributes, read: tensorShapes.startFrom },
  NetSummary: { attributes: netSummary.attributes, read: netSummary.startFrom },
  CrashLab: { attributes: crashLab.attributes, read: crashLab.startFrom },
  Learner: { attributes: learner.attributes, read: learner.startFrom },
  Python: { attributes: python.attributes, read: python.startFrom },
  Normalization: { attributes: normalization.attributes, read: normalization.startFrom },
  BatchSize: { attributes: batchSize.attributes, read: batchSize.startFrom },
  OneCycle: { attributes: oneCycle.attributes, read: oneCycle.startFrom },
  ReadingBoard: { attributes: readingBoard.attributes, read: readingBoard.startFrom },
  Trainer: { attributes: trainerAttributes, read: recipeOfTag },
};

/** Each playground has a page of its own that an author may link to. */
export const PLAYGROUND_IDS = playgrounds.map(({ id }) => id);
