/** What stands behind an attribute of the Learner at a moment of its training. */
import { parameterCount, simpleCnnPlan } from '#cnn/math';
import { forEye } from '#kit/state';
import type { RunState } from '#lab';
import { vocab } from './batch.ts';
import type { LearnerState } from './model.ts';
import type { Path } from './nodes.ts';
import { callText, epochs, recipeOf, stepsPerEpoch, total } from './run.ts';

/** A moment of a training: its run, and how many batches of it are over. */
export interface Moment extends Pick<LearnerState, 'call' | 'given' | 'step'> {
  run: RunState;
}

export interface Fact {
  /** Python's type. */
  type: string;
  /** The value in short. */
  value: string;
  about: string;
  /** Who writes it, and when. */
  writer?: string;
  /** What Python says, while it is not there. */
  absent?: string;
  /** The class, where it is a callback. */
  callback?: string;
}

/** A number as Python might print it, with a true minus. */
export const num = (value: number): string =>
  String(Number(value.toPrecision(3))).replaceAll('-', '−');

const list = (values: readonly number[]): string => {
  const shown = values.length > 4 ? [...values.slice(0, 2), null, values.at(-1)!] : values;
  return `[${shown.map((value) => (value === null ? '…' : num(value))).join(', ')}]`;
};

/** fastai passes on what a learner does not have to its model, so it is the model that complains. */
const missing = (name: string): string =>
  `AttributeError: 'Sequential' object has no attribute '${name}'`;

export const before = ({ step }: Moment): boolean => step === 0;
export const after = ({ step }: Moment): boolean => step === total;
export const batchesOf = ({ run, step }: Moment) => run.batches.slice(0, step);
export const epochsOf = ({ run, step }: Moment) => run.epochs.filter((epoch) => epoch.step <= step);
const scheduled = ({ call }: Moment): boolean => call === 'fit_one_cycle';

/** Lists of the Recorder are made when the first fit begins. */
const unborn = (moment: Moment, name: string) => (before(moment) ? { absent: missing(name) } : {});
const counted = (n: number, one: string, many = `${one}s`): string =>
  `${forEye(n)} ${n === 1 ? one : many}`;

const convs = simpleCnnPlan().layers.flatMap((layer) => (layer.type === 'Conv2d' ? [layer] : []));
const blockOf = (i: number): string => {
  const { inChannels, outChannels, kernel } = convs[i]!;
  return `Conv2d(${inChannels}, ${outChannels}, kernel_size=${kernel}, stride=2)${i < convs.length - 1 ? ', ReLU()' : ''}`;
};
const block = (i: number) => (): Fact => ({
  type: i < convs.length - 1 ? 'Sequential' : 'Conv2d',
  value: blockOf(i),
  about: `${counted(parameterCount(convs[i]!).total, 'number')} to train, weights and biases.`,
});

const facts: Record<Path, (moment: Moment) => Fact> = {
  learn: ({ call, step }) => ({
    type: 'Learner',
    value: 'Learner(dls, model, …)',
    about: `Holds everything that a training needs. ${step === 0 ? `Next comes ${callText(call)}.` : `It was told ${callText(call)}.`}`,
  }),
  dls: ({ call }) => ({
    type: 'DataLoaders',
    value: `train, valid, bs=${recipeOf(call).batchSize}`,
    about:
      'A training loader and a validation loader. What it does not know itself it asks the training loader.',
  }),
  'dls.train': ({ run }) => ({
    type: 'TfmdDL',
    value: counted(stepsPerEpoch, 'batch', 'batches'),
    about: `Shuffles ${forEye(run.trainCount)} images anew for each epoch and drops the last batch, which is not full.`,
  }),
  'dls.valid': ({ run }) => ({
    type: 'TfmdDL',
    value: counted(run.validCount, 'image'),
    about: 'Always in the same order, nothing dropped. The metrics are measured on these.',
  }),
  'dls.vocab': () => ({
    type: 'CategoryMap',
    value: `['${vocab.join("', '")}']`,
    about: 'Names of the classes. In a batch a label is a place in this list.',
  }),
  'dls.show_batch': () => ({
    type: 'method',
    value: 'draws nine images with their labels',
    about: 'Takes one training batch, undoes its transforms and draws what comes out.',
  }),
  model: ({ run }) => ({
    type: 'Sequential',
    value: `${convs.length} blocks and Flatten()`,
    about: `The network, ${counted(run.parameters, 'number')} to train. Names that a learner does not have are looked for here.`,
  }),
  'model.0': block(0),
  'model.1': block(1),
  'model.2': block(2),
  'model.3': block(3),
  'model.4': block(4),
  loss_func: () => ({
    type: 'function',
    value: 'F.cross_entropy',
    about: 'Turns the scores of a batch and its labels into one number.',
  }),
  metrics: () => ({
    type: 'L',
    value: '[accuracy]',
    about:
      'Measured on the validation images after each epoch, for people; nothing is trained by them.',
  }),
  opt: (moment) => ({
    type: before(moment) ? 'NoneType' : 'Optimizer',
    value: before(moment) ? 'None' : 'Adam, one group of parameters',
    about: before(moment)
      ? 'Made when the first fit begins.'
      : 'Changes the parameters after each batch. It stays for the next fit, with all it remembers.',
  }),
  'opt.hypers': (moment) => {
    if (before(moment)) {
      return {
        type: '',
        value: '',
        about: 'There is no optimizer yet.',
        absent: "AttributeError: 'NoneType' object has no attribute 'hypers'",
      };
    }
    const { lr, mom } = batchesOf(moment).at(-1)!;
    return {
      type: 'L',
      value: `[{'lr': ${num(lr)}, 'mom': ${num(mom)}, 'sqr_mom': 0.99, 'eps': 1e−5, 'wd': 0.01}]`,
      about:
        'The hyperparameters in force now, one dictionary a group. Only the Recorder and a scheduler keep the old ones.',
      writer: scheduled(moment)
        ? 'ParamScheduler sets lr and mom in before_batch.'
        : 'Set once, when fit begins.',
    };
  },
  epoch: (moment) => ({
    type: 'int',
    value: String(Math.min(epochs - 1, Math.floor(Math.max(0, moment.step - 1) / stepsPerEpoch))),
    about: `Counted from 0, so the last of ${epochs} is ${epochs - 1}.`,
    writer: 'The training loop itself.',
  }),
  train_iter: (moment) => ({
    type: 'int',
    value: String(moment.step),
    about: 'Training batches that are over.',
    writer: 'TrainEvalCallback, after each training batch.',
    ...unborn(moment, 'train_iter'),
  }),
  pct_train: (moment) => ({
    type: 'float',
    value: num(moment.step / total),
    about: 'How much of the training is over, 0 to 1. Schedules are functions of this.',
    writer: 'TrainEvalCallback, after each training batch.',
    ...unborn(moment, 'pct_train'),
  }),
  cbs: (moment) => ({
    type: 'L',
    value: `[${classesOf(moment).join(', ')}]`,
    about:
      'All callbacks there are now. Each is also an attribute, under a name made from its class.',
  }),
  recorder: () => ({
    type: 'Recorder',
    value: 'Recorder',
    about: 'Keeps the log. Every learner has one without being asked.',
    callback: 'Recorder',
  }),
  'recorder.lrs': (moment) => ({
    type: 'list',
    value: list(batchesOf(moment).map(({ lr }) => lr)),
    about: `${counted(moment.step, 'learning rate')}, one a training batch.`,
    writer: 'Recorder, in after_batch of each training batch.',
    ...unborn(moment, 'lrs'),
  }),
  'recorder.losses': (moment) => ({
    type: 'list',
    value: list(batchesOf(moment).map(({ smoothLoss }) => smoothLoss)),
    about: `${counted(moment.step, 'loss', 'losses')}, one a training batch, each a moving average of the losses so far.`,
    writer: 'Recorder, in after_batch of each training batch.',
    ...unborn(moment, 'losses'),
  }),
  'recorder.iters': (moment) => ({
    type: 'list',
    value: list(epochsOf(moment).map(({ step }) => step)),
    about: 'How many batches were over at the end of each epoch.',
    writer: 'Recorder, in after_epoch.',
    ...unborn(moment, 'iters'),
  }),
  'recorder.values': (moment) => ({
    type: 'list',
    value: counted(epochsOf(moment).length, 'row'),
    about:
      'One row an epoch: training loss, validation loss, accuracy. These are the numbers of the printed table.',
    writer: 'Recorder, in after_epoch.',
    ...unborn(moment, 'values'),
  }),
  'recorder.metric_names': (moment) => ({
    type: 'L',
    value: "['epoch', 'train_loss', 'valid_loss', 'accuracy', 'time']",
    about: 'Heads of the printed table.',
    writer: 'Recorder, in before_fit.',
    ...unborn(moment, 'metric_names'),
  }),
  'recorder.hps': (moment) => ({
    type: 'dict',
    value: "{'lr': […], 'mom': […]}",
    about: scheduled(moment)
      ? `All values that the scheduler has set, ${counted(total, 'number')} each. It hands them over when the fit ends.`
      : 'Plain fit brings no scheduler, so nobody writes it.',
    writer: 'ParamScheduler, in after_fit.',
    ...(after(moment) && scheduled(moment) ? {} : { absent: missing('hps') }),
  }),
  'recorder.plot_loss': (moment) => ({
    type: 'method',
    value: 'draws losses',
    about:
      'The smoothed training loss from the sixth batch on, and the validation losses at the ends of the epochs.',
    ...unborn(moment, 'losses'),
  }),
  'recorder.plot_sched': (moment) => ({
    type: 'method',
    value: 'draws hps',
    about:
      'One panel for each scheduled hyperparameter. It reads recorder.hps, so it needs a scheduled fit that has ended.',
    ...(after(moment) && scheduled(moment) ? {} : { absent: missing('hps') }),
  }),
  activation_stats: (moment) => ({
    type: 'ActivationStats',
    value: 'ActivationStats',
    about:
      moment.given === 'learner'
        ? 'Given to the Learner, so it stays after the fit.'
        : 'Given to one call of fit, so it is there while the fit runs and gone when it has ended.',
    callback: 'ActivationStats',
    ...(hooked(moment) ? {} : { absent: missing('activation_stats') }),
  }),
  'activation_stats.stats': (moment) => ({
    type: 'L',
    value: `${counted(moment.step, 'list')} of ${convs.length} dicts`,
    about: 'For each training batch and each layer with parameters: mean, std, near_zero.',
    writer: 'ActivationStats, in after_batch of each training batch.',
    ...(hooked(moment) && !before(moment)
      ? {}
      : { absent: missing(hooked(moment) ? 'stats' : 'activation_stats') }),
  }),
  'activation_stats.plot_layer_stats': (moment) => ({
    type: 'method',
    value: 'draws stats of a layer',
    about:
      'Three curves over the batches. Place −2 is the fourth convolution, the last layer but one with parameters.',
    ...(hooked(moment) && !before(moment)
      ? {}
      : { absent: missing(hooked(moment) ? 'stats' : 'activation_stats') }),
  }),
  param_scheduler: (moment) => ({
    type: 'ParamScheduler',
    value: 'ParamScheduler',
    about: scheduled(moment)
      ? 'fit_one_cycle gives it to fit, so it is there while the fit runs. What it recorded is handed to the Recorder.'
      : 'Only a scheduled fit brings one.',
    callback: 'ParamScheduler',
    ...(scheduled(moment) && !before(moment) && !after(moment)
      ? {}
      : { absent: missing('param_scheduler') }),
  }),
  train_eval: () => ({
    type: 'TrainEvalCallback',
    value: 'TrainEvalCallback',
    about: 'Switches the model between training and evaluation, and counts batches.',
    callback: 'TrainEvalCallback',
  }),
  progress: () => ({
    type: 'ProgressCallback',
    value: 'ProgressCallback',
    about: 'Draws the bar and prints the table.',
    callback: 'ProgressCallback',
  }),
};

/** Whether ActivationStats hangs on the learner at this moment. */
function hooked(moment: Moment): boolean {
  return moment.given === 'learner' || (!before(moment) && !after(moment));
}

/** The callbacks that are there, by class. */
function classesOf(moment: Moment): string[] {
  const running = !before(moment) && !after(moment);
  return [
    'TrainEvalCallback',
    'Recorder',
    'ProgressCallback',
    ...(hooked(moment) ? ['ActivationStats'] : []),
    ...(running && scheduled(moment) ? ['ParamScheduler'] : []),
  ];
}

export const factOf = (path: Path, moment: Moment): Fact => facts[path](moment);

/** What the callbacks did around the latest batch, in fastai's order. */
export function eventsAt(moment: Moment): { event: string; what: string }[] {
  if (before(moment)) {
    return [{ event: 'nothing yet', what: `The next line would be ${callText(moment.call)}.` }];
  }
  const { lr, mom, smoothLoss } = batchesOf(moment).at(-1)!;
  const epoch = epochsOf(moment).at(-1);
  const first = moment.step === 1;
  return [
    ...(first ? [{ event: 'before_fit', what: 'Recorder makes its lists, all empty.' }] : []),
    ...(scheduled(moment)
      ? [
          {
            event: 'before_batch',
            what: `ParamScheduler sets lr to ${num(lr)} and mom to ${num(mom)}.`,
          },
        ]
      : []),
    {
      event: 'after_batch',
      what: `Recorder appends ${num(lr)} to lrs and ${num(smoothLoss)} to losses.${hooked({ ...moment, step: Math.min(moment.step, total - 1) }) ? ` ActivationStats appends a list of ${convs.length} dicts to stats.` : ''}`,
    },
    ...(epoch?.step === moment.step
      ? [
          {
            event: 'after_epoch',
            what: `Recorder appends [${[epoch.trainLoss, epoch.validLoss, epoch.accuracy].map(num).join(', ')}] to values and ${epoch.step} to iters.`,
          },
        ]
      : []),
    ...(after(moment)
      ? [
          {
            event: 'after_fit',
            what: scheduled(moment)
              ? 'ParamScheduler hands its hps to the Recorder, and is taken away.'
              : 'Nobody has hps to hand over.',
          },
        ]
      : []),
  ];
}
