import type { About } from '../about.ts';

/** What the gallery says of the kernel bench. */
export const about: About = {
  id: 'kernel-bench',
  tag: 'KernelBench',
  title: 'The kernel bench',
  what: 'Move a window over a digit, a drawing or your own photo, change its weights, and see the sum written out and the response everywhere.',
  tries: [
    {
      what: 'Move the window one row down from the top edge and watch the 762 fall away.',
      link: 'at=5,7',
    },
    {
      what: 'Turn the kernel to left edges: which strokes of the 4 remain?',
      link: 'kernel=left-edge&digit=4&at=14,8',
    },
    {
      what: 'Make all nine weights a ninth. What has become of the digit?',
      link: 'kernel=blur&digit=8&at=14,14',
    },
    {
      what: 'Challenge: build a kernel that finds left edges. Images judge it, not its numbers.',
      link: 'kernel=identity&view=challenge&goal=left-edge',
    },
  ],
  serves: ['01-feature', '02-top-edge-kernel', '03-kernel-operation', '04-kernel-on-zeros'],
};
