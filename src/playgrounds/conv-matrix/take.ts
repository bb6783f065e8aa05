/** What a reader takes along: code that builds the matrix and checks it, and its entries as a table. */
import { writeNumber } from '#kit/state';
import type { Shown } from './matrix.ts';
import type { Tied } from './model.ts';
import { weightName } from './words.ts';

const list = (values: readonly number[]): string => `[${values.join(', ')}]`;

/** PyTorch code that makes the matrix out of `conv2d` itself and compares the two. */
export function pytorch(state: Tied, all: Shown): string {
  const { height, width, kernel, inChannels, outChannels, stride, padding, dilation } = state;
  const settings = `stride=${stride}, padding=${padding}, dilation=${dilation}`;
  const own = all.numbers
    .filter(([row, column, value]) => {
      const weight = all.weightAt.get(row * all.columns + column);
      return value !== (weight === undefined ? 0 : all.weights[weight]);
    })
    .map(([row, column, value]) => `M[${row}, ${column}] = ${value}  # a number of its own\n`);
  return `import torch
import torch.nn.functional as F

k = torch.tensor(${list(all.weights)}, dtype=torch.float32).reshape(${outChannels}, ${inChannels}, ${kernel}, ${kernel})
b = torch.tensor(${list(all.bias)}, dtype=torch.float32)
x = torch.tensor(${list(all.image)}, dtype=torch.float32).reshape(${inChannels}, ${height}, ${width})

# Column j of the matrix is what the convolution makes of an image that is 1 at pixel j and 0 elsewhere.
ones = torch.eye(${all.columns}).reshape(${all.columns}, ${inChannels}, ${height}, ${width})
M = F.conv2d(ones, k, ${settings}).flatten(1).T   # [${all.rows}, ${all.columns}]
${own.join('')}
y = F.conv2d(x[None], k, b, ${settings}).flatten()
torch.allclose(M @ x.flatten() + b.repeat_interleave(${all.out[0] * all.out[1]}), y, atol=1e-4)   # ${own.length === 0 ? 'True' : 'False unless the copies are equal'}
`;
}

/** Every entry that is not a fixed zero: row, column, the weight's name, its number. */
export function csv(state: Tied, all: Shown): string {
  const lines = all.numbers.map(([row, column, value]) => {
    const weight = all.weightAt.get(row * all.columns + column);
    const name = weight === undefined ? 'freed zero' : weightName(state, weight);
    return [row, column, name, writeNumber(value)].join(',');
  });
  return `${['row,column,weight,value', ...lines].join('\r\n')}\r\n`;
}
