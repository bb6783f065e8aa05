import type { About } from '../about.ts';

/** What the gallery says of the Python bench. */
export const about: About = {
  id: 'python',
  tag: 'Python',
  title: 'Python in the page',
  what: 'Write a nested list comprehension in a real Python, see its loops walk over the image, and have it judged by what it gives.',
  tries: [
    { what: 'Run the kernel over the whole 3, then step to the sum of 762.', link: 'at=4,6' },
    {
      what: 'The chessboard: which short expression is 0 and 1 by turns?',
      link: 'task=chessboard',
    },
    {
      what: 'Write apply_kernel yourself and see which pixels it reads.',
      link: 'task=apply-kernel',
    },
    {
      what: 'Swap the two loops of the edge map and run it. What has become of the 3?',
      link: 'code=[[apply_kernel(i,j,kernel)%20for%20i%20in%20range(1,27)]%20for%20j%20in%20range(1,27)]',
    },
  ],
  serves: ['07-nested-list-comprehension', '03-kernel-operation'],
};
