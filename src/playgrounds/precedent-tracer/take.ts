/** What a reader takes along: code and numbers. */
import type { Grid } from '#cnn/math';
import { addressOf, gridName } from './addresses.ts';
import type { Tracer } from './model.ts';
import { onSheet } from './place.ts';
import type { Scene } from './scene.ts';

/** PyTorch code that finds the chosen cell's pixels by their gradient; weights are 1, so it counts the paths. */
export function pytorch({ layers, at }: Tracer, { sizes, pixels }: Scene): string {
  const convs = layers
    .slice(0, at.grid)
    .map(
      ({ kernel, stride, padding, dilation }) =>
        `    nn.Conv2d(1, 1, ${kernel}, stride=${stride}, padding=${padding}, dilation=${dilation}, bias=False),`,
    );
  const [height, width] = sizes[0]!;
  const list = (places: number[]) =>
    places.length === 0 ? 'none' : `${places[0]} to ${places.at(-1)}`;
  return `import torch
from torch import nn

net = nn.Sequential(
${convs.join('\n')}
)
for parameter in net.parameters():
    nn.init.ones_(parameter)

x = torch.zeros(1, 1, ${height}, ${width}, requires_grad=True)
net(x)[0, 0, ${at.row}, ${at.column}].backward()
rows, columns = x.grad[0, 0].nonzero().unbind(1)
rows.unique()       # ${list(pixels.rows)}
columns.unique()    # ${list(pixels.columns)}
x.grad[0, 0]        # paths from each pixel
`;
}

/** Every cell: its grid, address, place, number, and how many presses of trace precedents reach it. */
export function csv(state: Tracer, scene: Scene): string {
  const { addressed } = onSheet(scene.sizes, state.layers);
  const lines = ['block,address,row,column,value,traced,paths'];
  for (const block of addressed) {
    const { kind, index } = block;
    const values: Grid = kind === 'grid' ? scene.grids[index]! : scene.kernels[index - 1]!;
    const level = state.at.grid - (kind === 'grid' ? index : index - 1);
    values.forEach((row, r) => {
      row.forEach((value, c) => {
        const set = scene.below[index];
        const inSet =
          kind === 'grid'
            ? set?.rows.includes(r) && set.columns.includes(c)
            : level >= 1 && level <= state.down;
        const paths =
          kind === 'grid' && index === 0 ? scene.paths.rows[r]! * scene.paths.columns[c]! : '';
        const name = kind === 'grid' ? gridName(index) : `filter ${index}`;
        lines.push(
          [name, addressOf(block, r, c), r, c, value, inSet ? level : '', paths].join(','),
        );
      });
    });
  }
  return `${lines.join('\r\n')}\r\n`;
}
