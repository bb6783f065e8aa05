/**
 * The page's side of the wall to Python. A bench owns at most one worker: it is born at the first run and lives on for later
 * ones. Python cannot be interrupted, so a stop, or code that runs too long, ends the worker; the next run starts another.
 */
import { type Fault, type Job, type Order, parseTold, type Result, type Told } from './protocol.ts';

export type { Fault, Job, Result };

/** The part of `Worker` that is needed; tests hand in another. */
export interface PythonWorker {
  postMessage(order: Order): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
}

/** How a run ended. Results that came before are kept. */
export type Ending =
  | { type: 'ended' }
  /** The reader stopped it. */
  | { type: 'stopped' }
  /** It ran too long and was stopped; so many seconds were given. */
  | { type: 'endless'; seconds: number }
  /** Python itself could not be loaded, or died. */
  | { type: 'failed'; message: string };

/** What a run tells on its way. */
export type Note = Extract<Told, { type: 'began' | 'printed' | 'result' }>;

export interface Python {
  /** Runs a job and tells what happens. Never throws, also when aborted. One run at a time: a second one stops the first. */
  run(job: Job, hear: (note: Note) => void, signal: AbortSignal): Promise<Ending>;
  close(): void;
}

/** Seconds that code may run, and that Python may take to arrive. */
const PATIENCE = { running: 5, loading: 60 };
const TICK = 250;

const sayings = {
  missing:
    'Python could not be loaded. Check the connection and press Run again; if that does not help, reload the page.',
  died: 'Python stopped without a word: the browser may have run out of memory. Press Run to start it afresh.',
  junk: 'The page and its Python do not fit together any more. Reload the page to get matching versions.',
};

const spawnWorker = (): PythonWorker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** A Python for one playground. Nothing is loaded before the first run. */
export function openPython(
  spawn: () => PythonWorker = spawnWorker,
  patience: { running: number; loading: number } = PATIENCE,
): Python {
  let worker: PythonWorker | undefined;
  let runs = 0;
  let end: ((ending: Ending, alive?: boolean) => void) | undefined;

  const bury = (): void => {
    worker?.terminate();
    worker = undefined;
  };

  return {
    run(job, hear, signal) {
      end?.({ type: 'stopped' });
      if (signal.aborted) return Promise.resolve({ type: 'stopped' });
      return new Promise((resolve) => {
        const run = ++runs;
        let began = false;
        let ticks = 0;
        const finish = (ending: Ending, alive = false): void => {
          if (end !== finish) return;
          end = undefined;
          clearInterval(watch);
          signal.removeEventListener('abort', stop);
          if (!alive) bury();
          resolve(ending);
        };
        const stop = (): void => finish({ type: 'stopped' });
        // Counting ticks, not clock time, forgives a laptop that slept: both sides slept.
        const watch = setInterval(() => {
          const seconds = began ? patience.running : patience.loading;
          if (++ticks * TICK < seconds * 1000) return;
          finish(
            began ? { type: 'endless', seconds } : { type: 'failed', message: sayings.missing },
          );
        }, TICK);
        end = finish;
        signal.addEventListener('abort', stop);
        try {
          worker ??= spawn();
          worker.onmessage = ({ data }) => {
            let told: Told;
            try {
              told = parseTold(data);
            } catch {
              return finish({ type: 'failed', message: sayings.junk });
            }
            if (told.run !== run) return;
            if (told.type === 'ended') finish({ type: 'ended' }, true);
            else if (told.type === 'failed') {
              finish({ type: 'failed', message: began ? sayings.died : sayings.missing });
            } else {
              if (told.type === 'began') {
                began = true;
                ticks = 0;
              }
              hear(told);
            }
          };
          worker.onerror = () =>
            finish({ type: 'failed', message: began ? sayings.died : sayings.missing });
          worker.postMessage({ type: 'run', run, job });
        } catch {
          finish({ type: 'failed', message: sayings.missing });
        }
      });
    },
    close() {
      end?.({ type: 'stopped' });
      bury();
    },
  };
}
