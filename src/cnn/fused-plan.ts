import { imageSide } from './math/index.ts';
import { PlainLayer } from './plain-layer.ts';
import type { Sequential } from './sequential.ts';
import type { FusedPlan } from './wasm/index.ts';

/** An image of digits. */
const digit = [imageSide, imageSide, 1];

/**
 * A network as the emitters take it.
 *
 * @param inputShape of one image, `[height, width, channels]`; a digit when absent
 * @returns why not, when a layer has no plan
 */
export function fusedPlan(
  model: Sequential,
  inputShape: readonly number[] = digit,
): FusedPlan | string {
  const layers = model.flat;
  const strange = layers.find((layer) => !(layer instanceof PlainLayer));
  if (strange) return `${strange.name} is a layer of its own kind`;
  return {
    inputShape,
    layers: layers.map((layer) => (layer as PlainLayer).plan),
    parameters: layers.flatMap(({ parameters }, layer) =>
      parameters.map(({ name, value, decays }) => ({ layer, name, shape: value.shape, decays })),
    ),
    buffers: layers.flatMap(({ buffers }, layer) =>
      buffers.map(({ name, value }) => ({ layer, name, shape: value.shape })),
    ),
  };
}
