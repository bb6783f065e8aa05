import type { Topic } from './topic.ts';
import { activationStats } from './topics/activation-stats.ts';
import { architecture } from './topics/architecture.ts';
import { convMatrices } from './topics/conv-matrix.ts';
import { conv2d } from './topics/conv2d.ts';
import { init } from './topics/init.ts';
import { losses } from './topics/losses.ts';
import { lrFind } from './topics/lr-find.ts';
import { norms } from './topics/norms.ts';
import { optim } from './topics/optim.ts';
import { schedules } from './topics/schedules.ts';
import { training } from './topics/training.ts';

/** Every kind of reference file there is, in the order of the README. */
export const topics: readonly Topic[] = [
  conv2d,
  norms,
  losses,
  optim,
  schedules,
  lrFind,
  activationStats,
  architecture,
  convMatrices,
  init,
  training,
];
