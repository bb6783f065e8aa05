import type { About } from './about.ts';
import { about as activationStats } from './activation-stats/about.ts';
import { about as batchSize } from './batch-size/about.ts';
import { about as channelMixer } from './channel-mixer/about.ts';
import { about as classicFeatures } from './classic-features/about.ts';
import { about as convGeometry } from './conv-geometry/about.ts';
import { about as convMatrix } from './conv-matrix/about.ts';
import { about as crashLab } from './crash-lab/about.ts';
import { about as kernelBench } from './kernel-bench/about.ts';
import { about as learner } from './learner/about.ts';
import { about as netSummary } from './net-summary/about.ts';
import { about as normalization } from './normalization/about.ts';
import { about as oneCycle } from './one-cycle/about.ts';
import { about as precedentTracer } from './precedent-tracer/about.ts';
import { about as python } from './python/about.ts';
import { about as readingBoard } from './reading-board/about.ts';
import { about as tensorShapes } from './tensor-shapes/about.ts';
import { about as trainer } from './trainer/about.ts';

/** Every playground, in the order a reader meets them. */
// biome-ignore format: one a line
export const playgrounds: readonly About[] = [
  kernelBench,
  convGeometry,
  convMatrix,
  precedentTracer,
  netSummary,
  tensorShapes,
  channelMixer,
  trainer,
  learner,
  activationStats,
  crashLab,
  normalization,
  oneCycle,
  batchSize,
  classicFeatures,
  python,
  readingBoard,
];
