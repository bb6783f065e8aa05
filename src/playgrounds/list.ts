/**
 * Every playground, in the order a reader meets them. `serves` names questions by their slug; `tries` are experiments, each
 * with the link text that sets it up.
 */
export const playgrounds = [
  {
    id: 'kernel-bench',
    tag: 'KernelBench',
    title: 'The kernel bench',
    what: 'Move a 3×3 window over a digit, change its nine weights, and see the sum written out and the response everywhere.',
    tries: [
      {
        what: 'Move the window one row down from the top edge and watch the 762 fall away.',
        link: 'kernel=top-edge&digit=3&at=5,7',
      },
      {
        what: 'Turn the kernel to left edges: which strokes of the 4 remain?',
        link: 'kernel=left-edge&digit=4&at=14,8',
      },
      {
        what: 'Make all nine weights a ninth. What has become of the digit?',
        link: 'kernel=blur&digit=8&at=14,14',
      },
    ],
    serves: ['02-top-edge-kernel', '03-kernel-operation', '04-kernel-on-zeros'],
  },
  {
    id: 'trainer',
    tag: 'Trainer',
    title: 'Train the network',
    what: 'The chapter’s ten-digit network learns in this tab: choose norm, rate and schedule, watch its kernels form, then draw it a digit.',
    tries: [
      {
        what: 'Train it as the chapter does, then draw it a digit it gets wrong.',
        link: 'norm=batch&schedule=one-cycle&lr=0.06',
      },
      {
        what: 'Take batch norm and 1cycle away and keep the rate. Does it still learn?',
        link: 'norm=none&schedule=constant&lr=0.06',
      },
      {
        what: 'Keep both, and raise the rate to 3, fifty times the chapter’s.',
        link: 'norm=batch&schedule=one-cycle&lr=3',
      },
    ],
    serves: ['11-convolutional-neural-network'],
  },
];
