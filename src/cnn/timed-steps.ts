import { adam } from './adam.ts';
import { networkFor } from './build.ts';
import { ByteBatch } from './byte-batch.ts';
import { engineFor } from './choose-engine.ts';
import { imagePixels, type Recipe, random } from './math/index.ts';
import type { Steps } from './race.ts';

/**
 * Real steps of a run, on images of noise.
 *
 * @param cores on which they must be taken, if anybody cares
 * @throws Error when they cannot
 */
export function stepsOf(recipe: Recipe, cores?: number): Steps {
  const { batchSize, lr, seed } = recipe;
  const model = networkFor(recipe);
  const optimizer = adam(model.parameters);
  // Far too small to learn, so that no step differs from the one before.
  optimizer.lr = lr / 1e4;
  const engine = engineFor({ model, optimizer, batchSize });
  const { cores: here = 1 } = engine;
  if (cores !== undefined && here !== cores) {
    engine.dispose();
    throw new Error(`it runs on ${here} of ${cores} cores`);
  }
  const { integer } = random(seed, 'race');
  const noise = {
    pixels: Uint8Array.from({ length: batchSize * imagePixels }, () => integer(256)),
    labels: Uint8Array.from({ length: batchSize }, () => integer(2)),
  };
  const batch = new ByteBatch(
    batchSize,
    Float32Array.from({ length: 256 }, (_, byte) => byte / 128 - 1),
  );
  for (let i = 0; i < batchSize; i++) batch.take(noise, i);
  const moments = { afterPred: () => {}, afterLoss: () => {}, beforeBackward: () => {} };
  return {
    async step() {
      await engine.trainBatch(batch, moments);
      engine.step();
      // A second core that was lost on the way has won nothing.
      if (cores !== undefined && (engine.cores ?? 1) !== cores) throw new Error(engine.alone);
    },
    end: () => engine.dispose(),
  };
}
