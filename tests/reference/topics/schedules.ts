import { oneCycle, type Schedule, torchOneCycle } from '#cnn/math';
import type { Case, Topic } from '../topic.ts';

/** Learning rate and momentum of every step of fastai's 1cycle and of PyTorch's. */
export const schedules: Topic = {
  name: 'schedules',
  topic: 'learning rate and momentum used at each optimiser step',
  needs: ({ kind }) => [
    ...['kind', 'lr', 'mom', 'tol', 'pct_start'],
    ...(kind === 'torch_one_cycle'
      ? ['total_steps', 'anneal_strategy', 'three_phase', 'max_lr', 'div_factor']
      : ['steps', 'lr_max', 'div', 'div_final', 'moms']),
  ],
  run(one, check) {
    const steps = one.kind === 'torch_one_cycle' ? one.total_steps : one.steps;
    if (!Number.isInteger(steps) || steps < 1 || steps !== one.lr.length) {
      throw new Error(`the number of steps is ${steps}, and lr has ${one.lr.length} entries`);
    }
    const { lr, mom } = schedulesOf(one);
    const progress = Array.from({ length: steps }, (_, step) => step / steps);
    check.near('lr', progress.map(lr), one.lr, one.tol);
    check.near('mom', progress.map(mom), one.mom, one.tol);
  },
};

function schedulesOf(one: Case): { lr: Schedule; mom: Schedule } {
  switch (one.kind) {
    case 'fastai_one_cycle':
      return oneCycle({
        lrMax: one.lr_max,
        div: one.div,
        divFinal: one.div_final,
        pctStart: one.pct_start,
        moms: one.moms,
      });
    case 'torch_one_cycle':
      return torchOneCycle({
        maxLr: one.max_lr,
        totalSteps: one.total_steps,
        pctStart: one.pct_start,
        anneal: one.anneal_strategy,
        divFactor: one.div_factor,
        finalDivFactor: one.final_div_factor,
        baseMomentum: one.base_momentum,
        maxMomentum: one.max_momentum,
        threePhase: one.three_phase,
      });
    default:
      throw new Error(`kind is "${one.kind}"; known are fastai_one_cycle, torch_one_cycle`);
  }
}
