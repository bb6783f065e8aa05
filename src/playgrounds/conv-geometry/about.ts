import type { About } from '../about.ts';

/** What the gallery says of the geometry of a convolution. */
export const about: About = {
  id: 'conv-geometry',
  tag: 'ConvGeometry',
  title: 'Padding and stride',
  what: 'Pull at padding and stride on the picture itself, predict how large the output gets, and see what the floor leaves out.',
  tries: [
    {
      what: 'Hide the output and predict its side: a 5×5 kernel, stride 2, on 28 pixels.',
      link: 'kernel=5&padding=2&predict=yes',
    },
    {
      what: 'A 4×4 kernel cannot keep the size: pull the padding from 1 to 2.',
      link: 'size=5&kernel=4&stride=1&image=counting&weights=ones&at=0,0',
    },
    {
      what: 'Take away the padding: which pixels are never looked at?',
      link: 'padding=0&at=12,12',
    },
    {
      what: 'An image of 255 everywhere has no edge. Put zeros, mirrored or repeated pixels round it.',
      link: 'size=6&stride=1&image=flat&weights=top-edge&at=0,2',
    },
  ],
  serves: ['05-padding', '06-stride'],
};
