import type { View } from './model.ts';

/** The one thing to do first in each view. */
export const todo: Record<View, string> = {
  mates:
    'Put other digits into the batch and take them out: the numbers of the one you follow move. Then switch to evaluation.',
  running:
    'Drag along the curve: see how little the first batches count, and when the start is forgotten.',
  noise:
    'Draw other batches a few times: the digit is the same, its output wanders, and less so in large batches.',
  sets: 'Pick a cell and go through the norms: lit are the numbers that share its mean. Then train with one of them.',
  order:
    'Switch the order: see what is normalised and what the next layer gets. Then train either.',
  affine:
    'Move γ and β and watch the histogram. Then sort what the layer holds: trained, or only counted?',
};
