import type { Recipe } from '#cnn/math';
import { fit } from '#lab/fit';
import type { Network } from '../../src/lab/network.ts';
import { digitsOnDisk } from '../lab/digits-on-disk.ts';

/**
 * Trains a recipe, and writes what the network learned with sixteen bits a number: base64 of little-endian whole numbers,
 * each `unit` large.
 *
 * @throws Error with the reason of a training that failed
 */
export async function recordedWeights(recipe: Recipe, backend: string) {
  let network: Network | undefined;
  let accuracy = 0;
  const digits = digitsOnDisk();
  const keep = (kept: Network) => {
    network = kept;
  };
  for await (const report of fit(recipe, new AbortController().signal, { digits, backend, keep })) {
    if (report.type === 'epoch') accuracy = report.accuracy;
    if (report.type === 'failed') throw new Error(report.message);
  }
  const tensors = Object.entries(network!.weights()).map(([name, { shape, values }]) => {
    const unit = Number((Math.max(...values.map(Math.abs)) / 32767).toPrecision(6));
    const bytes = Buffer.alloc(2 * values.length);
    values.forEach((value, i) => {
      bytes.writeInt16LE(Math.max(-32767, Math.min(32767, Math.round(value / unit))), 2 * i);
    });
    return [name, { shape, unit, values: bytes.toString('base64') }] as const;
  });
  network!.dispose();
  return { accuracy, tensors: Object.fromEntries(tensors) };
}
