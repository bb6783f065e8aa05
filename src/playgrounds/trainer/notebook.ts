import { sameRecipe } from '#cnn/math';
import type { RunState } from '#lab';
import { fastaiParts, passesOf, publishedSet } from './fastai.ts';
import { inWords, normNames, type Recipe } from './model.ts';
import { grouped, percent, rightOf } from './words.ts';

type Cell = { id: string; metadata: object; source: string[] } & (
  | { cell_type: 'markdown' }
  | { cell_type: 'code'; execution_count: null; outputs: [] }
);

/**
 * A recipe as a Jupyter notebook for fastai on all of MNIST: nbformat 4.5, as JSON text. It says what will differ from
 * the browser, and what `run` gave there if it was a run of this recipe that came to its end.
 */
export function notebook(recipe: Recipe, run: RunState): string {
  const { data, model, fit, look } = fastaiParts(recipe);
  const cells = [
    markdown('what', opening(recipe, run)),
    markdown('differs', differences(recipe, run)),
    code('data', data),
    markdown('order', order(recipe)),
    code('model', model),
    code('fit', fit),
    code('look', look),
  ];
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

function opening(recipe: Recipe, run: RunState): string {
  const mine =
    run.phase === 'ended' &&
    run.steered.length === 0 &&
    run.recipe &&
    sameRecipe(run.recipe, recipe);
  const epoch = mine ? run.epochs.at(-1) : undefined;
  const { name, megabytes } = publishedSet(recipe);
  return `# The chapter's network on ${recipe.net === 'simple_cnn' ? 'all of MNIST' : 'its threes and sevens'}

The recipe: ${inWords(recipe)}, ${recipe.steps} steps.${
    epoch
      ? ` In the browser it got ${rightOf(run)} of ${run.validCount} validation digits right (${percent(epoch.accuracy)}), with a validation loss of ${epoch.validLoss.toFixed(3)}.`
      : ''
  }

This needs fastai 2 (\`pip install fastai\`). It downloads ${name}, about ${megabytes} MB, and runs on a GPU if there is one, on the processor otherwise.`;
}

function differences(recipe: Recipe, { trainCount, validCount }: RunState): string {
  const { passes, steps, stepsPerPass } = passesOf(recipe);
  const { name, train, valid } = publishedSet(recipe);
  const whole = `${grouped(train)} training digits and ${grouped(valid)} for validation`;
  const normalised =
    recipe.net === 'simple_cnn'
      ? ' `Normalize()` takes mean and deviation from one batch, the browser from all its training digits.'
      : '';
  const share =
    trainCount > 0
      ? `${grouped(trainCount)} training digits and ${grouped(validCount)} for validation`
      : 'a small part of MNIST';
  return `## What differs from the run in the browser

- **Data.** The browser has ${share}; here are all of ${name}'s ${whole}.${normalised}
- **Length.** fastai counts whole passes. A pass is ${train} // ${recipe.batchSize} = ${stepsPerPass} steps, the incomplete batch at its end being dropped, so ${recipe.steps} steps become ${passes === 1 ? 'one pass' : `${passes} passes`}: ${lengths(recipe, steps)}.
- **Seed.** Seed ${recipe.seed} here draws other first weights and another order of the digits than seed ${recipe.seed} in the browser. Compare several seeds before you believe a small difference.
- **GPU.** It adds in another order than the browser, so even equal weights would drift apart in the last places.

The network, its order of layers, batch size, learning rate, schedule and optimiser are the same.`;
}

function lengths({ steps: asked, schedule }: Recipe, here: number): string {
  if (here === asked) return 'the same number';
  const times = here / asked;
  const compared =
    times >= 1.5
      ? `about ${Math.round(times)} times as many as`
      : `${here > asked ? 'more' : 'fewer'} than`;
  const stretched = schedule === 'one-cycle' ? ', with the 1cycle spread over all of them' : '';
  return `${here} steps, ${compared} in the browser${stretched}`;
}

function order({ norm, normPlace }: Recipe): string {
  if (norm === 'none') {
    return 'Each block is convolution and ReLU; the last has no ReLU. There is no batch norm.';
  }
  const name = normNames[norm];
  const parts = normPlace === 'before' ? `${name}, ReLU` : `ReLU, ${name}`;
  const place =
    normPlace === 'before' ? 'the order of the batch norm paper' : 'the chapter’s order';
  return norm === 'batch'
    ? `Each block is convolution, ${parts}, in ${place}. The last block has no ReLU but keeps its batch norm, so the scores are normalised too.`
    : `Each block is convolution, ${parts}, in ${place}. The last block is a convolution alone.`;
}

/** nbformat keeps a text as lines, each but the last with its line break. */
const linesOf = (text: string) => text.split(/(?<=\n)/);

function markdown(id: string, text: string): Cell {
  return { cell_type: 'markdown', id, metadata: {}, source: linesOf(text) };
}

function code(id: string, text: string): Cell {
  return {
    cell_type: 'code',
    execution_count: null,
    id,
    metadata: {},
    outputs: [],
    source: linesOf(text),
  };
}
