import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of JavaScript that are alive. */
export function heapInUse(): number {
  collect();
  return process.memoryUsage().heapUsed;
}
