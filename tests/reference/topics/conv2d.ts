import * as tf from '@tensorflow/tfjs-core';
import { Conv2d } from '#cnn';
import { random } from '#cnn/math';
import { imagesIn, imagesOut, weightsIn, weightsOut } from '../axes.ts';
import type { Topic } from '../topic.ts';
import { pulledBy } from './pulled-by.ts';

/** Output and the three gradients of a convolution, by the layer the networks are built of. */
export const conv2d: Topic = {
  name: 'conv2d',
  topic: 'conv2d forward and gradients',
  needs: ({ bias }) => [
    ...['stride', 'padding', 'dilation', 'x_shape', 'w_shape', 'y_shape', 'bias', 'tol'],
    ...['x', 'w', 'gy', 'y', 'gx', 'gw', ...(bias ? ['b', 'gb'] : [])],
  ],
  run(one, check) {
    const [outChannels, inChannels, ...kernel] = one.w_shape;
    const { stride, padding, dilation, bias, tol } = one;
    const weight = weightsIn(one.w, one.w_shape);
    const images = imagesIn(one.x, one.x_shape);
    const upstream = imagesIn(one.gy, one.y_shape);
    const layer = new Conv2d(
      {
        type: 'Conv2d',
        name: 'conv',
        inChannels,
        outChannels,
        kernel,
        stride,
        padding,
        dilation,
        bias,
      },
      random(0),
    );
    tf.tidy(() => {
      layer.weight.assign(tf.tensor(weight.values, weight.shape));
      layer.bias?.assign(tf.tensor(one.b));
      const x = tf.variable(tf.tensor(images.values, images.shape));
      const gy = tf.tensor(upstream.values, upstream.shape);
      const variables = [x, ...layer.parameters.map(({ value }) => value)];
      const { grads } = tf.variableGrads(() => {
        const y = layer.forward(x);
        check.same(
          'outputShape',
          layer.outputShape(images.shape.slice(1)),
          upstream.shape.slice(1),
        );
        check.same('shape of y', y.shape, upstream.shape);
        check.near('y', imagesOut(y.dataSync(), y.shape), one.y, tol);
        return pulledBy(gy, y);
      }, variables);
      const of = (variable: tf.Variable) => grads[variable.name]!.dataSync();
      check.near('gx', imagesOut(of(x), x.shape), one.gx, tol);
      check.near('gw', weightsOut(of(layer.weight), layer.weight.shape), one.gw, tol);
      if (layer.bias) check.near('gb', of(layer.bias), one.gb, tol);
      x.dispose();
    });
    layer.dispose();
  },
};
