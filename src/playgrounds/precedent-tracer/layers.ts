/** The settings of each layer of a stack, as a link spells them, and the stacks worth naming. */
import {
  alongAxis,
  type ConvOptions,
  convOutputSize,
  simpleCnnPlan,
  threeOrSevenPlan,
} from '#cnn/math';
import type { Field } from '#kit/state';

export type Layer = Required<ConvOptions>;
export type Size = readonly [height: number, width: number];

/** Least and most of each setting, both allowed. */
export const limits = {
  kernel: [1, 7],
  stride: [1, 4],
  padding: [0, 3],
  dilation: [1, 3],
} as const satisfies Record<keyof Layer, readonly [number, number]>;
export const mostLayers = 6;

export const settings = Object.keys(limits) as (keyof Layer)[];
const letters: Record<keyof Layer, string> = {
  kernel: '',
  stride: 's',
  padding: 'p',
  dilation: 'd',
};
const usual = { stride: 1, padding: 0, dilation: 1 } as const;

/** Layers as `3s2p1,3s2p1`: kernel, stride, padding, dilation; what is left out is 1, and 0 for the padding. */
export const layersField: Field<readonly Layer[]> = {
  read(text) {
    const refuse = (): never => {
      throw new RangeError(
        '1 to 6 layers with commas between, such as 3s2p1: a kernel from 1 to 7, a stride from 1 to 4, a padding from 0 to 3, a dilation from 1 to 3',
      );
    };
    const parts = text.split(',');
    if (parts.length > mostLayers) refuse();
    return parts.map((part) => {
      const found = /^(\d)(?:s(\d))?(?:p(\d))?(?:d(\d))?$/.exec(part);
      if (!found) return refuse();
      const number = (i: number, absent: number) =>
        found[i] === undefined ? absent : Number(found[i]);
      const layer: Layer = {
        kernel: number(1, 0),
        stride: number(2, usual.stride),
        padding: number(3, usual.padding),
        dilation: number(4, usual.dilation),
      };
      const legal = settings.every(
        (name) => layer[name] >= limits[name][0] && layer[name] <= limits[name][1],
      );
      return legal ? layer : refuse();
    });
  },
  write: (layers) =>
    layers
      .map((layer) =>
        settings
          .filter((name) => name === 'kernel' || layer[name] !== usual[name])
          .map((name) => `${letters[name]}${layer[name]}`)
          .join(''),
      )
      .join(','),
};

/** Sides of every grid, the image first. @throws RangeError naming the first layer that does not fit, in a sentence */
export function sizesOf(size: Size, layers: readonly Layer[]): Size[] {
  const sizes = [size];
  layers.forEach((layer, i) => {
    const [height, width] = sizes[i]!;
    try {
      sizes.push([convOutputSize(height, layer), convOutputSize(width, layer)]);
    } catch (fault) {
      throw new RangeError(`Layer ${i + 1} does not fit. ${(fault as Error).message}`);
    }
  });
  return sizes;
}

export function fits(size: Size, layers: readonly Layer[]): boolean {
  try {
    return sizesOf(size, layers).length > 0;
  } catch {
    return false;
  }
}

const convsOf = (plan: ReturnType<typeof simpleCnnPlan>): Layer[] =>
  plan.layers.flatMap((layer) =>
    layer.type === 'Conv2d' ? [{ ...usual, ...alongAxis(layer, 0) } as Layer] : [],
  );

const plain = (stride: number): Layer => ({ ...usual, kernel: 3, stride });

/** The chapter's sheet, its stride-1 twin, and the convolutions of its two nets. */
export const stacks = {
  sheet: [plain(2), plain(2)],
  twin: [plain(1), plain(1)],
  threeOrSeven: convsOf(threeOrSevenPlan()),
  tenDigits: convsOf(simpleCnnPlan()),
} as const satisfies Record<string, readonly Layer[]>;

export const sameLayers = (a: readonly Layer[], b: readonly Layer[]): boolean =>
  layersField.write(a) === layersField.write(b);
