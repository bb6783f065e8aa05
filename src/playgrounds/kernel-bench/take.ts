/** What a reader takes along: code, a table of numbers, a picture. */
import type { Grid } from '#cnn/math';
import { presetOf } from './kernels.ts';
import { type Bench, firstCentre } from './model.ts';

const float = (n: number): string => (Number.isInteger(n) ? `${n}.` : String(n));

/** PyTorch code that runs as it stands and gives the bench's response, the number at the window last. */
export function pytorch(bench: Bench, image: Grid, total: number): string {
  const { kernel, bias, flip, at } = bench;
  const rows = [0, 3, 6].map(
    (i) =>
      `[${kernel
        .slice(i, i + 3)
        .map(float)
        .join(', ')}]`,
  );
  const pixels = image.map((row) => `    [${row.join(', ')}],`);
  const named = presetOf(kernel)?.label ?? 'own kernel';
  return `import torch
import torch.nn.functional as F

image = torch.tensor([
${pixels.join('\n')}
], dtype=torch.float32)

# ${named}
kernel = torch.tensor([${rows.join(',\n                       ')}])
${flip ? 'kernel = kernel.flip(0, 1)  # true convolution; conv2d does not turn the kernel by itself\n' : ''}
# [batch, channels, height, width] and [out channels, in channels, height, width]
response = F.conv2d(image[None, None], kernel[None, None]${bias === 0 ? '' : `, bias=torch.tensor([${float(bias)}])`})
response.shape                # torch.Size([1, 1, 26, 26])
response[0, 0, ${at[0] - firstCentre}, ${at[1] - firstCentre}]        # ${float(Math.round(total * 1e4) / 1e4)}, the window centred on row ${at[0]}, column ${at[1]}
`;
}

/** The response as comma-separated values; the first row and column name the centres. */
export function csv(response: Grid): string {
  const head = ['centre row', ...response.map((_, i) => `column ${i + firstCentre}`)];
  const rows = response.map((row, i) => [i + firstCentre, ...row].join(','));
  return `${[head.join(','), ...rows].join('\r\n')}\r\n`;
}

/** One filled rectangle of the picture, in picture pixels. */
export interface Mark {
  x: number;
  y: number;
  width: number;
  height: number;
  fill: string;
}

interface Colours {
  image(value: number): string;
  response(value: number): string;
  paper: string;
  accent: string;
}

const pictureSize = { width: 60 * 16, height: 30 * 16 };

/** The image with its window and the response with its marked cell, side by side, 16 pixels a cell. */
export function pictureMarks(image: Grid, response: Grid, bench: Bench, colours: Colours): Mark[] {
  const cell = 16;
  const square = (row: number, column: number, fill: string): Mark => ({
    x: column * cell,
    y: row * cell,
    width: cell,
    height: cell,
    fill,
  });
  const frame = (top: number, left: number, cells: number): Mark[] => {
    const [x, y, length, line] = [left * cell, top * cell, cells * cell, 3];
    return [
      { x, y, width: length, height: line, fill: colours.accent },
      { x, y: y + length - line, width: length, height: line, fill: colours.accent },
      { x, y, width: line, height: length, fill: colours.accent },
      { x: x + length - line, y, width: line, height: length, fill: colours.accent },
    ];
  };
  const cells = (
    grid: Grid,
    top: number,
    left: number,
    colour: (value: number) => string,
  ): Mark[] =>
    grid.flatMap((row, r) =>
      row.flatMap((value, c) => (value === 0 ? [] : [square(r + top, c + left, colour(value))])),
    );
  const [row, column] = bench.at;
  return [
    { x: 0, y: 0, ...pictureSize, fill: colours.paper },
    ...cells(image, 1, 1, colours.image),
    ...frame(row, column, 3),
    ...cells(response, 2, 32, colours.response),
    ...frame(row + 1, column + 31, 1),
  ];
}

/** The marks as an SVG file. */
export function svgFile(marks: Mark[]): string {
  const { width, height } = pictureSize;
  const rects = marks.map(
    (m) => `<rect x="${m.x}" y="${m.y}" width="${m.width}" height="${m.height}" fill="${m.fill}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" shape-rendering="crispEdges">${rects.join('')}</svg>`;
}
