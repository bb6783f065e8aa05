import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { simpleCnnPlan } from '#cnn/math';
import { atEnd } from '../clean-up.ts';
import type { Chunk } from '../contestant.ts';
import { cpuSeconds } from '../cpu-time.ts';
import type { Entrant, Turns } from '../entrant.ts';
import { imageCount, learningRate, momentum, type Setting } from '../settings.ts';

const peer = fileURLToPath(new URL('peer.py', import.meta.url));

/** A Python that has PyTorch. */
export interface Torch {
  python: string;
  version: string;
}

/** `PYTHON` in the environment, the first on the path, the system's. */
export function findTorch(): Torch | undefined {
  for (const python of [process.env.PYTHON, 'python3', '/usr/bin/python3']) {
    if (!python) continue;
    const asked = spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], {
      encoding: 'utf8',
    });
    if (asked.status === 0) return { python, version: asked.stdout.trim() };
  }
  return undefined;
}

/** PyTorch on one thread, in both layouts of its tensors. */
export function torchEntrants({ python, version }: Torch): Entrant[] {
  const note =
    'The same layers, cross_entropy, backward, SGD or AdamW with the same settings, from images already in memory as float.';
  const entrant = (name: string, layout: string, channelsLast: boolean): Entrant => ({
    name,
    title: `PyTorch ${version}, 1 thread, ${layout}`,
    note,
    takes: () => true,
    open: (setting) => openPeer(python, setting, channelsLast, `PyTorch ${version}`),
  });
  return [
    entrant('torch-nchw', 'NCHW', false),
    entrant('torch-channels-last', 'channels_last', true),
  ];
}

async function openPeer(
  python: string,
  setting: Setting,
  channelsLast: boolean,
  engine: string,
): Promise<Turns> {
  const { layers } = simpleCnnPlan(setting);
  const told = { ...setting, layers, channelsLast, imageCount, lr: learningRate, momentum };
  const child = spawn(python, [peer, JSON.stringify(told)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, OMP_NUM_THREADS: '1' },
    // Or Ctrl-C would reach it before the clean-up does.
    detached: true,
  });
  const close = atEnd(() => child.kill());
  let complaint = '';
  child.stderr.on('data', (text) => {
    complaint += text;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async <T>(): Promise<T> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`PyTorch ended: ${complaint.trim().split('\n').at(-1)}`);
    return JSON.parse(value) as T;
  };
  await answer();
  return {
    engine,
    run(seconds) {
      child.stdin.write(`${JSON.stringify({ seconds })}\n`);
      return answer<Chunk>();
    },
    cpuSeconds: () => cpuSeconds(child.pid!),
    close,
  };
}
