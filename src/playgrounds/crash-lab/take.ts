import type { Recipe } from '#cnn/math';
import type { Panel } from './Panels.tsx';

/** The panels' curves as comma-separated values, one line a recorded batch. */
export function csvOf(panels: readonly Panel[]): string {
  const lines = panels.flatMap(({ name, loss, nearZero }) =>
    nearZero.map(([progress, value], i) => [name, progress, loss[i]?.[1] ?? '', value].join(',')),
  );
  return `run,share of the run,smoothed loss,near zero in conv4\r\n${lines.join('\r\n')}\r\n`;
}

/** fastai code of the experiment on all of MNIST, after the chapter's `conv` and `simple_cnn`. */
export function fastaiOf({ batchSize, lr, schedule, norm, seed, steps }: Recipe): string {
  const epochs = Math.max(1, Math.round((steps * batchSize) / 60_000));
  const call =
    schedule === 'one-cycle' ? `fit_one_cycle(${epochs}, ${lr})` : `fit(${epochs}, ${lr})`;
  return `set_seed(${seed})
dls = get_dls(${batchSize})
# conv() as in the chapter, ${norm === 'batch' ? 'with nn.BatchNorm2d(nf) after the ReLU' : 'without batch norm'}
learn = Learner(dls, simple_cnn(), loss_func=F.cross_entropy, metrics=accuracy,
                cbs=ActivationStats(with_hist=True))
learn.${call}
learn.activation_stats.color_dim(${norm === 'batch' ? -4 : -2})
`;
}
