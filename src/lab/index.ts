export { type Checkpoint, isCheckpoint } from './checkpoint.ts';
export { openLab } from './client.ts';
export { browserStore, type Preference, type RunnerStore } from './kept-runner.ts';
export type { Lab, WorkerLike } from './lab.ts';
export { greyPicture } from './own/decode.ts';
export { ownLimits } from './own/limits.ts';
export type { OwnFiles, OwnSummary } from './own/own-images.ts';
export type { Steering, Wish } from './protocol.ts';
export type {
  Examination,
  GradientCloud,
  Inside,
  NamedNumbers,
  Numbers,
  RateSearch,
} from './questions.ts';
export {
  type BatchRecord,
  type EpochRecord,
  emptyRun,
  type KernelFrame,
  type RunState,
  record,
  replay,
  type SteeredRecord,
} from './record.ts';
export type { Engine, LayerFigures, Refusal, Remedy, Report } from './reports.ts';
export { resuming } from './resuming.ts';
