/** The attributes of a Learner that are shown, by fastai's names. */

/** One attribute: where it hangs and how it is typed. */
export interface Node {
  /** Its place under `learn`, such as `recorder.lrs`. */
  path: Path;
  /** The last part of its name. */
  name: string;
  /** As a reader types it, such as `learn.recorder.lrs`. */
  expression: string;
  /** 1 for `learn` itself. */
  level: number;
}

/** In the order of the tree: a child comes after its parent. */
export const paths = [
  'learn',
  'dls',
  'dls.train',
  'dls.valid',
  'dls.vocab',
  'dls.show_batch',
  'model',
  'model.0',
  'model.1',
  'model.2',
  'model.3',
  'model.4',
  'loss_func',
  'metrics',
  'opt',
  'opt.hypers',
  'epoch',
  'train_iter',
  'pct_train',
  'cbs',
  'recorder',
  'recorder.lrs',
  'recorder.losses',
  'recorder.iters',
  'recorder.values',
  'recorder.metric_names',
  'recorder.hps',
  'recorder.plot_loss',
  'recorder.plot_sched',
  'activation_stats',
  'activation_stats.stats',
  'activation_stats.plot_layer_stats',
  'param_scheduler',
  'train_eval',
  'progress',
] as const;
export type Path = (typeof paths)[number];

/** Attributes that are called, with what stands between the brackets. */
const called: Partial<Record<Path, string>> = {
  'dls.show_batch': 'max_n=9',
  'recorder.plot_loss': '',
  'recorder.plot_sched': '',
  'activation_stats.plot_layer_stats': '-2',
};

const nodeOf = (path: Path): Node => {
  const parts = path.split('.');
  const name = parts.at(-1)!;
  const call = called[path];
  const ending = call === undefined ? '' : `(${call})`;
  const typed = path.replace(/\.(\d)$/, '[$1]');
  return {
    path,
    name: /^\d$/.test(name) ? `[${name}]` : name + (ending && '()'),
    expression: path === 'learn' ? 'learn' : `learn.${typed}${ending}`,
    level: path === 'learn' ? 1 : parts.length + 1,
  };
};

export const nodes: readonly Node[] = paths.map(nodeOf);
export const nodeAt = (path: Path): Node => nodes[paths.indexOf(path)]!;

/** The attribute it hangs on; none for `learn`. */
export function parentOf(path: Path): Path | null {
  if (path === 'learn') return null;
  const dot = path.lastIndexOf('.');
  return dot < 0 ? 'learn' : (path.slice(0, dot) as Path);
}

export const childrenOf = (path: Path): readonly Path[] =>
  paths.filter((one) => parentOf(one) === path);

/** All that must be open for it to be seen. */
export function ancestorsOf(path: Path): Path[] {
  const parent = parentOf(path);
  return parent === null ? [] : [...ancestorsOf(parent), parent];
}

/** What is seen of the tree while these are open, in order. */
export function visible(open: ReadonlySet<Path>): readonly Node[] {
  return nodes.filter(({ path }) => ancestorsOf(path).every((above) => open.has(above)));
}
