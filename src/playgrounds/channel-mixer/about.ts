import type { About } from '../about.ts';

/** What the gallery says of the channel mixer. */
export const about: About = {
  id: 'channel-mixer',
  tag: 'ChannelMixer',
  title: 'The channel mixer',
  what: 'Take a colour image apart into its three planes, mute and solo them, and follow 27 products into one number. Then walk through the channels of a trained network.',
  tries: [
    {
      what: 'Look at a pixel of the sun: its red, its green and its blue, and where each of them lies in memory.',
      link: 'view=tensor&at=6,24',
    },
    {
      what: 'Red minus green: which parts of the picture answer with opposite signs?',
      link: 'image=chart&filters=red-green;same-slices&at=11,8',
    },
    {
      what: 'Mute green and blue. How much of the edge of the sail does red alone see?',
      link: 'filters=light-edges&mute=gb&at=8,17',
    },
    {
      what: 'Walk from the one channel of a 3 to the 32 channels of the fourth layer.',
      link: 'view=maps&layer=4&spot=0,1',
    },
  ],
  serves: ['09-channel', '20-color-image', '21-convolution-on-color'],
};
