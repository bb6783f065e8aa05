/** A recipe as a program for fastai on all of MNIST: one text to paste, or the cells of a notebook. */
import type { Recipe } from './model.ts';

/** Training images of the whole of MNIST. */
export const FULL_MNIST = 60_000;

/**
 * The length of a recipe in passes over all of MNIST. fastai drops the last incomplete batch and counts whole passes, so
 * the number of steps is seldom the one that was asked for.
 */
export function passesOf({ batchSize, steps }: Pick<Recipe, 'batchSize' | 'steps'>) {
  const stepsPerPass = Math.floor(FULL_MNIST / batchSize);
  const passes = Math.max(1, Math.round(steps / stepsPerPass));
  return { stepsPerPass, passes, steps: passes * stepsPerPass };
}

/** The program in four parts, each without a line break at its end. */
export function fastaiParts(recipe: Recipe) {
  const { norm, batchSize, lr, schedule, optimizer, steps, seed } = recipe;
  const { stepsPerPass, passes } = passesOf(recipe);
  const oneCycle = schedule === 'one-cycle';
  return {
    data: `from fastai.vision.all import *

set_seed(${seed})
path = untar_data(URLs.MNIST)
dls = DataBlock(
    blocks=(ImageBlock(cls=PILImageBW), CategoryBlock),
    get_items=get_image_files,
    splitter=GrandparentSplitter('training', 'testing'),
    get_y=parent_label,
    batch_tfms=Normalize(),
).dataloaders(path, bs=${batchSize})`,
    model: `def conv(ni, nf, ks=3, act=True):
    layers = [nn.Conv2d(ni, nf, kernel_size=ks, stride=2, padding=ks//2)]
    if act: layers.append(nn.ReLU())${norm === 'batch' ? '\n    layers.append(nn.BatchNorm2d(nf))' : ''}
    return nn.Sequential(*layers)

model = nn.Sequential(
    conv(1, 8, ks=5),         # 14x14
    conv(8, 16),              # 7x7
    conv(16, 32),             # 4x4
    conv(32, 64),             # 2x2
    conv(64, 10, act=False),  # 1x1
    Flatten(),
)`,
    fit: `learn = Learner(dls, model, loss_func=F.cross_entropy, metrics=accuracy,
                opt_func=${optimizer === 'adam' ? 'Adam' : 'partial(SGD, mom=0.9)'})
# ${steps} steps in the browser; one pass over all 60,000 images is ${stepsPerPass} steps
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
