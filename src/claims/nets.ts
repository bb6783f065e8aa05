import {
  type LayerSummary,
  multiplications,
  type NetPlan,
  netSummary,
  simpleCnnPlan,
  simpleNetPlan,
  threeOrSevenPlan,
} from '#cnn/math';
import { type Claim, type Claims, count, proven, sides, type Value } from './claim.ts';

/** The nets, as the answers tell them apart. */
const nets: Record<string, { called: string; plan: NetPlan }> = {
  net37: { called: 'the net for 3 and 7', plan: threeOrSevenPlan() },
  net10: { called: 'the ten-digit net', plan: simpleCnnPlan() },
  'net10-small': {
    called: 'the ten-digit net with a first kernel of 3×3',
    plan: simpleCnnPlan({ firstKernel: 3 }),
  },
  'net10-bn': {
    called: 'the ten-digit net with batch norm',
    plan: simpleCnnPlan({ norm: 'batch' }),
  },
  dense: { called: 'the dense net with 30 hidden units', plan: simpleNetPlan() },
};

const grid = (shape: number[]) => shape.slice(0, 2);

/** What may be asked about one layer. */
const figures: Record<
  string,
  { what: string; of: (row: LayerSummary) => Value; show?: (value: Value) => string }
> = {
  params: { what: 'parameters of', of: (row) => row.parameters.total },
  weights: { what: 'weights of', of: (row) => row.parameters.weights },
  biases: { what: 'biases of', of: (row) => row.parameters.biases },
  acts: { what: 'numbers that one image gives after', of: (row) => row.activations },
  grid: { what: 'positions after', of: (row) => grid(row.outputShape), show: sides },
  entering: {
    what: 'positions of the grid that enters',
    of: (row) => grid(row.inputShape),
    show: sides,
  },
  places: {
    what: 'positions at which the kernel is put down in',
    of: (row) => row.activations / row.outputShape[2]!,
  },
  mults: {
    what: 'multiplications for one image, counted at the output positions of',
    of: (row) => row.multiplications.outputGrid,
  },
  'book-mults': {
    what: 'multiplications for one image, counted in the book’s way, at the input positions of',
    of: (row) => row.multiplications.inputGrid,
  },
  'real-mults': {
    what: 'multiplications for one image that meet a real pixel, not padding, in',
    of: (row) => row.multiplications.withoutPadding,
  },
  field: {
    what: 'pixels across: the receptive field of one activation after',
    of: (row) => row.receptiveField!.size,
  },
};

const ordinals: Record<string, string> = {
  conv1: 'the first layer',
  conv2: 'the second layer',
  conv3: 'the third layer',
  conv4: 'the fourth layer',
  conv5: 'the fifth layer',
};

/** `net37-conv3-mults`: the net, the layer, the figure. */
function layerClaim(id: string): [string, Claim] {
  const [, net = '', layer = '', figure = ''] = /^(.+)-(conv\d)-(.+)$/.exec(id) ?? [];
  const { called, plan } = nets[net]!;
  const { what, of, show = count } = figures[figure]!;
  const compute = () => of(netSummary(plan).find((row) => row.layer.name === layer)!);
  return [
    id,
    proven(
      `${what} ${ordinals[layer]} of ${called}`,
      'netSummary, from the sizes of the layers',
      compute,
      show,
    ),
  ];
}

/** `net37-params` */
function totalClaim(net: string): [string, Claim] {
  const { called, plan } = nets[net]!;
  const compute = () => netSummary(plan).reduce((sum, row) => sum + row.parameters.total, 0);
  return [
    `${net}-params`,
    proven(`trainable numbers of ${called}`, 'parameterCount, layer by layer', compute),
  ];
}

/** The work of a layer if all layers had eight filters, on the grid that enters it. */
const eightFilters = (layer: string, side: number): Claim => {
  const conv = { type: 'Conv2d', name: 'conv', inChannels: 8, outChannels: 8 } as const;
  const plan = { ...conv, kernel: 3, stride: 2, padding: 1, bias: true };
  return proven(
    `multiplications of ${layer} if every layer had eight filters`,
    'multiplications',
    () => multiplications(plan, [side, side, 8]).outputGrid,
  );
};

/** The ids that the answers use; a new figure of a layer is a line here. */
const listed = (net: string, ids: string) => ids.split(' ').map((id) => layerClaim(`${net}-${id}`));

/** Sizes, parameters, multiplications and receptive fields of the chapter's nets. */
export const netClaims: Claims = Object.fromEntries([
  ...Object.keys(nets).map(totalClaim),
  ...listed('net37', 'conv1-places conv2-weights conv2-grid conv2-mults conv2-book-mults'),
  ...listed(
    'net37',
    'conv3-weights conv3-params conv3-biases conv3-entering conv3-grid conv3-mults conv3-book-mults conv3-real-mults',
  ),
  ...listed('net37', 'conv4-weights conv4-grid conv4-mults conv4-book-mults'),
  ...listed('net37', 'conv1-field conv2-field conv3-field conv4-field conv5-field'),
  ...listed('net10', 'conv1-field conv2-field conv3-field conv4-field conv5-field'),
  ...listed(
    'net10',
    'conv2-weights conv3-weights conv4-weights conv2-grid conv3-grid conv4-grid conv2-mults conv3-mults conv4-mults conv4-real-mults',
  ),
  ...listed('net10', 'conv1-acts conv2-acts conv3-acts conv4-acts conv1-params'),
  ...listed('net10-small', 'conv1-params'),
  ['eight-filters-2', eightFilters('layer 2', 14)],
  ['eight-filters-3', eightFilters('layer 3', 7)],
  ['eight-filters-4', eightFilters('layer 4', 4)],
]);
