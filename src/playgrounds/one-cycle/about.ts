import type { About } from '../about.ts';

/** What the gallery says of the 1cycle schedule. */
export const about: About = {
  id: 'one-cycle',
  tag: 'OneCycle',
  title: 'The 1cycle schedule',
  what: 'Handles on learning rate and momentum, your own drawn schedule raced in real training, and a search for the rate.',
  tries: [
    { what: 'Race the warm-up against a constant rate of 0.06.', link: 'panel=race' },
    {
      what: 'See a high rate skip a sharp minimum.',
      link: 'panel=valley&rival=gentle&lrMax=0.2',
    },
    { what: 'Draw a schedule of your own.', link: 'drawn=0.01,0.06,0.06,0.03,0' },
    { what: 'Search for the rate and have your pick graded.', link: 'panel=finder' },
  ],
  serves: ['31-one-cycle', '32-high-learning-rate', '33-low-rate-at-end', '34-cyclical-momentum'],
};
