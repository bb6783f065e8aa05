import { expect, test } from 'vitest';
import { adam, build, readState, sgd, writeState } from '#cnn';
import type { LayerPlan, NetPlan } from '#cnn/math';
import { predictionPass, trainingPass } from '../../src/cnn/batch-pass.ts';
import { plainLoss } from '../../src/cnn/plain-loss.ts';
import { onEachBackend } from './each-backend.ts';
import { expectNear, reference, weightsIn, weightsOut } from './referee.ts';

const file = reference('training');
const pixels = 64;

function planOf({ channels, batchnorm }: { channels: number[]; batchnorm: boolean }): NetPlan {
  const layers = channels.slice(1).flatMap((outChannels, i): LayerPlan[] => [
    {
      type: 'Conv2d',
      name: `conv${i}`,
      inChannels: channels[i]!,
      outChannels,
      kernel: 3,
      stride: 2,
      padding: 1,
      bias: true,
    },
    ...(i < channels.length - 2 ? [{ type: 'ReLU', name: `relu${i}` } as const] : []),
    ...(batchnorm ? [{ type: 'BatchNorm2d', name: `bn${i}`, channels: outChannels } as const] : []),
  ]);
  return { inputShape: [8, 8, 1], layers: [...layers, { type: 'Flatten', name: 'flatten' }] };
}

const isKernel = (name: string) => /^conv\d\.weight$/.test(name);

onEachBackend(() => {
  test.each([0, 1, 2])('training %i loses, moves and ends as in PyTorch', (index) => {
    expect(file.cases).toHaveLength(3);
    const one = file.cases[index];
    const model = build(planOf(one), 0);
    const kernelShapes = new Map(
      model.parameters.map(({ name, value }) => [name, value.shape as number[]]),
    );
    const outwards = (name: string, values: Float32Array) =>
      isKernel(name) ? weightsOut(values, kernelShapes.get(name)!) : values;

    const state = readState(model);
    for (const [name, { shape, data }] of Object.entries<{ shape: number[]; data: number[] }>(
      one.initial,
    )) {
      state.set(name, isKernel(name) ? weightsIn(data, shape).values : Float32Array.from(data));
    }
    writeState(model, state);

    const rule = one.optimizer === 'adam' ? adam : sgd;
    const optimizer = rule(model.parameters, { wd: one.wd });
    file.batches.forEach((numbers: number[], step: number) => {
      const images = Float32Array.from(
        numbers.flatMap((n) => file.images.slice(n * pixels, (n + 1) * pixels)),
      );
      const labels = Int32Array.from(numbers, (n) => file.targets[n]);
      let loss = Number.NaN;
      const gradients = trainingPass(
        model,
        { images, labels, size: numbers.length },
        {
          afterPred() {},
          afterLoss(value) {
            loss = value;
          },
        },
      );
      const tol = { atol: one.tol.loss_atol, rtol: one.tol.rtol };
      expectNear([loss], [one.loss_f64[step]], tol, `loss of step ${step}`);
      if (step === 0) {
        model.parameters.forEach(({ name }, i) => {
          const tol = { atol: 1e-5, rtol: 1e-4 };
          const got = outwards(name, gradients[i]!);
          expectNear(got, one.first_gradients[name], tol, `gradient of ${name}`);
        });
      }
      optimizer.lr = one.lr[step];
      optimizer.mom = one.mom[step];
      optimizer.step(gradients);
    });

    const final = readState(model);
    expect([...final.keys()].sort()).toEqual(Object.keys(one.final_f64).sort());
    for (const [name, values] of final) {
      const tol = { atol: one.tol.final_atol[name], rtol: one.tol.rtol };
      expectNear(outwards(name, values), one.final_f64[name], tol, `${name} in the end`);
    }

    // The package answers with probabilities; so does the referee after a softmax.
    const images = Float32Array.from(file.eval_images);
    const rows: number[][] = [];
    for (let i = 0; i < one.eval_logits.length; i += 3) rows.push(one.eval_logits.slice(i, i + 3));
    const wanted = rows.flatMap((row) => {
      const powers = row.map(Math.exp);
      return powers.map((power) => power / powers.reduce((a, b) => a + b));
    });
    const tol = { atol: one.tol.eval_atol, rtol: one.tol.rtol };
    expectNear(predictionPass(model, images, rows.length), wanted, tol, 'evaluation');
    model.dispose();
  });
});

test('the plain loops that judge a backend agree with PyTorch on the first loss', () => {
  for (const one of file.cases) {
    const parameters = new Map<string, ArrayLike<number>>();
    for (const { name } of planOf(one).layers.filter(({ type }) => type === 'BatchNorm2d')) {
      const channels = one.initial[`${name.replace('bn', 'conv')}.bias`].data.length;
      parameters.set(`${name}.weight`, new Array(channels).fill(1));
      parameters.set(`${name}.bias`, new Array(channels).fill(0));
    }
    for (const [name, { shape, data }] of Object.entries<{ shape: number[]; data: number[] }>(
      one.initial,
    )) {
      parameters.set(name, isKernel(name) ? weightsIn(data, shape).values : data);
    }
    const numbers: number[] = file.batches[0];
    const images = numbers.flatMap((n) => file.images.slice(n * pixels, (n + 1) * pixels));
    const labels = numbers.map((n) => file.targets[n]);
    expect(plainLoss(planOf(one), parameters, images, labels)).toBeCloseTo(one.loss_f64[0], 6);
  }
});
