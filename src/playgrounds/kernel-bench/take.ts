/** What a reader takes along: code and a table of numbers. */
import type { Grid } from '#cnn/math';
import { anchorOf, presetOf, sideOf } from './kernels.ts';
import type { Bench, Place } from './model.ts';
import { rowsOf } from './sum.ts';

const float = (n: number): string => (Number.isInteger(n) ? `${n}.` : String(n));

/** More pixels than this are left out of code, and read from a file of the reader's. */
const mostPixels = 64 * 64;

/** PyTorch code that gives the bench's response, the number at the window last. Runs as it stands unless the image is large. */
export function pytorch(bench: Bench, image: Grid, at: Place, total: number): string {
  const { kernel, bias, flip } = bench;
  const side = sideOf(kernel);
  const first = anchorOf(side);
  const rows = rowsOf(kernel).map((row) => `[${row.map(float).join(', ')}]`);
  const columns = image[0]!.length;
  const pixels =
    image.length * columns <= mostPixels
      ? `image = torch.tensor([
${image.map((row) => `    [${row.join(', ')}],`).join('\n')}
], dtype=torch.float32)`
      : `from PIL import Image
import numpy as np

# your own photo: 0 is white, 255 is black
photo = Image.open('photo.jpg').convert('L').resize((${columns}, ${image.length}))
image = 255 - torch.from_numpy(np.array(photo, dtype=np.float32))`;
  const named = presetOf(kernel)?.label ?? 'own kernel';
  const size = `${image.length - side + 1}, ${columns - side + 1}`;
  return `import torch
import torch.nn.functional as F

${pixels}

# ${named}
kernel = torch.tensor([${rows.join(',\n                       ')}])
${flip ? 'kernel = kernel.flip(0, 1)  # true convolution; conv2d does not turn the kernel by itself\n' : ''}
# [batch, channels, height, width] and [out channels, in channels, height, width]
response = F.conv2d(image[None, None], kernel[None, None]${bias === 0 ? '' : `, bias=torch.tensor([${float(bias)}])`})
response.shape                # torch.Size([1, 1, ${size}])
response[0, 0, ${at[0] - first}, ${at[1] - first}]        # ${float(Math.round(total * 1e4) / 1e4)}, the window ${side % 2 ? 'centred on' : 'at'} row ${at[0]}, column ${at[1]}
`;
}

/** One product of the sum as code, in the names of `pytorch`; `pixel` counts the window in reading order. */
export function productCode(bench: Bench, at: Place, pixel: number): string {
  const side = sideOf(bench.kernel);
  const [i, j] = [Math.floor(pixel / side), pixel % side];
  const first = anchorOf(side);
  return `image[${at[0] - first + i}, ${at[1] - first + j}] * kernel[${i}, ${j}]`;
}

/** The response as comma-separated values; the first row and column name the centres. */
export function csv(response: Grid, side: number): string {
  const first = anchorOf(side);
  const head = ['centre row', ...response[0]!.map((_, i) => `column ${i + first}`)];
  const rows = response.map((row, i) => [i + first, ...row].join(','));
  return `${[head.join(','), ...rows].join('\r\n')}\r\n`;
}
