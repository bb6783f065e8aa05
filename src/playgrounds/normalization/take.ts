/** What a reader takes along: the numbers of a view, and PyTorch code that does the same. */

import { axis, histogramOf, numbersOf, scaled } from './affine.ts';
import { batchesOf, recordedFilm } from './film.ts';
import { channelsOf } from './layers.ts';
import { batchOf, isRefusal, outcomeOf, pairs } from './mates.ts';
import type { NormState, View } from './model.ts';

const lines = (rows: readonly (readonly (string | number)[])[]): string =>
  `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;

const numbers: Record<View, (state: NormState) => string> = {
  mates: (state) => {
    const outcome = outcomeOf(state, batchOf(state));
    const own = isRefusal(outcome) ? 'refused' : outcome.y;
    return lines([
      ['batch', 'in training', 'in evaluation'],
      ...pairs(state).map((pair) => [`${state.mine} and ${pair.mate}`, pair.train, pair.eval]),
      [
        batchOf(state).join(' '),
        state.mode === 'train' ? own : '',
        state.mode === 'eval' ? own : '',
      ],
    ]);
  },
  running: ({ channel }) => {
    const { mean, variance } = recordedFilm(channel);
    const [means, variances] = [batchesOf(mean), batchesOf(variance)];
    return lines([
      ['batch', 'mean', 'running_mean', 'unbiased variance', 'running_var'],
      ...mean.map((value, i) => [
        i,
        means[i - 1] ?? '',
        value,
        variances[i - 1] ?? '',
        variance[i]!,
      ]),
    ]);
  },
  affine: ({ channel, gamma, beta }) => {
    const { normal } = numbersOf(channel);
    const width = (axis.to - axis.from) / axis.bins;
    const after = histogramOf(scaled(normal, gamma, beta));
    return lines([
      ['from', 'to', 'normalised', 'scaled and shifted'],
      ...histogramOf(normal).map((count, bin) => [
        Number((axis.from + bin * width).toFixed(3)),
        Number((axis.from + (bin + 1) * width).toFixed(3)),
        count,
        after[bin]!,
      ]),
    ]);
  },
};

/** The numbers of the view on show, a header line first. */
export const csvOf = (state: NormState): string => numbers[state.view](state);

const code: Record<View, (state: NormState) => string> = {
  mates: (state) => {
    const { layer, mode, channel } = state;
    const batch = batchOf(state);
    const side = layer === 'conv1' ? 14 : 1;
    return `import torch
from torch import nn

# digits ${batch.join(', ')} in one batch; put what your layer gives in the place of x
bn = nn.BatchNorm2d(${channelsOf(layer)})
bn.${mode}()
x = torch.randn(${batch.length}, ${channelsOf(layer)}, ${side}, ${side})${layer === 'conv1' ? '.relu()' : ''}
y = bn(x)[${batch.indexOf(state.mine)}, ${channel}]   # the ${state.mine}, channel ${channel}
by_hand = ${
      mode === 'train'
        ? `(x - x.mean((0, 2, 3), keepdim=True)) / (x.var((0, 2, 3), unbiased=False, keepdim=True) + bn.eps).sqrt()`
        : `(x - bn.running_mean.view(1, -1, 1, 1)) / (bn.running_var.view(1, -1, 1, 1) + bn.eps).sqrt()`
    }
assert torch.allclose(y, by_hand[${batch.indexOf(state.mine)}, ${channel}], atol=1e-5)
`;
  },
  running: ({ step }) => `import torch
from torch import nn

bn = nn.BatchNorm2d(8)   # momentum=0.1: the weight of the new batch
mean, var = torch.zeros(8), torch.ones(8)
for _ in range(${step}):
    x = torch.randn(512, 8, 14, 14).relu()
    bn(x)
    mean = 0.9 * mean + 0.1 * x.mean((0, 2, 3))
    var = 0.9 * var + 0.1 * x.var((0, 2, 3), unbiased=True)
assert torch.allclose(bn.running_mean, mean, atol=1e-5)
assert torch.allclose(bn.running_var, var, atol=1e-5)
print(bn.num_batches_tracked)   # ${step}
`,
  affine: ({ gamma, beta, channel }) => `import torch
from torch import nn

bn = nn.BatchNorm2d(8)
with torch.no_grad():
    bn.weight[${channel}], bn.bias[${channel}] = ${gamma}, ${beta}
y = bn(torch.randn(10, 8, 14, 14).relu())[:, ${channel}]
print(y.mean(), y.std(unbiased=False))   # ${beta}, ${Math.abs(gamma)}
print([name for name, _ in bn.named_parameters()])   # ['weight', 'bias']
print([name for name, _ in bn.named_buffers()])      # ['running_mean', 'running_var', 'num_batches_tracked']
`,
};

/** PyTorch code of the view on show; it runs as it stands. */
export const pytorchOf = (state: NormState): string => code[state.view](state);
