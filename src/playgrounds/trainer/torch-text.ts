/** A recipe as a script for PyTorch alone: the same net, optimiser, schedule and number of steps on MNIST's own files. */
import { layersText } from './layers-text.ts';
import { inWords, type Recipe } from './model.ts';

export function torchText(recipe: Recipe): string {
  const { net, batchSize, lr, schedule, optimizer, steps, seed } = recipe;
  const pair = net === 'three_or_seven';
  const cycle = schedule === 'one-cycle';
  return `# ${inWords(recipe)}, ${steps} steps.
# Reads the four files of MNIST as published from the folder mnist, packed (.gz) or not.
import gzip, math
from pathlib import Path
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(${seed})

def idx(name):
    path = Path('mnist') / name
    opened = open(path, 'rb') if path.exists() else gzip.open(f'{path}.gz')
    with opened as file:
        data = file.read()
    count = int.from_bytes(data[4:8], 'big')
    body = np.frombuffer(data, np.uint8)
    return torch.tensor(body[16:].reshape(count, 1, 28, 28) if data[3] == 3 else body[8:])

def digits(part):
    x = idx(f'{part}-images-idx3-ubyte').float() / 255
    y = idx(f'{part}-labels-idx1-ubyte').long()
${
  pair
    ? `    kept = (y == 3) | (y == 7)
    return x[kept], (y[kept] == 7).long()

train_x, train_y = digits('train')
valid_x, valid_y = digits('t10k')`
    : `    return x, y

train_x, train_y = digits('train')
valid_x, valid_y = digits('t10k')
mean, std = train_x.mean(), train_x.std()
train_x, valid_x = (train_x - mean) / (std + 1e-7), (valid_x - mean) / (std + 1e-7)`
}

${layersText(recipe)}

${
  optimizer === 'adam'
    ? `# fastai's Adam: decoupled decay, and none on biases and batch norm
def decays(module, name):
    return name != 'bias' and not isinstance(module, nn.BatchNorm2d)

groups = {True: [], False: []}
for module in model.modules():
    for name, parameter in module.named_parameters(recurse=False):
        groups[decays(module, name)].append(parameter)
opt = torch.optim.AdamW([
    {'params': groups[True], 'weight_decay': 0.01},
    {'params': groups[False], 'weight_decay': 0.0},
], lr=${lr}, betas=(0.9, 0.99), eps=1e-5)`
    : `opt = torch.optim.SGD(model.parameters(), lr=${lr}, momentum=0.9)`
}
${
  cycle
    ? `
def cosine(start, end, share):
    return start + (1 - math.cos(math.pi * share)) * (end - start) / 2

def one_cycle(progress, low, high, end, pct_start=0.25):
    if progress < pct_start:
        return cosine(low, high, progress / pct_start)
    return cosine(high, end, (progress - pct_start) / (1 - pct_start))
`
    : ''
}
batch = ${batchSize}
model.train()
for step in range(${steps}):
    at = step % (len(train_x) // batch)
    if at == 0: order = torch.randperm(len(train_x))
    chosen = order[at*batch:(at + 1)*batch]
${
  cycle
    ? `    progress = step / ${steps}
    lr = one_cycle(progress, ${lr} / 25, ${lr}, ${lr} / 1e5)
    mom = one_cycle(progress, 0.95, 0.85, 0.95)
    for group in opt.param_groups:
        group['lr'] = lr
        ${optimizer === 'adam' ? "group['betas'] = (mom, 0.99)" : "group['momentum'] = mom"}
`
    : ''
}    loss = F.cross_entropy(model(train_x[chosen]), train_y[chosen])
    opt.zero_grad()
    loss.backward()
    opt.step()

model.eval()
with torch.no_grad():
    scores = model(valid_x)
    accuracy = (scores.argmax(1) == valid_y).float().mean().item()
    print(f'valid loss {F.cross_entropy(scores, valid_y).item():.4f}, accuracy {accuracy:.4f}')
`;
}
