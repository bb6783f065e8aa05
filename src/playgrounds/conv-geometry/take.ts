/** What a reader takes along: code that runs as it stands, and the numbers as a table. */
import type { Grid } from '#cnn/math';
import type { Geometry } from './model.ts';
import type { Drawn } from './values.ts';

const rows = (grid: Grid): string => grid.map((row) => `    [${row.join(', ')}],`).join('\n');

/** PyTorch code of the shown layer on the shown input. Where PyTorch refuses, its message stands beside the line. */
export function pytorch(state: Geometry, { shape, input, weights, output }: Drawn): string {
  const { kernel, stride, padding, dilation, mode } = state;
  const named = mode === 'zeros' ? '' : `, padding_mode='${mode}'`;
  const outcome = shape.refusal
    ? `y = conv(x)  # ${shape.refusal.message}`
    : `y = conv(x)
y.shape                                     # torch.Size([1, 1, ${shape.out}, ${shape.out}])
y[0, 0, ${state.at.join(', ')}]                                # ${output![state.at[0]]![state.at[1]]}`;
  return `import torch
from torch import nn

x = torch.tensor([
${rows(input)}
], dtype=torch.float32)[None, None]         # [batch, channels, height, width]

conv = nn.Conv2d(1, 1, ${kernel}, stride=${stride}, padding=${padding}, dilation=${dilation}${named}, bias=False)
conv.weight.data = torch.tensor([
${rows(weights)}
], dtype=torch.float32)[None, None]         # [out channels, in channels, height, width]

${outcome}
`;
}

/** The padded input and the output, a line a cell: which grid, its row and column, the value. */
export function csv({ padded, output }: Drawn): string {
  const cells = (name: string, grid: Grid): string[] =>
    grid.flatMap((row, r) => row.map((value, c) => [name, r, c, value].join(',')));
  const lines = [
    'grid,row,column,value',
    ...cells('padded input', padded),
    ...cells('output', output ?? []),
  ];
  return `${lines.join('\r\n')}\r\n`;
}
