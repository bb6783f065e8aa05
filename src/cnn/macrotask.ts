/** Who waits for their turn, first come first served: a message for each is under way. */
const waiting: (() => void)[] = [];

/** Asks for a turn that one who waits will get. */
type Ask = () => void;
let ask: Ask | undefined;

const takeTurn = () => waiting.shift()?.();

/** One channel for all turns: opening one takes longer than all else between two batches. */
function openChannel(): Ask {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = takeTurn;
  return () => port2.postMessage(null);
}

/** Node hands over all messages of a port before anybody else's turn, but has a call for just this. */
function immediate(): Ask | undefined {
  const { setImmediate } = globalThis as { setImmediate?: (work: () => void) => void };
  return setImmediate && (() => setImmediate(takeTurn));
}

/**
 * Lets everything else that waits have its turn: messages such as a stop, timers, drawing. A message to ourselves, for
 * browsers stretch a chain of timeouts to 4 ms each.
 */
export function macrotask(): Promise<void> {
  ask ??= immediate() ?? openChannel();
  const turn = new Promise<void>((resolve) => waiting.push(resolve));
  ask();
  return turn;
}

/** The promise's value, unless the signal aborts first: then it throws what `cancel` makes. */
export async function unlessAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
  cancel: () => Error,
): Promise<Value> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(cancel());
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
