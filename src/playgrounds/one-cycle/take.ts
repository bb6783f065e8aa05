import { type CycleState, curveOf, fitsTorch, STEPS, torchArguments } from './model.ts';

/** One line a step. */
export function csvOf(state: CycleState): string {
  const { lrs, moms } = curveOf(state);
  return `${['step,lr,momentum', ...lrs.map((lr, i) => `${i + 1},${lr},${moms[i]}`)].join('\r\n')}\r\n`;
}

/** fastai code for one epoch of as many steps. */
export function fastaiOf(state: CycleState): string {
  const { lrMax, div, divFinal, pctStart, moms, drawn } = state;
  const momsText = `(${moms.join(', ')})`;
  if (!drawn) {
    return `learn.fit_one_cycle(1, lr_max=${lrMax}, div=${div}, div_final=${divFinal}, pct_start=${pctStart},
                    moms=${momsText})
`;
  }
  return `import numpy as np

rates = ${JSON.stringify(drawn)}
lr = lambda pos: np.interp(pos, np.linspace(0, 1, len(rates)), rates)
mom = combined_cos(${pctStart}, ${moms.join(', ')})
learn.fit(1, cbs=ParamScheduler({'lr': lr, 'mom': mom}))
`;
}

/** PyTorch code, for SGD or for Adam. OneCycleLR where it can draw the curve, LambdaLR otherwise. */
export function torchOf(state: CycleState): string {
  if (fitsTorch(state)) {
    const given = torchArguments(state);
    return `from torch.optim.lr_scheduler import OneCycleLR

# ${STEPS} steps; one more in total_steps, as OneCycleLR counts its end one step earlier than fastai.
schedule = OneCycleLR(optimizer, max_lr=${given.maxLr}, total_steps=${given.totalSteps}, pct_start=${given.pctStart},
                      div_factor=${given.divFactor}, final_div_factor=${given.finalDivFactor},
                      base_momentum=${given.baseMomentum}, max_momentum=${given.maxMomentum})
# after each optimizer.step(): schedule.step()
`;
  }
  const { lrs, moms } = curveOf(state);
  return `from torch.optim.lr_scheduler import LambdaLR

lrs = ${JSON.stringify(lrs)}
moms = ${JSON.stringify(moms)}
# The optimizer must have been made with lr=1.
schedule = LambdaLR(optimizer, lambda step: lrs[min(step, len(lrs) - 1)])

def set_momentum(step):   # before each optimizer.step()
    for group in optimizer.param_groups:
        if 'betas' in group: group['betas'] = (moms[step], group['betas'][1])
        else: group['momentum'] = moms[step]
`;
}
