import type { KatexOptions } from 'katex';

/** How formulas are set, in the check and on the page. `htmlAndMathml` keeps them readable aloud. */
export const KATEX_OPTIONS = {
  strict: 'error',
  output: 'htmlAndMathml',
  maxSize: 50,
  maxExpand: 1000,
} as const satisfies KatexOptions;
