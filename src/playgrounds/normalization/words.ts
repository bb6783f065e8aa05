import type { View } from './model.ts';

/** The one thing to do first in each view. */
export const todo: Record<View, string> = {
  mates:
    'Put other digits into the batch and take them out: the numbers of the one you follow move. Then switch to evaluation.',
  running:
    'Drag along the curve: see how little the first batches count, and when the start is forgotten.',
  affine:
    'Move γ and β and watch the histogram. Then sort what the layer holds: trained, or only counted?',
};
