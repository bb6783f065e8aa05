/** Thrown instead of a value that came after the stop, or never. */
export class Stopped extends Error {
  override name = 'Stopped';
}

/** The promise's value, unless the signal aborts first: then it throws `Stopped`. */
export async function unlessStopped<Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
): Promise<Value> {
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new Stopped());
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });
  try {
    const value = await Promise.race([promise, stopped]);
    if (signal.aborted) throw new Stopped();
    return value;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
