import { meeting } from './meeting.ts';
import { type PartOfBatch, Replica } from './replica.ts';
import type { FusedOptions, FusedPlan } from './wasm/index.ts';

/** Asks a worker for a replica. Its `work` comes through one port, and the replicas before and after it meet at others. */
export interface Joining {
  plan: FusedPlan;
  options: FusedOptions;
  /** Among all replicas; 0 is where the training is. */
  place: number;
  work: MessagePort;
  others: MessagePort[];
}

/** What comes through the port for work: parts of batches, and in the end nothing. */
export type Work = PartOfBatch | null;

/** What goes back: what a part found, or why it cannot be trained. */
export type Found = { loss: number; gradients: Float32Array } | { problem: string };

/** A worker's scope, as far as replicas need it. */
export interface ReplicaScope {
  postMessage(ready: 'ready'): void;
  onmessage: ((event: MessageEvent<Joining>) => void) | null;
}

/**
 * The life of a worker that helps others train: it makes a replica for each network it is asked to join, trains it on
 * the parts it is sent, and forgets it when nothing more comes. It needs no TensorFlow.js, and no digits.
 */
export function replicasIn(scope: ReplicaScope) {
  scope.onmessage = ({ data }) => join(data);
  scope.postMessage('ready');
}

function join({ plan, options, place, work, others }: Joining) {
  const tell = (found: Found, moved: Transferable[] = []) => work.postMessage(found, moved);
  const fail = (problem: unknown) => tell({ problem: (problem as Error).message });
  try {
    const replica = new Replica(plan, options);
    const meet = meeting(place, others);
    work.onmessage = ({ data: part }: MessageEvent<Work>) => {
      if (!part) {
        for (const port of [work, ...others]) port.close();
        return;
      }
      replica.train(part, meet).then(({ loss }) => {
        const gradients = replica.gradients.slice();
        tell({ loss, gradients }, [gradients.buffer]);
      }, fail);
    };
  } catch (problem) {
    fail(problem);
  }
}
