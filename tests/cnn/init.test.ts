import { expect, test } from 'vitest';
import { readState, simpleCnn } from '#cnn';
import { onBackend } from './each-backend.ts';

onBackend('cpu', () => {
  test('one seed gives one network, another seed another', () => {
    const weights = (seed: number) => {
      const model = simpleCnn({ norm: 'none', seed });
      const values = readState(model).get('conv3.weight');
      model.dispose();
      return values;
    };
    expect(weights(4)).toEqual(weights(4));
    expect(weights(4)).not.toEqual(weights(5));
  });
});
