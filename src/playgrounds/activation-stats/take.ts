import { recipes } from '#cnn/math';
import type { LayerRun } from './model.ts';
import type { RecordedName } from './recorded.ts';

/** The layer's figures as comma-separated values, one line a batch. */
export function csvOf({ steps, figures }: LayerRun): string {
  const bins = Array.from({ length: 40 }, (_, bin) => `bin ${bin / 4} to ${(bin + 1) / 4}`);
  const lines = steps.map((step, i) => {
    const { mean, std, nearZero, histogram } = figures[i]!;
    return [step, mean, std, nearZero, ...histogram.map((count) => Math.round(count))].join(',');
  });
  return `${[['batch', 'mean', 'std', 'near zero', ...bins].join(','), ...lines].join('\r\n')}\r\n`;
}

/** fastai code that records the same of the same run on all of MNIST. */
export function fastaiOf(name: RecordedName, layer: string): string {
  const { norm, batchSize, lr, schedule, steps } = recipes[name].recipe;
  const epochs = Math.max(1, Math.round((steps * batchSize) / 60_000));
  const block = norm === 'none' ? 'layers' : 'layers + [nn.BatchNorm2d(nf)]';
  const fit =
    schedule === 'one-cycle' ? `fit_one_cycle(${epochs}, ${lr})` : `fit(${epochs}, ${lr})`;
  // Where fastai finds it: it hooks every layer with parameters, recorded here or not.
  const each = norm === 'none' ? 1 : 2;
  const convs = 5 * each;
  const place =
    (Number(layer.replace(/\D/g, '')) - 1) * each + (layer.startsWith('bn') ? 1 : 0) - convs;
  return `from fastai.vision.all import *
from fastai.callback.hook import ActivationStats

path = untar_data(URLs.MNIST)
dls = DataBlock((ImageBlock(cls=PILImageBW), CategoryBlock), get_items=get_image_files,
                splitter=GrandparentSplitter('training', 'testing'), get_y=parent_label,
                batch_tfms=Normalize()).dataloaders(path, bs=${batchSize})

def conv(ni, nf, ks=3, act=True):
    layers = [nn.Conv2d(ni, nf, stride=2, kernel_size=ks, padding=ks//2)]
    if act: layers.append(nn.ReLU())
    return nn.Sequential(*(${block}))

model = sequential(conv(1, 8, ks=5), conv(8, 16), conv(16, 32), conv(32, 64), conv(64, 10, act=False), Flatten())
learn = Learner(dls, model, loss_func=F.cross_entropy, metrics=accuracy,
                cbs=ActivationStats(with_hist=True))
learn.${fit}
learn.activation_stats.plot_layer_stats(${place})   # ${layer}
learn.activation_stats.color_dim(${place})
`;
}
