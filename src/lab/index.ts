export { openLab } from './client.ts';
export type { Lab, WorkerLike } from './lab.ts';
export type { Examination, Refusal, Report } from './protocol.ts';
export {
  type BatchRecord,
  type EpochRecord,
  emptyRun,
  type KernelFrame,
  type RunState,
  record,
  replay,
} from './record.ts';
