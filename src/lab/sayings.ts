import type { Report } from './reports.ts';

/** What the lab tells a reader when something is in the way, on both sides of the wall. */
export const sayings = {
  busy: 'A training is already running. Stop it before you start another.',
  missing:
    'The training program could not be loaded. Check the connection and press Train again; if that does not help, reload the page.',
  died: 'The training stopped without a word: the browser may have run out of memory. Press Train to start afresh, perhaps with a smaller batch.',
  diedAgain:
    'The training stopped without a word, twice within a minute: the browser may have run out of memory. What it learned up to its last whole pass is kept. Close other tabs before you go on, or press Train with a smaller batch.',
  lost: 'The browser took its graphics processor away from the training. Press Train to start afresh without it.',
  junk: 'The training program sent something this page does not understand. Reload the page to get matching versions.',
  dropped: 'The question was withdrawn.',
  nobody: 'There is no trained network yet. Press Train first.',
};

/** The last report of a run whose worker is of no more use. */
export const failed = (message: string): Report => ({
  type: 'failed',
  message,
  retry: true,
  ...(message === sayings.died || message === sayings.lost ? { died: true } : {}),
});
