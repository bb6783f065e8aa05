import ActivationStatsStill from './activation-stats/ActivationStatsStill.astro';
import BatchSizeStill from './batch-size/BatchSizeStill.astro';
import ChannelMixerStill from './channel-mixer/ChannelMixerStill.astro';
import ClassicFeaturesStill from './classic-features/ClassicFeaturesStill.astro';
import ConvGeometryStill from './conv-geometry/ConvGeometryStill.astro';
import ConvMatrixStill from './conv-matrix/ConvMatrixStill.astro';
import CrashLabStill from './crash-lab/CrashLabStill.astro';
import KernelBenchStill from './kernel-bench/KernelBenchStill.astro';
import LearnerStill from './learner/LearnerStill.astro';
import { playgrounds as list } from './list.ts';
import NetSummaryStill from './net-summary/NetSummaryStill.astro';
import NormalizationStill from './normalization/NormalizationStill.astro';
import OneCycleStill from './one-cycle/OneCycleStill.astro';
import PrecedentTracerStill from './precedent-tracer/PrecedentTracerStill.astro';
import PythonStill from './python/PythonStill.astro';
import ReadingBoardStill from './reading-board/ReadingBoardStill.astro';
import TensorShapesStill from './tensor-shapes/TensorShapesStill.astro';
import TrainerStill from './trainer/TrainerStill.astro';

/** A picture of each playground, drawn at build from the data of its figure. */
const stills: Record<string, typeof TrainerStill> = {
  'kernel-bench': KernelBenchStill,
  'precedent-tracer': PrecedentTracerStill,
  'channel-mixer': ChannelMixerStill,
  'classic-features': ClassicFeaturesStill,
  'conv-geometry': ConvGeometryStill,
  'conv-matrix': ConvMatrixStill,
  python: PythonStill,
  'reading-board': ReadingBoardStill,
  'net-summary': NetSummaryStill,
  'tensor-shapes': TensorShapesStill,
  trainer: TrainerStill,
  learner: LearnerStill,
  'crash-lab': CrashLabStill,
  'one-cycle': OneCycleStill,
  'batch-size': BatchSizeStill,
  'activation-stats': ActivationStatsStill,
  normalization: NormalizationStill,
};

/** Every playground with its picture, where it has one. */
export const playgrounds = list.map((one) => ({
  ...one,
  Still: Object.hasOwn(stills, one.id) ? stills[one.id] : undefined,
}));
