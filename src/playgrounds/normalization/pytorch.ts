/** PyTorch code that does what each view shows. */
import { channelsOf } from './layers.ts';
import { batchOf } from './mates.ts';
import type { NormState, View } from './model.ts';

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
  noise: ({ mine, channel }) => `import torch
from torch import nn

# one image with random mates; put your own layer's outputs in the place of pool
pool = torch.randn(512, 10, 1, 1)
bn = nn.BatchNorm2d(10)
for n in ${JSON.stringify([2, 8, 64, 512])}:
    outputs = []
    for _ in range(60):
        mates = pool[torch.randint(len(pool), (n - 1,))]
        outputs.append(bn(torch.cat([pool[${mine}:${mine + 1}], mates]))[0, ${channel}].item())
    print(n, torch.tensor(outputs).std())
`,
  sets: ({ norm, groups }) => `import torch
from torch import nn

x = torch.randn(4, 8, 14, 14)   # [N, C, H, W]
norm = ${
    {
      batch: 'nn.BatchNorm2d(8)',
      layer: 'nn.LayerNorm([8, 14, 14])',
      group: `nn.GroupNorm(${groups}, 8)`,
      instance: 'nn.InstanceNorm2d(8, affine=True)',
    }[norm]
  }
sets = ${
    {
      batch: 'x.transpose(0, 1).reshape(8, -1)',
      layer: 'x.reshape(4, -1)',
      group: `x.reshape(4 * ${groups}, -1)`,
      instance: 'x.reshape(4 * 8, -1)',
    }[norm]
  }   # a row a set: one mean, one variance
print(sets.shape)
by_hand = (sets - sets.mean(1, keepdim=True)) / (sets.var(1, unbiased=False, keepdim=True) + 1e-5).sqrt()
y = norm(x)${norm === 'batch' ? '.transpose(0, 1)' : ''}
assert torch.allclose(y.reshape(by_hand.shape), by_hand, atol=1e-5)
`,
  order: ({ place }) => `import torch
from torch import nn

def conv(ni, nf, ks=3, act=True):
    layers = [nn.Conv2d(ni, nf, ks, stride=2, padding=ks//2)]
${
  place === 'after'
    ? `    if act: layers.append(nn.ReLU())
    layers.append(nn.BatchNorm2d(nf))`
    : `    layers.append(nn.BatchNorm2d(nf))
    if act: layers.append(nn.ReLU())`
}
    return nn.Sequential(*layers)

y = conv(1, 8, ks=5)(torch.rand(10, 1, 28, 28))
print(y.mean(), (y == 0).float().mean(), (y < 0).float().mean())
`,
};

/** PyTorch code of the view on show; it runs as it stands. */
export const pytorchOf = (state: NormState): string => code[state.view](state);
