import { spawnSync } from 'node:child_process';

/** Where a python3 with PyTorch may be; `PYTHON` in the environment takes the place of all. */
export function candidates(env: { PYTHON?: string | undefined }): string[] {
  return env.PYTHON ? [env.PYTHON] : ['/usr/bin/python3', 'python3', 'python'];
}

/** @throws Error, in sentences, when none of them can import torch */
export function pythonWithTorch(paths: readonly string[]): string {
  const found = paths.find(
    (path) => spawnSync(path, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0,
  );
  if (found) return found;
  throw new Error(
    `No Python with PyTorch was found: ${paths.join(', ')} cannot import torch.\n` +
      "Install Debian's python3-torch, or set PYTHON to a python3 that has torch.",
  );
}
