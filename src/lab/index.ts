export { type Lab, openLab, type WorkerLike } from './client.ts';
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
