import type { About } from '../about.ts';

/** What the gallery says of the tracer. */
export const about: About = {
  id: 'precedent-tracer',
  tag: 'PrecedentTracer',
  title: 'The precedent tracer',
  what: 'Choose any cell of any layer and trace it down to the pixels it depends on, kernels included, or up to the cells that depend on it.',
  tries: [
    {
      what: 'Trace the chapter’s cell twice: nine cells, then 7×7 pixels.',
      link: 'down=2',
    },
    {
      what: 'The same sheet with stride 1, as it is published: 5×5.',
      link: 'image=workbook&layers=3,3&at=2,0,0&down=2',
    },
    {
      what: 'How do the pixels of a 3 move the net’s “it is a 7”? Its gradient, and the field it stays in.',
      link: 'image=3&layers=3s2p1,3s2p1,3s2p1,3s2p1,3s2p1&at=5,0,0&channel=1&overlay=gradient&marks=outlines&down=5',
    },
    {
      what: 'Cover one pixel: which cells of the ten-digit net can notice?',
      link: 'image=3&layers=5s2p2,3s2p1,3s2p1,3s2p1,3s2p1&at=0,14,14&up=5&down=0&marks=outlines&pixels=14.14.255',
    },
  ],
  serves: ['16-receptive-field', '17-receptive-field-size', '18-trace-precedents'],
};
