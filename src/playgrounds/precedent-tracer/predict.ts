/** A guess at the width of the field, and what it tells about how it was come by. */
import { receptiveField } from '#cnn/math';
import type { Layer } from './layers.ts';

export interface Verdict {
  right: boolean;
  text: string;
}

/** @param layers those up to the chosen cell */
export function verdictOn(guess: number, layers: readonly Layer[]): Verdict {
  const { size } = receptiveField(layers);
  if (guess === size) {
    return {
      right: true,
      text: `${size} it is. Trace once more to see the ${size}×${size} pixels.`,
    };
  }
  const still = receptiveField(layers.map((layer) => ({ ...layer, stride: 1 }))).size;
  const beside = layers.reduce((product, { kernel }) => product * kernel, 1);
  const jump = receptiveField(layers.slice(0, -1)).jump;
  const kernel = layers.at(-1)?.kernel ?? 1;
  if (guess === still) {
    return {
      right: false,
      text: `${guess} is the answer with stride 1, where neighbouring windows begin 1 pixel apart. Here they begin ${jump} apart, which makes it ${size}.`,
    };
  }
  if (guess === beside) {
    return {
      right: false,
      text: `${guess} would be right if the ${kernel} windows stood side by side. They begin only ${jump} pixels apart and overlap, so together they span ${size}.`,
    };
  }
  if (guess === kernel) {
    return {
      right: false,
      text: `${guess} is how many cells of the layer below are read. Each of those reads pixels in its turn: ${size} in a row.`,
    };
  }
  return {
    right: false,
    text: `Not ${guess}. The first window spans ${layers[0]?.kernel ?? 1} pixels; each further layer adds (k − 1) times the distance between its cells. That makes ${size}.`,
  };
}

/** One row a layer of the rule: r ← r + (k − 1)·j, then j ← j·s. */
export function ruleSteps(layers: readonly Layer[]): { size: number; jump: number; how: string }[] {
  return layers.map(({ kernel, dilation }, i) => {
    const before = receptiveField(layers.slice(0, i));
    const { size, jump } = receptiveField(layers.slice(0, i + 1));
    const reach = dilation === 1 ? `${kernel - 1}` : `${dilation} · ${kernel - 1}`;
    return { size, jump, how: `${before.size} + ${reach} · ${before.jump} = ${size}` };
  });
}
