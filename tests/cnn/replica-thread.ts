import { parentPort } from 'node:worker_threads';
import { type ReplicaScope, replicasIn } from '#cnn/replica';

/** A thread of Node that helps others train, as a worker does in a browser. */
const scope: ReplicaScope = {
  postMessage: (ready) => parentPort!.postMessage(ready),
  onmessage: null,
};
parentPort!.on('message', (data) => scope.onmessage?.(new MessageEvent('message', { data })));
replicasIn(scope);
