/** What a reader takes along: the network as PyTorch and fastai code, and its summary as a table. */
import { image, longLines, shortLines } from './game.ts';
import { type NetState, planOf } from './model.ts';
import { batch, type Line, torchShape } from './rows.ts';

const bool = (on: boolean): string => (on ? 'True' : 'False');

/** The layers as PyTorch writes them, each with the convolution it belongs to, from 0; Flatten belongs to none. */
export function layerLines(state: NetState): { code: string; conv: number | null }[] {
  let conv = -1;
  return planOf(state).layers.map((layer) => {
    if (layer.type === 'Conv2d') {
      conv++;
      const { inChannels, outChannels, kernel, stride, padding, bias } = layer;
      const code = `nn.Conv2d(${inChannels}, ${outChannels}, ${kernel}, stride=${stride}, padding=${padding}${bias ? '' : ', bias=False'}),`;
      return { code, conv };
    }
    if (layer.type === 'BatchNorm2d') return { code: `nn.BatchNorm2d(${layer.channels}),`, conv };
    return { code: `nn.${layer.type}(),`, conv: layer.type === 'Flatten' ? null : conv };
  });
}

/** PyTorch code that builds the network and shows its output's shape. */
export function pytorch(state: NetState): string {
  if (state.view === 'refactoring') return bothDefinitions(state);
  return `import torch
from torch import nn

net = nn.Sequential(
    ${layerLines(state)
      .map(({ code }) => code)
      .join('\n    ')}
)
net(torch.zeros(${batch}, ${state.channels}, ${state.side}, ${state.side})).shape
sum(p.numel() for p in net.parameters())
`;
}

/** The two definitions of the game as they stand, and whether they are the same network. */
const bothDefinitions = (state: NetState): string => `import torch
from torch import nn

written_out = nn.Sequential(
    ${longLines(state).join('\n    ')}
    nn.Flatten(),
)

${shortLines(state).join('\n')}

x = torch.zeros(${batch}, ${image.channels}, ${image.side}, ${image.side})
for layer, block in zip((l for l in written_out if isinstance(l, nn.Conv2d)), net):
    print(layer, block)
print(written_out(x).shape, net(x).shape)
`;

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
