const tasks: (() => unknown)[] = [];

/** Does it when the command ends, the latest first, also after Ctrl-C. @returns a way to do it now and not again */
export function atEnd(task: () => unknown): () => Promise<void> {
  tasks.push(task);
  return async () => {
    const at = tasks.indexOf(task);
    if (at >= 0) tasks.splice(at, 1);
    await task();
  };
}

/** Does all that is left to do. What fails in it is of no use to anybody any more. */
export async function cleanUp() {
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    try {
      await task();
    } catch {}
  }
}

let stopped = false;
/** Whether a signal ended the command: what breaks afterwards is no news. */
export const wasStopped = () => stopped;

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, async () => {
    stopped = true;
    process.stderr.write('\nStopped. Closing what was opened …\n');
    await cleanUp();
    process.exit(code);
  });
}
