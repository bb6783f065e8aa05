import type { GradientCloud } from '#lab';
import { spreadsOf } from './cloud.ts';
import { costs } from './model.ts';
import { COUNT, REFERENCE, sizes } from './points.ts';

/** One line a batch size. */
export function csvOf(cloud: GradientCloud, epochs: number): string {
  const budget = costs(epochs);
  const lines = spreadsOf(cloud).map(({ size, measured, predicted, angle }) => {
    const cost = budget.find((one) => one.size === size)!;
    return [size, measured, predicted, angle, cost.updates, cost.memory, cost.multiplications].join(
      ',',
    );
  });
  const head =
    'batch size,spread,spread by 1/sqrt(size),mean angle in degrees,updates,bytes,multiplications';
  return `${[head, ...lines].join('\r\n')}\r\n`;
}

/** PyTorch code that measures the same of any network. */
export const torchOf = (): string => `import torch, torch.nn.functional as F

# model: the network at the point in question; x, y: training images [n, 1, 28, 28] and labels
def gradient(size):
    index = torch.randperm(len(x))[:size]
    model.zero_grad()
    F.cross_entropy(model(x[index]), y[index]).backward()
    return torch.cat([p.grad.flatten() for p in model.parameters()])

large = gradient(${REFERENCE})
for size in (${sizes.join(', ')}):
    some = torch.stack([gradient(size) for _ in range(${COUNT})])
    spread = (some - large).pow(2).sum(1).mean().sqrt()
    cosine = F.cosine_similarity(some, large[None]).mean()
    print(size, spread.item(), cosine.item())
`;
