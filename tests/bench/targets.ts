import type { SettingName } from './settings.ts';

/** How many times as fast as somebody else a contestant has to be. */
export interface Target {
  /** Continues "against". */
  against: string;
  ours: string;
  /** Names of contestants; the one with the higher median counts. */
  peers: readonly string[];
  least: Partial<Record<SettingName, number>>;
  /** A share is told in percent, anything else as a factor. */
  share?: true;
}

export const targets: readonly Target[] = [
  {
    against: 'PyTorch, 1 thread, its better layout',
    ours: 'learner',
    peers: ['torch-nchw', 'torch-channels-last'],
    least: { 'b64 BN': 2, b64: 1.6, 'b512 BN': 1.15, b512: 1.15 },
  },
  {
    against: 'the best tfjs-wasm without our kernels',
    ours: 'learner',
    peers: ['tfjs-wasm', 'tfjs-wasm-layers'],
    least: { 'b64 BN': 10, b64: 10, 'b512 BN': 10, b512: 10 },
  },
  { against: 'ConvNetJS', ours: 'learner', peers: ['convnetjs'], least: { b64: 80 } },
  {
    against: 'the roofline',
    ours: 'learner',
    peers: ['roofline'],
    least: { 'b64 BN': 0.7, b64: 0.7, 'b512 BN': 0.6, b512: 0.65 },
    share: true,
  },
  {
    against: 'one worker, with two',
    ours: 'two-workers',
    peers: ['learner'],
    least: { 'b512 BN': 1.5, b512: 1.5 },
  },
];

/** At most; bytes are thousands of bytes, as in a browser's network panel. */
export const limits = {
  firstStep: 300,
  emittedBytes: 300_000,
  fetchedBytes: 250_000,
  longestTask: 50,
  /** Growth over the steps, in bytes: a garbage collector's noise, far below one batch a step. */
  growth: 1_000_000,
  /** Of a step with ActivationStats over one without, minus 1. */
  statsCost: 0.15,
} as const;
