import type { About } from '../about.ts';

/** What the gallery says of the convolution as a matrix. */
export const about: About = {
  id: 'conv-matrix',
  tag: 'ConvMatrix',
  title: 'A convolution as a matrix',
  what: 'Touch a weight and all its copies light up, change one and all move, cut the tie and see what it costs.',
  tries: [
    { what: 'Point at α: where does it stand in the matrix?', link: 'pin=w0' },
    {
      what: 'Put a ring of zeros round the image. How many rows does the matrix get, and why no more columns?',
      link: 'padding=1&pin=r0',
    },
    {
      what: 'A 3×3 kernel on 28×28 has 9 numbers. What would its matrix have without ties and zeros?',
      link: 'height=28&width=28&kernel=3',
    },
    {
      what: 'Two channels in, two out: the matrix falls into four blocks.',
      link: 'height=6&width=6&kernel=3&inChannels=2&outChannels=2',
    },
  ],
  serves: ['10-convolution-as-matrix'],
};
