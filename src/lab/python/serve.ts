/** The worker's life, apart from the worker: orders come in, what happened goes out. A job runs to its end before the next. */
import { openInterpreter } from './interpreter.ts';
import type { Order, Told } from './protocol.ts';

interface Surroundings {
  wasm?: string;
  post(told: Told): void;
  /** Called once Python is loaded and before the first foreign line runs. */
  fence?(): void;
}

/** What hears an order. Python is loaded at the first one, and asked for again if that failed. */
export function serve({ wasm, post, fence }: Surroundings): (order: Order) => Promise<void> {
  let run = 0;
  const printed = (text: string) => post({ type: 'printed', run, text });
  let opening: ReturnType<typeof openInterpreter> | undefined;
  const open = () => {
    opening ??= openInterpreter(wasm === undefined ? { printed } : { wasm, printed }).then((it) => {
      fence?.();
      return it;
    });
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };
  return async ({ run: mine, job }) => {
    try {
      const python = await open();
      run = mine;
      post({ type: 'began', run });
      for (const givens of job.trials) {
        const result = python.trial(job, givens);
        post({ type: 'result', run, result });
        if (result.fault) break;
      }
      post({ type: 'ended', run });
    } catch (problem) {
      post({ type: 'failed', run: mine, message: (problem as Error).message });
    }
  };
}
