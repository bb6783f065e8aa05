import type { About } from '../about.ts';

/** What the gallery says of the classic features. */
export const about: About = {
  id: 'classic-features',
  tag: 'ClassicFeatures',
  title: 'Features before deep learning',
  what: 'Sobel, Gabor, Harris, LBP, Haar and HOG on the same digit or your own drawing, and how well a linear classifier tells 3 from 7 with each.',
  tries: [
    {
      what: 'Turn the Gabor kernel to level stripes: which strokes of the 7 answer?',
      link: 'feature=gabor&digit=7&turn=2',
    },
    {
      what: 'Where does Harris find corners in a 4, and what is negative?',
      link: 'feature=harris&digit=4',
    },
    {
      what: 'Draw a 3 with sharp corners and look at its directions in HOG.',
      link: 'feature=hog&digit=drawing',
    },
  ],
  serves: ['fr1-classic-features'],
};
