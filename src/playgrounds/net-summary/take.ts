/** What a reader takes along: the network as PyTorch and fastai code, and its summary as a table. */
import { type NetState, planOf } from './model.ts';
import { type Line, torchShape } from './rows.ts';

const bool = (on: boolean): string => (on ? 'True' : 'False');

/** PyTorch code that builds the network and shows its output's shape. */
export function pytorch(state: NetState): string {
  const layers = planOf(state).layers.map((layer) => {
    if (layer.type === 'Conv2d') {
      const { inChannels, outChannels, kernel, stride, padding, bias } = layer;
      return `nn.Conv2d(${inChannels}, ${outChannels}, ${kernel}, stride=${stride}, padding=${padding}${bias ? '' : ', bias=False'})`;
    }
    if (layer.type === 'BatchNorm2d') return `nn.BatchNorm2d(${layer.channels})`;
    return `nn.${layer.type}()`;
  });
  return `import torch
from torch import nn

net = nn.Sequential(
    ${layers.join(',\n    ')},
)
net(torch.zeros(64, ${state.channels}, ${state.side}, ${state.side})).shape
sum(p.numel() for p in net.parameters())
`;
}

/** fastai code that builds the network of `ConvLayer`s and prints its summary. */
export function fastai(state: NetState): string {
  const { layers, channels, bias } = state;
  const made = layers.map(({ out, kernel, stride, padding, norm }, i) => {
    const act = i === layers.length - 1 ? ', act_cls=None' : '';
    const normed = norm === 'none' ? ', norm_type=None' : `, bn_1st=${bool(norm === 'before')}`;
    return `ConvLayer(${layers[i - 1]?.out ?? channels}, ${out}, ks=${kernel}, stride=${stride}, padding=${padding}, bias=${bool(bias)}${normed}${act})`;
  });
  return `from fastai.vision.all import *

net = nn.Sequential(
    ${made.join(',\n    ')},
    Flatten(),
)
learn = Learner(dls, net, loss_func=F.cross_entropy, metrics=accuracy)   # dls: your data
learn.summary()
`;
}

/** The summary as comma-separated values, one line a layer. */
export function csv(lines: readonly Line[]): string {
  const head =
    'layer,type,output shape,parameters,multiplications input grid,output grid,without padding,receptive field';
  const rows = lines.map(({ layer, outputShape, parameters, count, receptiveField }) =>
    [
      layer.name,
      layer.type,
      torchShape(outputShape).join('x'),
      parameters.total,
      count?.inputGrid ?? 0,
      count?.outputGrid ?? 0,
      count?.withoutPadding ?? 0,
      receptiveField?.size ?? '',
    ].join(','),
  );
  return `${[head, ...rows].join('\r\n')}\r\n`;
}
