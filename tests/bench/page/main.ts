import type { Chunk, Contestant, Listed, Session } from '../contestant.ts';
import { type Setting, settings } from '../settings.ts';
import { wasmBytes } from './wasm-bytes.ts';

// Not loaded before somebody asks: the contestants register different kernels under the same names.
const files = import.meta.glob<{ contestants: readonly Contestant[] }>('./contestants/*.ts');

/** What the runner drives, one page for each contestant. */
export interface BenchPage {
  list(): Promise<Record<string, Listed[]>>;
  open(
    file: string,
    name: string,
    setting: Setting,
  ): Promise<Pick<Session, 'engine' | 'codeBytes'>>;
  run(seconds: number): Promise<Chunk>;
  wasmBytes(): number;
}

let session: Session | undefined;

const page: BenchPage = {
  async list() {
    const listed = Object.entries(files).map(async ([file, load]) => {
      const { contestants } = await load();
      return [file, contestants.map(plain)] as const;
    });
    return Object.fromEntries(await Promise.all(listed));
  },
  async open(file, name, setting) {
    const { contestants } = await files[file]!();
    const found = contestants.find((contestant) => contestant.name === name)!;
    session = await found.open(setting);
    return { engine: session.engine, codeBytes: session.codeBytes };
  },
  run: (seconds) => session!.run(seconds),
  wasmBytes,
};

const plain = ({ name, title, note, takes, rounds }: Contestant): Listed => ({
  name,
  title,
  note,
  settings: settings.filter((setting) => takes?.(setting) ?? true).map(({ name }) => name),
  rounds,
});

Object.assign(globalThis, { benchPage: page });
