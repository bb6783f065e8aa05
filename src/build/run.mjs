import { spawnSync } from 'node:child_process';

/** Runs a command with its output shown; true when it ended well. npm is a script on Windows, hence the shell there. */
export function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  });
  return status === 0;
}
