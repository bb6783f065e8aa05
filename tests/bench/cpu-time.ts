import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time for its programs in hundredths of a second, whatever the kernel does inside. */
const TICKS_PER_SECOND = 100;

interface Process {
  pid: number;
  parent: number;
  /** User and system time of its threads, in ticks. */
  ticks: number;
}

/** Reads a line of `/proc/PID/stat`: the name, in brackets, may hold spaces and brackets itself. */
export function parseStat(line: string): Process {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return {
    pid: Number.parseInt(line, 10),
    parent: Number(fields[1]),
    ticks: Number(fields[11]) + Number(fields[12]),
  };
}

/** Ticks of a process and all that descend from it. */
export function ticksOfTree(root: number, processes: readonly Process[]): number {
  const tree = new Set([root]);
  for (let grown = true; grown; ) {
    const before = tree.size;
    for (const { pid, parent } of processes) if (tree.has(parent)) tree.add(pid);
    grown = tree.size > before;
  }
  return processes.reduce((sum, { pid, ticks }) => sum + (tree.has(pid) ? ticks : 0), 0);
}

/** Seconds of processor time of a process and its descendants so far; undefined where there is no `/proc`. */
export function cpuSeconds(root: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))];
      } catch {
        // Ended while we looked.
        return [];
      }
    });
  return ticksOfTree(root, processes) / TICKS_PER_SECOND;
}
