/** The numbers of a stack: the sheet's filters, or a trained net's weights where the stack is one of the chapter's nets. */
import { type Maps, recipes, simpleCnnPlan, threeOrSevenPlan, type WeightedConv } from '#cnn/math';
import type { NamedNumbers } from '#lab';
import { sameLayers, stacks } from './layers.ts';
import type { ImageName, Tracer } from './model.ts';
import { chapterFilters, workbookFilters } from './sheet.ts';

/** The chapter's nets whose weights may be known. */
export type NetName = 'threeOrSeven' | 'tenDigits';

/** A net after its training, with what its pixels were shifted and scaled by. */
export interface Trained {
  net: NetName;
  weights: NamedNumbers;
  /** Of the training pixels, on a scale from 0 to 1. */
  mean: number;
  std: number;
  /** Share of the validation images it tells right, where that was measured. */
  accuracy: number | undefined;
  /** Trained by the reader, not recorded. */
  live: boolean;
}

export const nets = {
  threeOrSeven: {
    label: '3 or 7',
    recipe: recipes.A.recipe,
    plan: threeOrSevenPlan(),
    classes: ['3', '7'],
  },
  tenDigits: {
    label: 'ten digits',
    recipe: recipes.D.recipe,
    plan: simpleCnnPlan(),
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  },
} as const;

const isDigit = (image: ImageName): boolean => image.length === 1;

/** Which of the chapter's nets a stack is. Only a whole digit is what a net was trained on. */
export function netOf({ image, layers }: Pick<Tracer, 'image' | 'layers'>): NetName | undefined {
  if (!isDigit(image) && image !== 'workbook') return undefined;
  return (['threeOrSeven', 'tenDigits'] as const).find((net) => sameLayers(layers, stacks[net]));
}

/** The weights a stack is shown with. */
export interface Numbers {
  layers: WeightedConv[];
  trained?: Trained;
}

export function numbersOf(state: Tracer, known: readonly Trained[]): Numbers {
  const net = netOf(state);
  const trained = known.find((one) => one.net === net);
  return trained ? { layers: trainedLayers(trained), trained } : { layers: filterLayers(state) };
}

function trainedLayers({ net, weights }: Trained): WeightedConv[] {
  const convs = nets[net].plan.layers.flatMap((layer) => (layer.type === 'Conv2d' ? [layer] : []));
  return convs.map(({ name, inChannels, outChannels }, i) => ({
    ...stacks[net][i]!,
    inChannels,
    outChannels,
    weight: weights[`${name}.weight`]!.values,
    bias: weights[`${name}.bias`]!.values,
    relu: i < convs.length - 1,
  }));
}

/** Kernels of 3×3 take filters 1 and 2 in turn; of another size, they take the mean of their window. */
export function filterLayers({ image, layers }: Pick<Tracer, 'image' | 'layers'>): WeightedConv[] {
  const filters = image === 'workbook' ? workbookFilters : chapterFilters;
  return layers.map((layer, i) => ({
    ...layer,
    inChannels: 1,
    outChannels: 1,
    weight:
      layer.kernel === 3
        ? filters[i % 2]!
        : Array<number>(layer.kernel ** 2).fill(1 / layer.kernel ** 2),
    relu: false,
  }));
}

/** The image as the first layer takes it: shares of ink, or shifted and scaled as in the net's training. */
export function inputMaps(pixels: readonly (readonly number[])[], trained?: Trained): Maps {
  const { mean, std } = trained ?? { mean: 0, std: 1 };
  const [height, width] = [pixels.length, pixels[0]!.length];
  const scale = trained ? std + 1e-7 : 1;
  return {
    height,
    width,
    channels: 1,
    values: pixels.flat().map((value) => (value / 255 - mean) / scale),
  };
}
