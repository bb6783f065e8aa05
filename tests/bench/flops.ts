import { type NetPlan, netSummary } from '#cnn/math';

/**
 * Floating-point operations of the convolutions in one training step, for one image: forward, the gradient of the
 * weights, and the gradient of the input for all layers but the first. A multiplication with its addition is two; taps
 * on padding need not be computed and do not count, nor do norms, activations, loss and optimiser.
 */
export function flopsPerImage(plan: NetPlan): number {
  const needed = netSummary(plan)
    .map(({ multiplications }) => multiplications.withoutPadding)
    .filter((count) => count > 0);
  const forward = needed.reduce((sum, count) => sum + count, 0);
  const first = needed[0] ?? 0;
  return 2 * (3 * forward - first);
}
