import type { About } from '../about.ts';

/** What the gallery says of the batch size. */
export const about: About = {
  id: 'batch-size',
  tag: 'BatchSize',
  title: 'The batch size',
  what: 'Gradients of many real mini-batches fan out from one point and close up as the batch grows, at its price.',
  tries: [
    { what: 'Batches of 8: which way is down?', link: 'size=8' },
    { what: 'The same near the end of training.', link: 'size=64&point=late' },
    { what: 'What twenty passes cost in batches of 512.', link: 'size=512&beside=64&epochs=20' },
  ],
  serves: ['29-batch-size'],
};
