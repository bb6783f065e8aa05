import { adam, build, ComposedEngine, fusedEngine, readState, sgd, writeState } from '#cnn';
import type { LayerPlan, NetPlan } from '#cnn/math';
import { demandShape, imagesIn, weightsIn, weightsOut } from '../axes.ts';
import type { Check } from '../check.ts';
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
    for (const engine of ['composed', 'fused'] as const) train(engine, one, check, file);
  },
};

/** With each engine: operations of TensorFlow.js one by one, and code emitted for the network. */
function train(name: 'composed' | 'fused', one: Case, check: Check, file: Case) {
  const plan = planOf(one, file);
  const model = build(plan, 0);
  const state = readState(model);
  for (const [tensor, values] of startOf(one)) state.set(tensor, values);
  writeState(model, state);
  const rule = one.optimizer === 'adam' ? adam : sgd;
  const optimizer = rule(model.parameters, { wd: one.wd });
  const parts = { model, optimizer, batchSize: file.targets.length };
  const engine =
    name === 'composed'
      ? new ComposedEngine(parts)
      : fusedEngine({ inputShape: plan.inputShape })(parts)!;
  const shapes = new Map(
    [...model.parameters, ...model.buffers].map(({ name, value }) => [name, value.shape]),
  );
  let loss = Number.NaN;
  const moments = {
    afterPred: () => {},
    afterLoss: (of: number) => {
      loss = of;
    },
    beforeBackward: () => {},
  };
  file.batches.forEach((numbers: number[], step: number) => {
    engine.trainBatch(batchOf(numbers, file), moments);
    const tol = { atol: one.tol.loss_atol, rtol: one.tol.rtol };
    check.near(`${name}: loss of step ${step}`, [loss], [one.loss_f64[step]], tol);
    if (step === 0) {
      const gradients = engine.gradients();
      model.parameters.forEach(({ name: parameter }, i) => {
        const near = { atol: 10 * one.first_gradients_f32_err, rtol: 1e-5 };
        const got = outwards(gradients[i]!, shapes.get(parameter)!);
        check.near(
          `${name}: first gradient of ${parameter}`,
          got,
          one.first_gradients[parameter],
          near,
        );
      });
    }
    optimizer.lr = one.lr[step];
    optimizer.mom = one.mom[step];
    engine.step();
  });

  const final = engine.read().model;
  check.same(
    `${name}: names of what is trained`,
    [...final.keys()].sort(),
    Object.keys(one.final_f64).sort(),
  );
  for (const [tensor, values] of final) {
    const tol = { atol: one.tol.final_atol[tensor], rtol: one.tol.rtol };
    const got = outwards(values, shapes.get(tensor)!);
    check.near(`${name}: ${tensor} in the end`, got, one.final_f64[tensor], tol);
  }
  let logits = new Float32Array();
  const unwatch = engine.watch((output) => {
    logits = new Float32Array(output.values());
  });
  const { values: images } = imagesIn(file.eval_images, file.eval_image_shape);
  const [count] = file.eval_image_shape;
  engine.validBatch({ images, labels: new Int32Array(count), size: count }, moments);
  unwatch();
  const tol = { atol: one.tol.eval_atol, rtol: one.tol.rtol };
  check.near(`${name}: eval_logits`, logits, one.eval_logits, tol);
  if (one.train_set_eval_loss !== undefined) {
    const all = batchOf([...file.targets.keys()], file);
    const share = engine.validBatch(all, moments) / all.size;
    check.near(`${name}: train_set_eval_loss`, [loss], [one.train_set_eval_loss], tol);
    const exact = { atol: 1e-6, rtol: 0 };
    check.near(`${name}: train_set_eval_accuracy`, [share], [one.train_set_eval_accuracy], exact);
  }
  engine.dispose();
}

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

const outwards = (values: ArrayLike<number>, shape: readonly number[]) =>
  shape.length === 4 ? weightsOut(values, [...shape]) : values;
