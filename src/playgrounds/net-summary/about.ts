import type { About } from '../about.ts';

/** What the gallery says of the network's summary. */
export const about: About = {
  id: 'net-summary',
  tag: 'NetSummary',
  title: 'A network, layer by layer',
  what: 'Build a network and read its summary: shapes, parameters, multiplications counted three ways, receptive field.',
  tries: [
    {
      what: 'Read the third layer: on which grid does the book count?',
      link: 'open=2&ask=yes',
    },
    {
      what: 'Keep 8 filters all the way down. Where does the work go?',
      link: 'layers=8-5-2-2,8-3-2-1,8-3-2-1,8-3-2-1,10-3-2-1',
    },
    {
      what: 'Ask for larger kernels everywhere, in ten places or in one.',
      link: 'view=refactoring',
    },
    {
      what: 'Put a batch norm into every layer and read what it adds.',
      link: 'layers=norm',
    },
  ],
  serves: ['12-refactoring', '15-multiplications', '23-doubling-filters', '24-larger-first-kernel'],
};
