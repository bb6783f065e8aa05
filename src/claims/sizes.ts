import {
  type ConvOptions,
  convMatrix,
  convOutputSize,
  parameterCount,
  precedents,
  receptiveField,
} from '#cnn/math';
import { type Claims, count, proven, range, sides } from './claim.ts';

const square = (size: number, conv: ConvOptions) => {
  const side = convOutputSize(size, conv);
  return [side, side];
};
const sizeRule = 'convOutputSize';
const outputOf = (what: string, size: number, conv: ConvOptions) =>
  proven(`output of ${what}`, sizeRule, () => square(size, conv), sides);

const k3s2 = { kernel: 3, stride: 2, padding: 1 };
const fieldOf = (what: string, layers: ConvOptions[]) =>
  proven(
    `receptive field of one activation after ${what}`,
    'receptiveField',
    () => {
      const { size } = receptiveField(layers);
      return [size, size];
    },
    sides,
  );
const across = (what: string, layers: ConvOptions[]) =>
  proven(
    `pixels across: the receptive field after ${what}`,
    'receptiveField',
    () => receptiveField(layers).size,
  );

/** First and last of the rows that one cell of the fourth layer of the net for 3 and 7 reaches. */
const fourth = () => receptiveField([k3s2, k3s2, k3s2, k3s2]);

const small = () => convMatrix({ size: [3, 3], outChannels: 1, kernel: 2 });
const digit = () => convMatrix({ size: [28, 28], outChannels: 1, kernel: 3 });
const filters = {
  type: 'Conv2d',
  name: 'conv',
  inChannels: 3,
  outChannels: 16,
  kernel: 3,
  stride: 1,
  padding: 0,
  bias: true,
} as const;

/** Sizes of outputs, of matrices and of fields; counts of pixels and weights. */
export const sizeClaims: Claims = {
  pixels: proven('pixels of a digit', '28 · 28', () => 28 * 28),
  'unpadded-3': outputOf('a 3×3 kernel on 28×28 without padding', 28, { kernel: 3 }),
  'unpadded-stops': proven(
    'stops of a 3×3 kernel with stride 2 and no padding on 28 pixels',
    sizeRule,
    () => convOutputSize(28, { kernel: 3, stride: 2 }),
  ),
  'four-kernels': proven(
    'output of four 3×3 kernels on 64 digits, without padding',
    sizeRule,
    () => [64, 4, ...square(28, { kernel: 3 })],
    sides,
  ),
  'first-grid': outputOf('a 3×3 kernel with stride 2 and padding 1 on 28×28', 28, k3s2),
  'forgotten-padding': outputOf('a 5×5 kernel with stride 2 and padding 1 on 28×28', 28, {
    kernel: 5,
    stride: 2,
    padding: 1,
  }),
  'broken-output': proven(
    'output of broken_cnn for 64 images',
    sizeRule,
    () => [64, 1, ...square(28, { kernel: 3, padding: 1 })],
    sides,
  ),

  'matrix-entries': proven(
    'entries of the matrix for a 2×2 kernel on 3×3',
    'convMatrix',
    () => small().rows * small().columns,
  ),
  'matrix-weights': proven(
    'entries of that matrix that hold a weight',
    'convMatrix',
    () => small().entries.length,
  ),
  'matrix-zeros': proven(
    'entries of that matrix that are zero and stay zero',
    'convMatrix',
    () => small().rows * small().columns - small().entries.length,
  ),
  'digit-matrix-rows': proven(
    'rows of the matrix for a 3×3 kernel on 28×28, no padding',
    'convMatrix',
    () => digit().rows,
  ),
  'digit-matrix-entries': proven(
    'entries of the matrix for a 3×3 kernel on 28×28, no padding',
    'convMatrix',
    () => digit().rows * digit().columns,
  ),

  'two-stride-2': fieldOf('two 3×3 convolutions with stride 2', [k3s2, k3s2]),
  'two-stride-1': fieldOf('two 3×3 convolutions with stride 1', [{ kernel: 3 }, { kernel: 3 }]),
  'two-5x5': across('two 5×5 convolutions with stride 2', [
    { kernel: 5, stride: 2 },
    { kernel: 5, stride: 2 },
  ]),
  'gradient-rows': proven(
    'first and last pixel row that reach cell (3, 3) of the second layer',
    'precedents',
    () => {
      const rows = precedents({ size: [28, 28], layers: [k3s2, k3s2] }, [3, 3])[0]!.rows;
      return [rows[0]!, rows.at(-1)!];
    },
    range,
  ),
  'fourth-field-rows': proven(
    'first and last row of the field of the first cell of layer 4, negative ones in the padding',
    'receptiveField',
    () => [fourth().start, fourth().start + fourth().size - 1],
    range,
  ),
  'fourth-field-unseen': proven(
    'rows of the digit that cannot reach the first cell of layer 4',
    'receptiveField',
    () => [fourth().start + fourth().size, 27],
    range,
  ),

  'bear-numbers': proven(
    'numbers in a colour photograph of 1,000 rows and 846 columns',
    '3 · 1000 · 846',
    () => 3 * 1000 * 846,
  ),
  'colour-products': proven(
    'products of a 3×3 filter at one place of a colour image',
    '3 · 3 · 3',
    () => parameterCount({ ...filters, outChannels: 1 }).weights,
  ),
  'colour-weights': proven(
    'weights of 16 filters of 3×3 on a colour image',
    'parameterCount',
    () => parameterCount(filters).weights,
    count,
  ),
};
