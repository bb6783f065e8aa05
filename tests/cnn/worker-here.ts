import type { CrewWorker } from '#cnn';
import { type Joining, type ReplicaScope, replicasIn } from '#cnn/replica';

/** A worker in this very thread: what crosses is copied and comes later, as it would from another one. */
export function workerHere(): CrewWorker {
  const worker: CrewWorker = {
    onmessage: null,
    onerror: null,
    terminate() {},
    postMessage(joining, transfer) {
      const data: Joining = structuredClone(joining, { transfer });
      queueMicrotask(() => scope.onmessage?.(new MessageEvent('message', { data })));
    },
  };
  const scope: ReplicaScope = {
    onmessage: null,
    postMessage: (data) => {
      queueMicrotask(() => worker.onmessage?.(new MessageEvent('message', { data })));
    },
  };
  replicasIn(scope);
  return worker;
}
