/** What the playground remembers, and how a link or a tag says it. Pure. */
import { type NormKind, type Recipe, recipes } from '#cnn/math';
import { amount, type Field, numbers, oneOf, stateCodec, whole } from '#kit/state';

/** What one looks at; each serves a question. */
export const views = ['mates', 'running', 'affine', 'noise', 'sets', 'order'] as const;
export type View = (typeof views)[number];
export const normKinds = ['batch', 'layer', 'group', 'instance'] as const satisfies NormKind[];
/** Parts that eight channels split into. */
export const groupCounts = [1, 2, 4, 8] as const;
/** Numbers a batch norm layer and its convolution hold, for the reader to sort. */
export const sortable = [
  'conv1.weight',
  'bn1.weight',
  'bn1.bias',
  'bn1.running_mean',
  'bn1.running_var',
  'bn1.num_batches_tracked',
] as const;
/** How a number changes: by its gradient, by counting what passes, or not said yet. */
export type Sorting = 'g' | 'c' | '-';

export interface NormState {
  view: View;
  /** What `model.train()` and `model.eval()` switch. */
  mode: 'train' | 'eval';
  /** Whose outputs the norm takes: 14 × 14 numbers a digit, or one. */
  layer: 'conv1' | 'conv5';
  /** The digit that is followed. */
  mine: number;
  /** The other digits in its batch, ascending. */
  mates: string;
  channel: number;
  /** The pixel that is followed, `[row, column]` of conv1's map. */
  at: readonly number[];
  step: number;
  gamma: number;
  beta: number;
  /** One letter for each of `sortable`. */
  sorted: string;
  /** Which random batches are drawn. */
  draw: number;
  norm: NormKind;
  groups: number;
  /** Image of the cell whose set is lit; its channel is `channel`. */
  image: number;
  place: 'after' | 'before';
  /** Images in a batch of the runs that are compared. */
  batch: '512' | '8';
  seed: number;
}

/** Some of the ten digits, each once. */
const someDigits: Field<string> = {
  read(text) {
    if (!/^\d{0,10}$/.test(text) || new Set(text).size < text.length) {
      throw new RangeError('digits from 0 to 9, each once, such as 178');
    }
    return [...text].toSorted().join('');
  },
  write: (text) => text,
};

const letters: Field<string> = {
  read(text) {
    if (!new RegExp(`^[gc-]{${sortable.length}}$`).test(text)) {
      throw new RangeError(`${sortable.length} letters: g by gradient, c by counting, - open`);
    }
    return text;
  },
  write: (text) => text,
};

const split: Field<number> = {
  read(text) {
    const found = groupCounts.find((count) => String(count) === text);
    if (found === undefined) throw new RangeError(`one of ${groupCounts.join(', ')}`);
    return found;
  },
  write: String,
};

const place14 = numbers(2, 2, 13);

export const codec = stateCodec<NormState>({
  tag: 'Normalization',
  id: 'normalization',
  fields: {
    view: oneOf(views),
    mode: oneOf(['train', 'eval']),
    layer: oneOf(['conv1', 'conv5']),
    mine: whole(0, 9),
    mates: someDigits,
    channel: whole(0, 9),
    at: {
      write: place14.write,
      read(text) {
        const values = place14.read(text);
        if (values.every((value) => Number.isInteger(value) && value >= 0)) return values;
        throw new RangeError('a row and a column from 0 to 13, such as 6,7');
      },
    },
    step: whole(0, recipes.E.recipe.steps),
    gamma: amount(-3, 3),
    beta: amount(-3, 3),
    sorted: letters,
    draw: whole(0, 999),
    norm: oneOf(normKinds),
    groups: split,
    image: whole(0, 3),
    place: oneOf(['after', 'before']),
    batch: oneOf(['512', '8']),
    seed: whole(0, 999),
  },
  start: {
    view: 'mates',
    mode: 'train',
    layer: 'conv1',
    mine: 3,
    mates: '17',
    channel: 0,
    at: [12, 7],
    step: 20,
    gamma: 1,
    beta: 0,
    sorted: '-'.repeat(sortable.length),
    draw: 0,
    norm: 'batch',
    groups: 2,
    image: 0,
    place: 'after',
    batch: '512',
    seed: 0,
  },
  settle(state) {
    const mates = state.mates.replace(String(state.mine), '');
    // Only the last layer, in the views that look at it, has a ninth and a tenth channel.
    const ten = state.view === 'noise' || (state.view === 'mates' && state.layer === 'conv5');
    return { ...state, mates, channel: ten ? state.channel : Math.min(7, state.channel) };
  },
});

/** A run of small batches: 3,000 images, eight at a time, at a rate that small batches bear. */
export const smallRecipe: Recipe = { ...recipes.E.recipe, batchSize: 8, lr: 0.01, steps: 375 };

/** The chapter's run with batch norm, or its counterpart with another norm or order, with a seed of the reader's. */
export function recipeOf({ view, norm, batch, place, seed }: NormState): Recipe {
  const base = recipes.E.recipe;
  if (view === 'sets') return { ...(batch === '8' ? smallRecipe : base), norm, seed };
  if (view === 'order' && place === 'before') return { ...base, normPlace: 'before', seed };
  return { ...base, seed: view === 'order' ? seed : base.seed };
}

/** A run that came to its end in this tab. */
export interface Finished {
  recipe: Recipe;
  accuracy: number;
}

/** Accuracies of the reader's own runs of a norm, place and batch size. */
export const ownOf = (
  finished: readonly Finished[],
  norm: Recipe['norm'],
  batchSize: number,
  place: NormState['place'] = 'after',
): number[] =>
  finished
    .filter(
      ({ recipe }) =>
        recipe.norm === norm &&
        recipe.batchSize === batchSize &&
        (recipe.normPlace ?? 'after') === place,
    )
    .map(({ accuracy }) => accuracy);
