/** MicroPython with the page's prelude: takes a trial, gives a result. Knows nothing of workers, so a Node test can use it. */
import { loadMicroPython } from '@micropython/micropython-webassembly-pyscript/micropython.mjs';
import prelude from './prelude.py?raw';
import type { Job, Result } from './protocol.ts';

/** Letters of printed text that are told; more would only fill the page. */
const MOST_PRINTED = 8000;

export interface Interpreter {
  /** Runs the job with one trial's names. Faults of the code are part of the result. */
  trial(job: Omit<Job, 'trials'>, givens: Job['trials'][number]): Result;
}

interface Options {
  /** Where `micropython.wasm` stands; beside the library when absent. */
  wasm?: string;
  /** Hears what is printed, line by line. */
  printed(text: string): void;
}

/** Loads MicroPython. @throws when the file cannot be fetched or compiled */
export async function openInterpreter({ wasm, printed }: Options): Promise<Interpreter> {
  const written = printer(printed);
  const python = await loadMicroPython({
    ...(wasm === undefined ? {} : { url: wasm }),
    linebuffer: false,
    stdout: written.write,
    stderr: written.write,
  });
  python.runPython(prelude);
  const trial = python.globals.get('_trial') as (job: string) => string;
  return {
    trial(job, givens) {
      written.start();
      const result = trial(JSON.stringify({ ...job, givens }));
      written.end();
      return JSON.parse(result) as Result;
    },
  };
}

/** Gathers bytes to lines, and falls silent after `MOST_PRINTED` letters. */
function printer(printed: (text: string) => void) {
  let bytes: number[] = [];
  let room = MOST_PRINTED;
  const flush = (): void => {
    if (bytes.length === 0 || room <= 0) return;
    const text = new TextDecoder().decode(new Uint8Array(bytes));
    bytes = [];
    room -= text.length;
    printed(room > 0 ? text : `${text}\n… and more, which is not shown.\n`);
  };
  return {
    write: (chunk: Uint8Array) => {
      if (room <= 0) return;
      for (const byte of chunk) bytes.push(byte);
      if (bytes.at(-1) === 10 || bytes.length > 1000) flush();
    },
    start: () => {
      bytes = [];
      room = MOST_PRINTED;
    },
    end: flush,
  };
}
