import type { About } from '../about.ts';

/** What the gallery says of the activation statistics. */
export const about: About = {
  id: 'activation-stats',
  tag: 'ActivationStats',
  title: 'What the layers put out',
  what: 'fastai’s plot_layer_stats and color_dim of a network in training, with axes, a colour bar and a handle on every batch.',
  tries: [
    {
      what: 'Run D: follow conv4 through its flare and its collapse, around batch 10 to 14.',
      link: 'run=D&layer=conv4&step=10',
    },
    {
      what: 'Run B: the whole layer near zero within a few batches.',
      link: 'run=B&layer=conv4&step=41',
    },
    {
      what: 'Build one column: count, logarithm, colour, on end.',
      link: 'run=D&panel=column&step=40',
    },
    { what: 'Lay a batch open and look for dead units.', link: 'run=D&panel=dead&step=30' },
  ],
  serves: [
    '25-activation-stats',
    '27-plot-layer-stats',
    '28-near-zero-activations',
    '36-color-dim-column',
    '37-bad-training',
  ],
};
