/** What a reader takes along: fastai code for all of MNIST, and the log as a table. */
import { batchesOf, epochsOf, type Moment } from './facts.ts';
import { naming } from './naming.ts';
import { nodeAt, type Path } from './nodes.ts';
import { callText } from './run.ts';

/** fastai code that trains such a Learner and looks at the attribute. */
export function fastaiCode({ call, given }: Moment, path: Path, className: string): string {
  const { expression } = nodeAt(path);
  const kept = given === 'learner';
  const fit = callText(call).replace(/\)$/, kept ? ')' : ', cbs=stats)');
  return `from fastai.vision.all import *
from fastai.callback.hook import ActivationStats

path = untar_data(URLs.MNIST)
dls = DataBlock((ImageBlock(cls=PILImageBW), CategoryBlock), get_items=get_image_files,
                splitter=GrandparentSplitter('training', 'testing'), get_y=parent_label,
                batch_tfms=Normalize()).dataloaders(path, bs=512)

def conv(ni, nf, ks=3, act=True):
    res = nn.Conv2d(ni, nf, stride=2, kernel_size=ks, padding=ks//2)
    return nn.Sequential(res, nn.ReLU()) if act else res

model = sequential(conv(1, 8, ks=5), conv(8, 16), conv(16, 32), conv(32, 64), conv(64, 10, act=False), Flatten())
stats = ActivationStats()
learn = Learner(dls, model, loss_func=F.cross_entropy, metrics=accuracy${kept ? ', cbs=stats' : ''})
${fit}

learn.cbs.attrgot('name')   # ${className} would be ${naming(className).attribute}
${expression}
`;
}

/** The Recorder's log up to this moment, one line a batch; the values of an epoch stand at its last batch. */
export function csv(moment: Moment): string {
  const epochs = new Map(epochsOf(moment).map((epoch) => [epoch.step, epoch]));
  const rows = batchesOf(moment).map(({ step, lr, mom, smoothLoss }) => {
    const epoch = epochs.get(step);
    return [
      step,
      lr,
      mom,
      smoothLoss,
      epoch?.trainLoss ?? '',
      epoch?.validLoss ?? '',
      epoch?.accuracy ?? '',
    ].join(',');
  });
  const head = 'batch,lr,mom,losses,train_loss,valid_loss,accuracy';
  return `${[head, ...rows].join('\r\n')}\r\n`;
}
