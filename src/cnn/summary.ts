import type { Layer } from './layer.ts';

/** One layer in a network's summary. */
export interface LayerRow {
  name: string;
  type: string;
  /** Of one image: `[height, width, channels]` or `[features]`. */
  outputShape: number[];
  /** Trainable numbers. */
  parameters: number;
}

/** A network layer by layer. */
export interface ModelSummary {
  rows: LayerRow[];
  /** Trainable numbers in all. */
  parameters: number;
  /** The same as a table in plain text. */
  text: string;
}

/**
 * fastai's `Learner.summary` (callback/hook.py), without running the network.
 *
 * @param inputShape of one image, `[height, width, channels]`
 * @throws RangeError naming the first layer that cannot take what the one before puts out
 */
export function summaryOf(layers: readonly Layer[], inputShape: readonly number[]): ModelSummary {
  let shape = [...inputShape];
  const rows = layers.map((layer): LayerRow => {
    shape = layer.outputShape(shape);
    const parameters = layer.parameters.reduce((sum, { value }) => sum + value.size, 0);
    return { name: layer.name, type: layer.type, outputShape: shape, parameters };
  });
  const parameters = rows.reduce((sum, row) => sum + row.parameters, 0);
  const cells = rows.map((row) => [
    row.name,
    row.type,
    row.outputShape.join(' × '),
    String(row.parameters),
  ]);
  const table = [['layer', 'type', 'output', 'parameters'], ...cells];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '),
  );
  const input = `input ${inputShape.join(' × ')}`;
  return { rows, parameters, text: [input, ...lines, `${parameters} parameters`].join('\n') };
}
