import { expect, test } from 'vitest';
import { defaultRecipe } from '#cnn/math';
import { codec as activationStats } from '../../src/playgrounds/activation-stats/model.ts';
import { codec as batchSize } from '../../src/playgrounds/batch-size/model.ts';
import { codec as mixer } from '../../src/playgrounds/channel-mixer/model.ts';
import { classicCodec } from '../../src/playgrounds/classic-features/model.ts';
import { codec as geometry } from '../../src/playgrounds/conv-geometry/model.ts';
import { codec as matrix } from '../../src/playgrounds/conv-matrix/model.ts';
import { codec as crashLab } from '../../src/playgrounds/crash-lab/model.ts';
import { benchCodec } from '../../src/playgrounds/kernel-bench/model.ts';
import { codec as learner } from '../../src/playgrounds/learner/model.ts';
import { playgrounds } from '../../src/playgrounds/list.ts';
import { codec as netSummary } from '../../src/playgrounds/net-summary/model.ts';
import { codec as normalization } from '../../src/playgrounds/normalization/model.ts';
import { codec as oneCycle } from '../../src/playgrounds/one-cycle/model.ts';
import { codec as tracer } from '../../src/playgrounds/precedent-tracer/model.ts';
import { codec as python } from '../../src/playgrounds/python/model.ts';
import { codec as readingBoard } from '../../src/playgrounds/reading-board/model.ts';
import { codec as tensorShapes } from '../../src/playgrounds/tensor-shapes/model.ts';
import { recipeCodec } from '../../src/playgrounds/trainer/model.ts';

const readers: Record<string, (link: string) => { problem?: string }> = {
  'kernel-bench': (link) => benchCodec.parse(link, benchCodec.start),
  'activation-stats': (link) => activationStats.parse(link, activationStats.start),
  'channel-mixer': (link) => mixer.parse(link, mixer.start),
  'classic-features': (link) => classicCodec.parse(link, classicCodec.start),
  'precedent-tracer': (link) => tracer.parse(link, tracer.start),
  'conv-geometry': (link) => geometry.parse(link, geometry.start),
  'conv-matrix': (link) => matrix.parse(link, matrix.start),
  'tensor-shapes': (link) => tensorShapes.parse(link, tensorShapes.start),
  'net-summary': (link) => netSummary.parse(link, netSummary.start),
  'crash-lab': (link) => crashLab.parse(link, crashLab.start),
  learner: (link) => learner.parse(link, learner.start),
  'reading-board': (link) => readingBoard.parse(link, readingBoard.start),
  python: (link) => python.parse(link, python.start),
  normalization: (link) => normalization.parse(link, normalization.start),
  'batch-size': (link) => batchSize.parse(link, batchSize.start),
  'one-cycle': (link) => oneCycle.parse(link, oneCycle.start),
  trainer: (link) => recipeCodec(defaultRecipe).parse(link),
};

const tries = playgrounds.flatMap(({ id, tries }) =>
  (tries ?? []).map(({ link }) => ({ id, link })),
);

test.each(tries)(
  'what the gallery says to try in $id is a link it reads: $link',
  ({ id, link }) => {
    expect(readers[id]?.(link)).toEqual({ state: expect.anything() });
  },
);
