import type { RunState } from '#lab';
import type { Recipe } from './model.ts';

const FULL_MNIST = 60_000;

/** The same experiment for fastai on all of MNIST, ready to paste into a notebook. */
export function fastaiCode(recipe: Recipe): string {
  const { norm, batchSize, lr, schedule, optimizer, steps, seed } = recipe;
  const perEpoch = Math.floor(FULL_MNIST / batchSize);
  const epochs = Math.max(1, Math.round(steps / perEpoch));
  const call = schedule === 'one-cycle' ? 'fit_one_cycle' : 'fit';
  const block =
    norm === 'batch'
      ? ['    if act: layers.append(nn.ReLU())', '    layers.append(nn.BatchNorm2d(nf))']
      : ['    if act: layers.append(nn.ReLU())'];
  return `from fastai.vision.all import *

set_seed(${seed})
path = untar_data(URLs.MNIST)
dls = DataBlock(
    blocks=(ImageBlock(cls=PILImageBW), CategoryBlock),
    get_items=get_image_files,
    splitter=GrandparentSplitter('training', 'testing'),
    get_y=parent_label,
    batch_tfms=Normalize(),
).dataloaders(path, bs=${batchSize})

def conv(ni, nf, ks=3, act=True):
    layers = [nn.Conv2d(ni, nf, kernel_size=ks, stride=2, padding=ks//2)]
${block.join('\n')}
    return nn.Sequential(*layers)

model = nn.Sequential(
    conv(1, 8, ks=5),         # 14x14
    conv(8, 16),              # 7x7
    conv(16, 32),             # 4x4
    conv(32, 64),             # 2x2
    conv(64, 10, act=False),  # 1x1
    Flatten(),
)
learn = Learner(dls, model, loss_func=F.cross_entropy, metrics=accuracy,
                opt_func=${optimizer === 'adam' ? 'Adam' : 'partial(SGD, mom=0.9)'})
# ${steps} steps in the browser; one epoch of all 60,000 images is ${perEpoch} steps
learn.${call}(${epochs}, ${lr})
`;
}

/** One row a step; validation stands in the row of the step it followed. */
export function curveCsv(run: RunState): string {
  const size = run.recipe?.batchSize ?? 1;
  const validated = new Map(run.epochs.map((epoch) => [epoch.step, epoch]));
  const rows = run.batches.map(({ step, lr, mom, loss, smoothLoss }) => {
    const epoch = validated.get(step);
    return [
      step,
      step * size,
      lr,
      mom,
      loss,
      smoothLoss,
      epoch?.validLoss ?? '',
      epoch?.accuracy ?? '',
    ];
  });
  const head = 'step,images,lr,mom,batch_loss,smooth_loss,valid_loss,valid_accuracy';
  return `${[head, ...rows.map((row) => row.join(','))].join('\n')}\n`;
}
