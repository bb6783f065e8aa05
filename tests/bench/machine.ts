import { readFileSync } from 'node:fs';
import { cpus, release, type } from 'node:os';
import type { Machine } from './results.ts';

/** Bits of the widest vectors in a list of x86 features such as Linux's; undefined when it names none. */
export function vectorBits(features: string): number | undefined {
  const has = (name: string) => new RegExp(`\\b${name}\\b`).test(features);
  if (has('avx512f')) return 512;
  if (has('avx')) return 256;
  return has('sse2') ? 128 : undefined;
}

function linuxFeatures(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8');
  } catch {
    return '';
  }
}

/** What the figures depend on. */
export const machine = (browser: string, torch: string | undefined): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'an unknown processor',
  cores: cpus().length,
  vectorBits: vectorBits(linuxFeatures()),
  system: `${type()} ${release()}`,
  browser: `Chromium ${browser}`,
  node: process.versions.node,
  torch,
});
