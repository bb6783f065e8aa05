import type { About } from '../about.ts';

/** What the gallery says of the trainer. */
export const about: About = {
  id: 'trainer',
  tag: 'Trainer',
  title: 'Train the network',
  what: 'The chapter’s ten-digit network learns in this tab: choose norm, rate and schedule, watch its kernels form, then draw it a digit.',
  tries: [
    {
      what: 'Train it as the chapter does, then draw it a digit it gets wrong.',
      link: 'norm=batch&schedule=one-cycle&lr=0.06',
    },
    {
      what: 'Take batch norm and 1cycle away and keep the rate. Does it still learn?',
      link: 'norm=none&schedule=constant&lr=0.06',
    },
    {
      what: 'Keep both, and raise the rate to 3, fifty times the chapter’s.',
      link: 'norm=batch&schedule=one-cycle&lr=3',
    },
  ],
  serves: ['11-convolutional-neural-network'],
};
