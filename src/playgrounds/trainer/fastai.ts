/** A recipe as a program for fastai on all of MNIST: one text to paste, or the cells of a notebook. */
import { layersText } from './layers-text.ts';
import type { Recipe } from './model.ts';
import { grouped } from './words.ts';

/** Images of the two data sets that fastai downloads, in training and validation: all of MNIST, or its threes and sevens. */
export const publishedSet = ({ net }: Pick<Recipe, 'net'>) =>
  net === 'simple_cnn'
    ? { name: 'MNIST', train: 60_000, valid: 10_000, megabytes: 16 }
    : { name: 'MNIST_SAMPLE', train: 12_396, valid: 2038, megabytes: 3 };

/**
 * The length of a recipe in passes over a whole data set. fastai drops the last incomplete batch and counts whole passes,
 * so the number of steps is seldom the one that was asked for.
 */
export function passesOf({ net, batchSize, steps }: Pick<Recipe, 'net' | 'batchSize' | 'steps'>) {
  const stepsPerPass = Math.floor(publishedSet({ net }).train / batchSize);
  const passes = Math.max(1, Math.round(steps / stepsPerPass));
  return { stepsPerPass, passes, steps: passes * stepsPerPass };
}

/** The program in four parts, each without a line break at its end. */
export function fastaiParts(recipe: Recipe) {
  const { net, batchSize, lr, schedule, optimizer, steps, seed } = recipe;
  const { stepsPerPass, passes } = passesOf(recipe);
  const { name, train } = publishedSet(recipe);
  const oneCycle = schedule === 'one-cycle';
  const ten = net === 'simple_cnn';
  return {
    data: `from fastai.vision.all import *

set_seed(${seed})
path = untar_data(URLs.${name})
dls = DataBlock(
    blocks=(ImageBlock(cls=PILImageBW), CategoryBlock),
    get_items=get_image_files,
    splitter=GrandparentSplitter(${ten ? "'training', 'testing'" : "'train', 'valid'"}),
    get_y=parent_label,${ten ? '\n    batch_tfms=Normalize(),' : ''}
).dataloaders(path, bs=${batchSize})`,
    model: layersText(recipe, 'Flatten()'),
    fit: `learn = Learner(dls, model, loss_func=F.cross_entropy, metrics=accuracy,
                opt_func=${optimizer === 'adam' ? 'Adam' : 'partial(SGD, mom=0.9)'})
# ${steps} steps in the browser; one pass over all ${grouped(train)} images is ${stepsPerPass} steps
learn.${oneCycle ? 'fit_one_cycle' : 'fit'}(${passes}, ${lr})`,
    look: `learn.recorder.plot_loss()${oneCycle ? '\nlearn.recorder.plot_sched()' : ''}
ClassificationInterpretation.from_learner(learn).plot_top_losses(9)`,
  };
}

/** The same experiment for fastai on all of MNIST, ready to paste. */
export function fastaiCode(recipe: Recipe): string {
  const { data, model, fit } = fastaiParts(recipe);
  return `${data}\n\n${model}\n${fit}\n`;
}
