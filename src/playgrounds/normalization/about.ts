import type { About } from '../about.ts';

/** What the gallery says of normalisation. */
export const about: About = {
  id: 'normalization',
  tag: 'Normalization',
  title: 'Batch norm and its batch',
  what: 'One digit in a batch with others: swap a mate and its numbers move, switch to evaluation and they stop.',
  tries: [
    {
      what: 'The last layer with two digits: each output is 1 or −1, whatever they are.',
      link: 'layer=conv5&mates=7',
    },
    { what: 'A batch of one there: PyTorch’s own refusal.', link: 'layer=conv5&mates=' },
    { what: 'The running mean after three batches.', link: 'view=running&step=3' },
    {
      what: 'The norms, each with the cells that share a mean, and small batches.',
      link: 'view=sets&norm=group&batch=8',
    },
  ],
  serves: [
    '38-batch-norm-parameters',
    '39-batch-norm-statistics',
    '40-batch-norm-generalization',
    'fr2-other-normalization',
    'fr3-activation-order',
  ],
};
