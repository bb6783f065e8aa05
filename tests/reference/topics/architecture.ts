import { build } from '#cnn';
import {
  type ConvOptions,
  convOutputSize,
  type LayerPlan,
  type NetPlan,
  netSummary,
  precedents,
  receptiveField,
} from '#cnn/math';
import { type Check, demandEntries } from '../check.ts';
import type { Case, Topic } from '../topic.ts';

/** Shapes, counts and fields of the chapter's networks and of random stacks; what each probed output is made of. */
export const architecture: Topic = {
  name: 'architecture',
  topic: 'shapes, parameters, multiplications and receptive fields',
  needs: ({ kind }) => [
    ...['kind', 'layers'],
    ...(kind === 'model' ? ['input', 'watched_by_activation_stats'] : []),
    ...(kind === 'stack' ? ['input', 'out', 'per_layer', 'taps', 'dense', 'probes'] : []),
    ...(kind === 'stack' ? [] : ['total_params', 'total_mults']),
  ],
  run(one, check) {
    const kinds: Record<string, (one: Case, check: Check) => void> = { model, count, stack };
    const run = Object.hasOwn(kinds, one.kind) ? kinds[one.kind] : undefined;
    if (!run) throw new Error(`kind is "${one.kind}"; known are model, count, stack`);
    demandEntries('layers', one.layers);
    run(one, check);
  },
};

const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
const fieldOf = (want: Case) => ({ size: want.rf, jump: want.jump, start: want.first_left });

/** The plan a case describes; tests compare it with the networks on offer. */
export function planOf(one: Case): NetPlan {
  const [channels, height, width] = one.input;
  const layers = one.layers.map((layer: Case): LayerPlan => {
    const { type, name, in_shape: shape, out_shape: out, kernel, stride, padding } = layer;
    if (type === 'Conv2d') {
      const [inChannels, outChannels] = [shape[0], out[0]];
      const bias = layer.biases > 0;
      return { type, name, inChannels, outChannels, kernel, stride, padding, bias };
    }
    if (type === 'Linear') {
      return { type, name, inFeatures: shape[0], outFeatures: out[0], bias: layer.biases > 0 };
    }
    return type === 'BatchNorm2d' ? { type, name, channels: shape[0] } : { type, name };
  });
  return { inputShape: [height, width, channels], layers };
}

function model(one: Case, check: Check) {
  const plan = planOf(one);
  const rows = netSummary(plan);
  const convs: ConvOptions[] = [];
  rows.forEach((row, i) => {
    const want = one.layers[i];
    const out = want.out_shape;
    const shape = out.length === 3 ? [out[1], out[2], out[0]] : out;
    check.same(`out_shape of ${want.name}`, row.outputShape, shape);
    check.same(`params of ${want.name}`, row.parameters.total, want.params ?? 0);
    if (want.type !== 'Conv2d') return;
    const { weights, biases } = row.parameters;
    check.same(
      `weights and biases of ${want.name}`,
      [weights, biases],
      [want.weights, want.biases],
    );
    const { outputGrid, withoutPadding, inputGrid } = row.multiplications;
    check.same(`mults of ${want.name}`, outputGrid, want.mults);
    check.same(`mults_without_padding of ${want.name}`, withoutPadding, want.mults_without_padding);
    check.same(`mults_input_grid of ${want.name}`, inputGrid, want.mults_input_grid);
    check.same(`field of ${want.name}`, row.receptiveField, fieldOf(want));
    const { kernel, stride, padding } = want;
    convs.push({ kernel, stride, padding });
    probe(want.name, one.input.slice(1), convs, want.probes, check);
  });
  check.same('total_params', sum(rows.map(({ parameters }) => parameters.total)), one.total_params);
  const counts = rows.map(({ multiplications }) => multiplications);
  check.same('total_mults', sum(counts.map(({ outputGrid }) => outputGrid)), one.total_mults);
  const inputs = sum(counts.map(({ inputGrid }) => inputGrid));
  check.same('total_mults_input_grid', inputs, one.total_mults_input_grid);
  const net = build(plan, 0);
  const watched = net.layers.filter(({ parameters }) => parameters.length > 0);
  const names = watched.map(({ name }) => name);
  check.same('watched_by_activation_stats', names, one.watched_by_activation_stats);
  net.dispose();
}

/** "linear net 784-30-1": the sides stand in the name. */
function count(one: Case, check: Check) {
  const sides = (/\d+(-\d+)+/.exec(one.name)?.[0] ?? '').split('-').map(Number);
  const layers = sides.slice(1).map(
    (outFeatures, i): LayerPlan => ({
      type: 'Linear',
      name: `linear${i}`,
      inFeatures: sides[i]!,
      outFeatures,
      bias: true,
    }),
  );
  const rows = netSummary({ inputShape: sides.slice(0, 1), layers });
  const params = rows.map(({ parameters }) => parameters.total);
  check.same(
    'params',
    params,
    one.layers.map((layer: Case) => layer.params),
  );
  check.same('total_params', sum(params), one.total_params);
  const mults = sum(rows.map(({ multiplications }) => multiplications.outputGrid));
  check.same('total_mults', mults, one.total_mults);
}

function stack(one: Case, check: Check) {
  const out = one.input.map((size: number) =>
    one.layers.reduce((side: number, layer: ConvOptions) => convOutputSize(side, layer), size),
  );
  check.same('out', out, one.out);
  check.sameLength('per_layer', one.layers, one.per_layer);
  one.per_layer.forEach((want: Case, i: number) => {
    const field = receptiveField(one.layers.slice(0, i + 1));
    check.same(`field after layer ${i}`, field, fieldOf(want));
    check.same(`first_center of layer ${i}`, field.start + (field.size - 1) / 2, want.first_center);
  });
  probe('the stack', one.input, one.layers, one.probes, check);
  // With more padding than the field is wide nothing is clipped anywhere; the middle output reaches all it can.
  const field = receptiveField(one.layers);
  check.same('field of the stack', field, fieldOf(one));
  const wide = 4 * field.size + 1;
  const side = one.layers.reduce((s: number, l: ConvOptions) => convOutputSize(s, l), wide);
  const middle = Math.floor(side / 2);
  const cells = precedents({ size: [wide, wide], layers: one.layers }, [middle, middle])[0]!;
  check.same('taps', cells.rows.length, one.taps);
  check.same('dense', cells.rows.length === field.size, one.dense);
}

function probe(
  name: string,
  size: [number, number],
  layers: ConvOptions[],
  probes: Case[],
  check: Check,
) {
  for (const { out, rows, cols } of probes) {
    const got = precedents({ size, layers }, out)[0]!;
    // Where one direction sees padding only, the output has no precedents at all.
    const none = got.rows.length === 0 || got.columns.length === 0;
    const where = `output ${out.join(', ')} of ${name}`;
    check.same(`rows behind ${where}`, none ? [] : got.rows, rows);
    check.same(`columns behind ${where}`, none ? [] : got.columns, cols);
  }
}
