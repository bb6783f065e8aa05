import type { Look } from './layer-output.ts';
import { type Program, summaryOf, valuesOf } from './wasm/index.ts';

/** Shows each layer's output of the latest batch to whoever watches, first layer first. */
export function show(
  program: Program,
  size: number,
  training: boolean,
  watchers: ReadonlySet<Look>,
) {
  if (watchers.size === 0) return;
  let here = true;
  const asked = <Answer>(layer: string, answer: () => Answer) => {
    if (here) return answer();
    throw new Error(
      `The batch is done, and what ${layer} put out is gone. Ask while you are shown it.`,
    );
  };
  try {
    for (const [i, { name, shape }] of program.lowered.outputs.entries()) {
      const output = {
        layer: name,
        shape: [size, ...shape],
        training,
        values: () => asked(name, () => valuesOf(program, i, size)),
        stats: () => asked(name, () => summaryOf(program, i, size)),
      };
      for (const look of watchers) look(output);
    }
  } finally {
    here = false;
  }
}

/** Probabilities from logits, each `[images × classes]`. */
export function softmaxOfRows(parts: readonly Float32Array[], classes: number): Float32Array {
  const all = Float32Array.from(parts.flatMap((part) => Array.from(part)));
  for (let row = 0; row < all.length; row += classes) {
    const logits = all.subarray(row, row + classes);
    const most = Math.max(...logits);
    const powers = Array.from(logits, (logit) => Math.exp(logit - most));
    const sum = powers.reduce((total, power) => total + power, 0);
    logits.set(powers.map((power) => power / sum));
  }
  return all;
}
