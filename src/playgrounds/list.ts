/** Every playground, in the order a reader meets them; `serves` names questions by their slug. */
export const playgrounds = [
  {
    id: 'kernel-bench',
    tag: 'KernelBench',
    title: 'The kernel bench',
    what: 'Move a 3×3 window over a digit, change its nine weights, and see the sum written out and the response everywhere.',
    serves: ['02-top-edge-kernel', '03-kernel-operation', '04-kernel-on-zeros'],
  },
  {
    id: 'trainer',
    tag: 'Trainer',
    title: 'Train the network',
    what: 'The chapter’s ten-digit network learns in this tab: choose norm, rate and schedule, watch its kernels form, then draw it a digit.',
    serves: ['11-convolutional-neural-network'],
  },
];
