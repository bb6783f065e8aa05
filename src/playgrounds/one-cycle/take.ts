import { type Curve, curveOf, fitsTorch, type Shape, STEPS, torchArguments } from './model.ts';

/** One line a step, counted from 0 as in the figure. */
export function csvOf(state: Shape): string {
  const { lrs, moms } = curveOf(state);
  return `${['batch,lr,momentum', ...lrs.map((lr, i) => `${i},${lr},${moms[i]}`)].join('\r\n')}\r\n`;
}

/** fastai code for one epoch of as many steps. */
export function fastaiOf(state: Shape): string {
  const { lrMax, div, divFinal, pctStart, moms, drawn, linked } = state;
  const momsText = `(${moms.join(', ')})`;
  const steps = `# ${STEPS} steps: an epoch of MNIST in batches of 512\n`;
  if (!drawn) {
    return `${steps}learn.fit_one_cycle(1, lr_max=${lrMax}, div=${div}, div_final=${divFinal}, pct_start=${pctStart},
                    moms=${momsText})
`;
  }
  const top = Math.max(...drawn);
  const fall = `(${moms[0]} - ${moms[1]}) * lr(pos) / ${top > 0 ? top : 1}`;
  const mom = linked
    ? `lambda pos: ${moms[0]} - ${fall}`
    : `combined_cos(${pctStart}, ${moms.join(', ')})`;
  return `import numpy as np

rates = ${JSON.stringify(drawn)}
lr = lambda pos: np.interp(pos, np.linspace(0, 1, len(rates)), rates)
mom = ${mom}
${steps}learn.fit(1, cbs=ParamScheduler({'lr': lr, 'mom': mom}))
`;
}

/** PyTorch code, for SGD or for Adam. OneCycleLR where it can draw the curve, LambdaLR otherwise. */
export function torchOf(state: Shape): string {
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
  return listed(curveOf(state));
}

const listed = ({ lrs, moms }: Curve): string => `from torch.optim.lr_scheduler import LambdaLR

lrs = ${JSON.stringify(lrs)}
moms = ${JSON.stringify(moms)}
# The optimizer must have been made with lr=1.
schedule = LambdaLR(optimizer, lambda step: lrs[min(step, len(lrs) - 1)])

def set_momentum(step):   # before each optimizer.step()
    for group in optimizer.param_groups:
        if 'betas' in group: group['betas'] = (moms[step], group['betas'][1])
        else: group['momentum'] = moms[step]
`;
