import type { About } from '../about.ts';

/** What the gallery says of the shapes of tensors. */
export const about: About = {
  id: 'tensor-shapes',
  tag: 'TensorShapes',
  title: 'The shapes of tensors',
  what: 'Build the input and the weight of a convolution, read what PyTorch says where they do not fit, flatten what comes out, and turn the order of axes in memory.',
  tries: [
    {
      what: 'Put the channel axis of four kernels in the wrong place, and mend it.',
      link: 'weight=1x4x3x3',
    },
    {
      what: 'Give a convolution an image with its channels last.',
      link: 'input=64x28x28x3&weight=8x3x3x3',
    },
    { what: 'Squeeze a batch of one image: which axes go?', link: 'view=flatten&scores=1x2x1x1' },
    { what: 'Step through memory in both orders of the axes.', link: 'view=layout' },
  ],
  serves: ['08-conv2d-shapes', '13-flatten', '14-nchw'],
};
