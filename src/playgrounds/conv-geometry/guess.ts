/** Predictions of the output's size: right, or the slip that leads to the number given. */
import { random } from '#cnn/math';
import { forEye } from '#kit/state';
import { bounds, type Measure, type Settings } from './settings.ts';
import { reachOf, shapeOf } from './shape.ts';

/** A wrong way to reckon the side, the number it gives, and what it overlooks. */
export interface Slip {
  name: string;
  value: number;
  why: string;
}

export interface Grade {
  right: boolean;
  said: string;
  /** The slips that give this very number. */
  slips: string[];
}

/** Every slip of the catalogue for a layer on an input of `size`, whatever number it gives. */
export function slipsOf(settings: Settings, size: number): Slip[] {
  const { kernel, stride, dilation } = settings;
  const { padding, padded, out } = shapeOf(settings, size);
  const reach = reachOf(settings);
  const exact = (padded - reach) / stride + 1;
  const counted = (from: number, over: number, by: number): number =>
    Math.floor((from - over) / by) + 1;
  return [
    {
      name: 'floor',
      value: exact,
      why: `That forgets the floor. ${forEye(padded - reach)} ÷ ${stride} is not a whole number of steps; a step that no longer fits is not taken.`,
    },
    {
      name: 'rounded up',
      value: Math.ceil(exact),
      why: `That rounds up. The last step would run over the end, and PyTorch leaves it out: it takes the floor.`,
    },
    {
      name: 'one side',
      value: counted(size + padding, reach, stride),
      why: `That counts the padding once. It stands on both sides: ${size} + 2 · ${padding} = ${padded}.`,
    },
    {
      name: 'no padding',
      value: counted(size, reach, stride),
      why: `That leaves the padding out. With ${padding} on each side the row is ${padded} long.`,
    },
    {
      name: 'dilation',
      value: counted(padded, kernel, stride),
      why: `That forgets the dilation. Spread by ${dilation}, ${kernel} cells reach over ${reach} pixels.`,
    },
    {
      name: 'dilation times kernel',
      value: counted(padded, dilation * kernel, stride),
      why: `That spreads the kernel to ${dilation} · ${kernel} pixels. There are only ${kernel - 1} gaps: it reaches over ${reach}.`,
    },
    {
      name: 'stride',
      value: counted(padded, reach, 1),
      why: `That is the number of places at stride 1. Steps of ${stride} stop at fewer.`,
    },
    {
      name: 'plus one',
      value: (out ?? 0) - 1,
      why: 'That counts the steps. The place where the kernel starts is one more.',
    },
    {
      name: 'input',
      value: size,
      why: `That is the side of the input.`,
    },
    {
      name: 'padded input',
      value: padded,
      why: `That is the side of the padded input, not the number of places on it.`,
    },
    {
      name: 'divided',
      value: Math.floor(size / stride),
      why: `That divides ${size} by the stride. What counts is how many steps fit after the first place.`,
    },
    {
      name: 'cells',
      value: (out ?? 0) ** 2,
      why: `That is the number of cells of the whole output. The question is about one side.`,
    },
  ];
}

/** Judges a predicted side. Null settings of an output that does not exist are judged too. */
export function grade(settings: Settings, size: number, guess: number): Grade {
  const { out } = shapeOf(settings, size);
  if (out === null) {
    return {
      right: false,
      said: 'There is no output: the kernel reaches over more pixels than there are, and PyTorch raises an error.',
      slips: [],
    };
  }
  if (guess === out) return { right: true, said: `Right: ${out}.`, slips: [] };
  const slips = slipsOf(settings, size).filter(
    ({ value }) => value !== out && Math.abs(value - guess) < 0.005,
  );
  const why =
    slips[0]?.why ?? 'Count the first place, then the whole steps that still fit after it.';
  return {
    right: false,
    said: `Not ${forEye(guess)}. ${why}`,
    slips: slips.map(({ name }) => name),
  };
}

/** A layer worth predicting: it fits, and reckoning it carelessly gives another number. One seed, one layer. */
export function puzzle(seed: number): Pick<Settings, Measure> {
  const draw = random(seed, 'predict');
  const between = (low: number, high: number): number => low + draw.integer(high - low + 1);
  for (;;) {
    const settings = {
      size: between(4, bounds.size[1]),
      kernel: between(2, 5),
      stride: between(1, 3),
      padding: between(0, 2),
      dilation: draw.integer(3) === 0 ? 2 : 1,
    };
    const { out } = shapeOf({ ...settings, mode: 'zeros' }, settings.size);
    if (out !== null && out > 1 && out !== settings.size) return settings;
  }
}
