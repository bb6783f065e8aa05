import { expect, test } from 'vitest';
import { plainLoss } from '../../src/cnn/plain-loss.ts';
import { batchOf, planOf, startOf } from '../reference/topics/training.ts';
import { reference } from './referee.ts';

const file = reference('training');

test('the plain loops that judge a backend agree with PyTorch on the first loss', () => {
  for (const one of file.cases) {
    const parameters = new Map<string, ArrayLike<number>>(startOf(one));
    for (const layer of planOf(one, file).layers) {
      if (layer.type !== 'BatchNorm2d') continue;
      parameters.set(`${layer.name}.weight`, new Array(layer.channels).fill(1));
      parameters.set(`${layer.name}.bias`, new Array(layer.channels).fill(0));
    }
    const { images, labels } = batchOf(file.batches[0], file);
    const loss = plainLoss(planOf(one, file), parameters, images, labels);
    expect(loss).toBeCloseTo(one.loss_f64[0], 6);
  }
});
