/**
 * Lets everything else that waits have its turn: messages such as a stop, timers, drawing. A message to ourselves, for
 * browsers stretch a chain of timeouts to 4 ms each.
 */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
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
