import { unlessAborted } from '#cnn';

/** Thrown instead of a value that came after the stop, or never. */
export class Stopped extends Error {
  override name = 'Stopped';
}

/** The promise's value, unless the signal aborts before it is used: then it throws `Stopped`. */
export async function unlessStopped<Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
): Promise<Value> {
  const value = await unlessAborted(promise, signal, () => new Stopped());
  if (signal.aborted) throw new Stopped();
  return value;
}
