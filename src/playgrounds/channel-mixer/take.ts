/** What a reader takes along: code that runs as it stands, and tables of numbers. */
import type { Grid, Maps } from '#cnn/math';
import type { Filter } from './filters.ts';
import { sliceOf } from './filters.ts';
import { type Mix, type Muted, mixAt } from './mix.ts';
import type { Mixer, Place } from './model.ts';
import { channels, type Planes, side } from './picture.ts';
import { count, indexOf } from './tensor.ts';

const float = (n: number): string => String(Number(n.toPrecision(7)));
const nine = (values: readonly number[], indent: string): string =>
  `[${[0, 3, 6]
    .map(
      (i) =>
        `[${values
          .slice(i, i + 3)
          .map(float)
          .join(', ')}]`,
    )
    .join(`,\n${indent} `)}]`;
const lines = (rows: readonly (readonly (string | number)[])[]): string =>
  `${rows.map((row) => row.join(',')).join('\r\n')}\r\n`;

/** PyTorch code for the window as it stands: the patch, all filters, and what each of them answers. */
export function sumCode(
  planes: Planes,
  filters: readonly Filter[],
  mute: Muted,
  at: Place,
): string {
  const mixes: Mix[] = filters.map((filter) => mixAt(planes, filter, mute, at));
  const patch = mixes[0]!.strips.map(({ pixels }) => nine(pixels, '      '));
  const silent = channels.flatMap((channel, i) =>
    mute[i] ? [`x[:, ${i}] = 0   # ${channel} is muted\n`] : [],
  );
  const weight = filters.map(
    (filter) =>
      `    [${channels.map((_, i) => nine(sliceOf(filter, i), '     ')).join(',\n     ')}],`,
  );
  return `import torch
import torch.nn.functional as F

# the 3 × 3 window at row ${at[0]}, column ${at[1]}: red, green, blue; [batch, channels, height, width]
x = torch.tensor([[
     ${patch.join(',\n     ')},
]])
${silent.join('')}
# [filters, channels, height, width]: one slice a channel
weight = torch.tensor([
${weight.join('\n')}
])
bias = torch.tensor([${filters.map(({ bias }) => float(bias)).join(', ')}])

y = F.conv2d(x.float(), weight.float(), bias.float())
y.shape                 # torch.Size([1, ${filters.length}, 1, 1]): on the whole image, with padding=1, [1, ${filters.length}, ${side}, ${side}]
y.flatten()             # ${mixes.map(({ total }) => float(total)).join(', ')}

parts = [F.conv2d(x[:, [c]].float(), weight[:, [c]].float()) for c in range(3)]
torch.allclose(sum(parts) + bias[:, None, None], y)   # True
`;
}

/** PyTorch code that finds the pixel's three numbers in memory, in both orders. */
export function tensorCode([row, column]: Place): string {
  const at = (order: 'chw' | 'hwc'): string =>
    channels.map((_, i) => indexOf(order, i, row, column)).join(', ');
  return `import torch

# every number is its own place in memory
chw = torch.arange(${count}).reshape(3, ${side}, ${side})
chw[:, ${row}, ${column}]             # ${at('chw')}
chw.stride()                # (${side * side}, ${side}, 1)

hwc = torch.arange(${count}).reshape(${side}, ${side}, 3)
hwc[${row}, ${column}]                # ${at('hwc')}
hwc.permute(2, 0, 1)[:, ${row}, ${column}]   # the same three
hwc.reshape(3, ${side}, ${side})[:, ${row}, ${column}]  # others: the picture is scrambled

im = torch.randint(256, (3, ${side}, ${side}), dtype=torch.uint8)
x = im.float() / 255        # as a network takes it: 0 to 1
x[None].shape               # torch.Size([1, 3, ${side}, ${side}])
`;
}

/** PyTorch code that builds the net and lists the channels of every layer. */
export function mapsCode(): string {
  return `import torch
from torch import nn

def conv(ni, nf, ks=3, act=True):
    layer = nn.Conv2d(ni, nf, ks, stride=2, padding=ks//2)
    return nn.Sequential(layer, nn.ReLU()) if act else layer

net = nn.Sequential(conv(1, 4), conv(4, 8), conv(8, 16), conv(16, 32), conv(32, 2, act=False), nn.Flatten())

x = torch.rand(1, 1, 28, 28)
for layer in net:
    x = layer(x)
    print(x.shape)          # [1, 4, 14, 14], [1, 8, 7, 7], [1, 16, 4, 4], [1, 32, 2, 2], [1, 2, 1, 1], [1, 2]
`;
}

/** The output channels, one line a place. */
export const sumCsv = (maps: readonly Grid[]): string =>
  lines([
    ['row', 'column', ...maps.map((_, i) => `channel ${i}`)],
    ...maps[0]!.flatMap((row, r) => row.map((_, c) => [r, c, ...maps.map((map) => map[r]![c]!)])),
  ]);

/** The image, one line a pixel, and where its red lies in memory. */
export const tensorCsv = (planes: Planes): string =>
  lines([
    ['row', 'column', ...channels, 'red in C×H×W', 'red in H×W×C'],
    ...planes[0].flatMap((row, r) =>
      row.map((_, c) => [
        r,
        c,
        ...planes.map((plane) => plane[r]![c]!),
        indexOf('chw', 0, r, c),
        indexOf('hwc', 0, r, c),
      ]),
    ),
  ]);

/** The maps of one layer, one line a place. */
export const mapsCsv = ({ height, width, channels: many, values }: Maps): string =>
  lines([
    ['row', 'column', ...Array.from({ length: many }, (_, i) => `channel ${i}`)],
    ...Array.from({ length: height * width }, (_, at) => [
      Math.floor(at / width),
      at % width,
      ...Array.from({ length: many }, (_, i) => values[at * many + i]!),
    ]),
  ]);

/** The code for what is on show. */
export function codeOf(state: Mixer, planes: Planes): string {
  if (state.view === 'tensor') return tensorCode(state.at);
  return state.view === 'maps' ? mapsCode() : sumCode(planes, state.filters, state.mute, state.at);
}
