import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type Block,
  type Moments,
  momentsOf,
  normalized,
  normSet,
  runningAfter,
  setMoments,
} from '#cnn/math';

interface ReferenceCase {
  name: string;
  op: string;
  x_shape: [number, number, number, number];
  x: number[];
  y: number[];
  gamma?: number[];
  beta?: number[];
  groups?: number;
  normalized_shape?: number[];
  earlier_batches?: number[][];
  running_mean_before: number[];
  running_var_before: number[];
  running_mean: number[];
  running_var: number[];
  eval_y: number[];
  tol: { atol: number; rtol: number };
}
const { cases } = JSON.parse(
  readFileSync(new URL('../../reference/norms.json', import.meta.url), 'utf8'),
) as { cases: ReferenceCase[] };

/** PyTorch's `[images, channels, pixels]` as a block, and the way back for one number. */
function blockOf(shape: ReferenceCase['x_shape'], x: number[]): Block {
  const [images, channels] = shape;
  const pixels = shape[2] * shape[3];
  const values = new Float64Array(x.length);
  x.forEach((value, i) => {
    const [image, channel, pixel] = placeOf(shape, i);
    values[(image * pixels + pixel) * channels + channel] = value;
  });
  return { images, pixels, channels, values };
}
function placeOf([, channels, height, width]: ReferenceCase['x_shape'], i: number) {
  const pixels = height * width;
  const channel = Math.floor(i / pixels) % channels;
  return [Math.floor(i / (pixels * channels)), channel, i % pixels] as const;
}
function close(got: number, want: number, { atol, rtol }: ReferenceCase['tol']) {
  expect(Math.abs(got - want)).toBeLessThanOrEqual(atol + rtol * Math.abs(want));
}

const batchNorms = cases.filter(({ op }) => op === 'batchnorm2d');

describe.each(batchNorms)('PyTorch’s BatchNorm2d: $name', (one) => {
  const moments = setMoments(blockOf(one.x_shape, one.x), 'batch');

  test('in training it normalises by the batch’s mean and biased variance', () => {
    one.x.forEach((x, i) => {
      const [, channel] = placeOf(one.x_shape, i);
      const settings = { weight: one.gamma![channel]!, bias: one.beta![channel]! };
      close(normalized(x, moments[channel]!, settings), one.y[i]!, one.tol);
    });
  });

  test('the running statistics take in a tenth of the mean and of the unbiased variance', () => {
    const batches = [...(one.earlier_batches ?? []), one.x].map((x) =>
      setMoments(blockOf(one.x_shape, x), 'batch'),
    );
    one.running_mean.forEach((mean, channel) => {
      let running = {
        mean: one.running_mean_before[channel]!,
        variance: one.running_var_before[channel]!,
      };
      for (const batch of batches) running = runningAfter(running, batch[channel]!);
      close(running.mean, mean, one.tol);
      close(running.variance, one.running_var[channel]!, one.tol);
    });
  });

  test('in evaluation it normalises by the running statistics', () => {
    one.x.forEach((x, i) => {
      const [, channel] = placeOf(one.x_shape, i);
      const running = { mean: one.running_mean[channel]!, variance: one.running_var[channel]! };
      const settings = { weight: one.gamma![channel]!, bias: one.beta![channel]! };
      close(normalized(x, running, settings), one.eval_y[i]!, one.tol);
    });
  });
});

const others = cases.filter(
  ({ op, normalized_shape }) =>
    op === 'groupnorm' ||
    op === 'instancenorm' ||
    (op === 'layernorm' && normalized_shape!.length === 3),
);

test.each(others)('PyTorch’s $name: the set of each number is the same', (one) => {
  const norm = one.op === 'layernorm' ? 'layer' : one.op === 'groupnorm' ? 'group' : 'instance';
  const moments: Moments[] = setMoments(blockOf(one.x_shape, one.x), norm, one.groups);
  const channels = one.x_shape[1];
  const each = one.x.length / one.x_shape[0];
  one.x.forEach((x, i) => {
    const [image, channel] = placeOf(one.x_shape, i);
    const set = normSet(norm, { image, channel, channels }, one.groups);
    const place = norm === 'layer' ? i % each : channel;
    const settings = { weight: one.gamma?.[place] ?? 1, bias: one.beta?.[place] ?? 0 };
    close(normalized(x, moments[set]!, settings), one.y[i]!, one.tol);
  });
});

test('one group is a layer norm’s set, a group a channel an instance norm’s', () => {
  const at = { image: 2, channel: 5, channels: 8 };
  expect(normSet('group', at, 1)).toBe(normSet('layer', at));
  expect(normSet('group', at, 8)).toBe(normSet('instance', at));
  expect(normSet('group', at, 2)).toBe(5);
});

test('the moments of a single number are itself and 0', () => {
  expect(momentsOf([3])).toEqual({ mean: 3, variance: 0, count: 1 });
});
