import * as tf from '@tensorflow/tfjs-core';
import {
  accuracy,
  adam,
  build,
  crossEntropy,
  type Parameter,
  readState,
  sgd,
  trainingPass,
  writeState,
} from '#cnn';
import type { LayerPlan, NetPlan } from '#cnn/math';
import { demandShape, imagesIn, weightsIn, weightsOut } from '../axes.ts';
import type { Case, Topic } from '../topic.ts';

/** A whole training from given weights on given batches: losses, first gradients, final parameters, answers. */
export const training: Topic = {
  name: 'training',
  topic: 'a complete small training run',
  needsOfFile: [
    ...['image_shape', 'images', 'targets', 'batches'],
    ...['eval_image_shape', 'eval_images'],
  ],
  needs: () => [
    ...['optimizer', 'batchnorm', 'wd', 'channels', 'lr', 'mom', 'initial', 'first_gradients'],
    ...['first_gradients_f32_err', 'loss_f64', 'final_f64', 'eval_logits', 'tol'],
  ],
  run(one, check, file) {
    demandShape(file.images, [file.targets.length, ...file.image_shape.slice(1)]);
    demandShape(file.eval_images, file.eval_image_shape);
    for (const field of ['loss_f64', 'lr', 'mom']) {
      if (!check.sameLength(field, one[field], file.batches)) return;
    }
    const model = build(planOf(one, file), 0);
    const state = readState(model);
    for (const [name, values] of startOf(one)) state.set(name, values);
    writeState(model, state);
    const rule = one.optimizer === 'adam' ? adam : sgd;
    const optimizer = rule(model.parameters, { wd: one.wd });
    file.batches.forEach((numbers: number[], step: number) => {
      const { loss, gradients } = trainingPass(model, batchOf(numbers, file));
      const tol = { atol: one.tol.loss_atol, rtol: one.tol.rtol };
      check.near(`loss of step ${step}`, [loss], [one.loss_f64[step]], tol);
      if (step === 0) {
        model.parameters.forEach((parameter, i) => {
          const near = { atol: 10 * one.first_gradients_f32_err, rtol: 1e-5 };
          const want = one.first_gradients[parameter.name];
          check.near(
            `first gradient of ${parameter.name}`,
            outwards(parameter, gradients[i]!),
            want,
            near,
          );
        });
      }
      optimizer.lr = one.lr[step];
      optimizer.mom = one.mom[step];
      optimizer.step(gradients);
    });

    const tensors = [...model.parameters, ...model.buffers];
    const names = tensors.map(({ name }) => name).sort();
    check.same('names of what is trained', names, Object.keys(one.final_f64).sort());
    for (const tensor of tensors) {
      const tol = { atol: one.tol.final_atol[tensor.name], rtol: one.tol.rtol };
      const got = outwards(tensor, tensor.value.dataSync());
      check.near(`${tensor.name} in the end`, got, one.final_f64[tensor.name], tol);
    }
    tf.tidy(() => {
      const images = imagesIn(file.eval_images, file.eval_image_shape);
      const logits = model.forward(tf.tensor(images.values, images.shape), false);
      const tol = { atol: one.tol.eval_atol, rtol: one.tol.rtol };
      check.near('eval_logits', logits.dataSync(), one.eval_logits, tol);
      if (one.train_set_eval_loss === undefined) return;
      const all = batchOf([...file.targets.keys()], file);
      const [, , height, width] = file.image_shape;
      const answers = model.forward(tf.tensor(all.images, [all.size, height, width, 1]), false);
      const labels = tf.tensor(all.labels, [all.size], 'int32');
      const loss = crossEntropy(answers, labels).dataSync();
      check.near('train_set_eval_loss', loss, [one.train_set_eval_loss], tol);
      const share = accuracy(answers, labels).dataSync();
      check.near('train_set_eval_accuracy', share, [one.train_set_eval_accuracy], {
        atol: 1e-6,
        rtol: 0,
      });
    });
    model.dispose();
  },
};

/** Three convolutions that halve, as the case says; a batch norm after each, behind the ReLU. */
export function planOf({ channels, batchnorm }: Case, { image_shape: shape }: Case): NetPlan {
  const layers = channels.slice(1).flatMap((outChannels: number, i: number): LayerPlan[] => [
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
  const flatten = { type: 'Flatten', name: 'flatten' } as const;
  return { inputShape: [shape[2], shape[3], shape[1]], layers: [...layers, flatten] };
}

/** The given weights, by name, laid out as the package has them. */
export function startOf({ initial }: Case): Map<string, Float32Array> {
  return new Map(
    Object.entries<Case>(initial).map(([name, { shape, data }]) => [
      name,
      shape.length === 4 ? weightsIn(data, shape).values : Float32Array.from(data),
    ]),
  );
}

/** The images with these numbers, and their classes. */
export function batchOf(numbers: number[], { images, image_shape: shape, targets }: Case) {
  const pixels = shape[1] * shape[2] * shape[3];
  const chosen = numbers.flatMap((n) => images.slice(n * pixels, (n + 1) * pixels));
  const { values } = imagesIn(chosen, [numbers.length, ...shape.slice(1)]);
  const labels = Int32Array.from(numbers, (n) => targets[n]);
  return { images: values, labels, size: numbers.length };
}

const outwards = ({ value }: Pick<Parameter, 'value'>, values: ArrayLike<number>) =>
  value.rank === 4 ? weightsOut(values, value.shape) : values;
