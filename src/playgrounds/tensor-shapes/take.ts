/** What a reader takes along: code that runs as it stands, and the figure's numbers as a table. */
import { letterOf, rolesOf, type Tensor } from './axes.ts';
import { outcomeOf } from './conv-shapes.ts';
import { type Shape, torchText } from './fields.ts';
import { after, codeOf, lossOf, operations } from './flatten.ts';
import { addressAt, memory } from './layout.ts';
import { count, type ShapesState } from './model.ts';
import { nameOf } from './words.ts';

/** PyTorch code of what is shown; where PyTorch refuses, its message stands beside the line. */
export function pytorch(state: ShapesState): string {
  if (state.view === 'conv') return convCode(state);
  return state.view === 'flatten' ? flattenCode(state) : layoutCode(state);
}

function convCode(state: ShapesState): string {
  const { input, weight, bias, stride, padding, groups } = state;
  const outcome = outcomeOf(state);
  const said =
    'output' in outcome ? `torch.Size(${torchText(outcome.output)})` : outcome.mismatch.message;
  const b = bias === null ? '' : `b = torch.zeros(${bias})\n`;
  return `import torch
import torch.nn.functional as F

x = torch.zeros(${input.join(', ')})
k = torch.zeros(${weight.join(', ')})
${b}
y = F.conv2d(x, k${bias === null ? '' : ', b'}, stride=[${stride}, ${stride}], padding=[${padding}, ${padding}], groups=${groups})
# ${said}
`;
}

function flattenCode({ scores }: ShapesState): string {
  const lines = operations.map((operation) => {
    const shape = after(operation, scores);
    return `print(${codeOf[operation]}.shape)   # ${torchText(shape)}
# F.cross_entropy(${codeOf[operation]}, labels)   # ${lossOf(operation, scores) ?? 'takes it'}`;
  });
  return `import torch
from torch import nn
import torch.nn.functional as F

y = torch.zeros(${scores.join(', ')})
labels = torch.arange(${scores[0]}) % ${scores[1]}
${lines.join('\n')}
`;
}

function layoutCode({ image, order, at }: ShapesState): string {
  const { n, c, h, w } = addressAt(image, order, at);
  const [images, channels, rows, columns] = image;
  const last =
    order === 'reshape'
      ? `x.reshape(${images}, ${rows}, ${columns}, ${channels})   # the right shape, and a scrambled picture`
      : 'x.permute(0, 2, 3, 1).contiguous()';
  const chosen = order === 'nchw' ? `x[${n}, ${c}, ${h}, ${w}]` : `y[${n}, ${h}, ${w}, ${c}]`;
  return `import torch

x = torch.arange(${count(image)}).reshape(${image.join(', ')})
y = ${last}
x.stride(), y.stride()
${chosen}, ${order === 'nchw' ? 'x' : 'y'}.flatten()[${at}]   # the same number
`;
}

const lines = (rows: readonly (readonly (string | number)[])[]): string =>
  `${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;

const quoted = (value: string | number): string =>
  /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

/** The figure's numbers, a header line first. */
export function csv(state: ShapesState): string {
  if (state.view === 'flatten') {
    return lines([
      ['operation', 'shape', 'loss'],
      ...operations.map((operation) => [
        codeOf[operation],
        after(operation, state.scores).join('x'),
        lossOf(operation, state.scores) ?? 'takes it',
      ]),
    ]);
  }
  if (state.view === 'layout') {
    return lines([
      ['place', 'image', 'channel', 'row', 'column', 'number'],
      ...memory(state).map((number, place) => {
        const { n, c, h, w } = addressAt(state.image, state.order, place);
        return [place, n, c, h, w, nameOf(state.image, number)];
      }),
    ]);
  }
  const outcome = outcomeOf(state);
  const rows = (tensor: Tensor, sides: Shape) =>
    sides.map((side, axis) => {
      const role = rolesOf(tensor, sides)[axis] ?? null;
      return [tensor, axis, letterOf(tensor, role), role ?? '', side];
    });
  return lines([
    ['tensor', 'axis', 'letter', 'about', 'side'],
    ...rows('input', state.input),
    ...rows('weight', state.weight),
    ...('output' in outcome
      ? rows('output', outcome.output)
      : [['output', '', '', outcome.mismatch.message, '']]),
  ]);
}
