/** The charts behind some attributes, as numbers. */
import { batchesOf, epochsOf, type Moment } from './facts.ts';
import type { Path } from './nodes.ts';

/** Batches that `plot_loss` leaves out at the start. */
const skipStart = 5;
/** The layer at place −2 of the hooks. */
const hookedLayer = 'conv4';

export interface Curve {
  title: string;
  points: readonly (readonly [x: number, y: number])[];
  rings?: readonly (readonly [x: number, y: number])[];
}

/** What a reader sees of an attribute besides its text; nothing for most. */
export function curvesOf(path: Path, moment: Moment): Curve[] {
  const batches = batchesOf(moment);
  const line = (title: string, pick: (batch: (typeof batches)[number]) => number): Curve => ({
    title,
    points: batches.map((batch) => [batch.step, pick(batch)] as const),
  });
  const lr = line('lr', (batch) => batch.lr);
  switch (path) {
    case 'recorder.lrs':
      return [lr];
    case 'recorder.losses':
      return [line('smoothed training loss', (batch) => batch.smoothLoss)];
    case 'recorder.hps':
    case 'recorder.plot_sched':
      return [lr, line('mom', (batch) => batch.mom)];
    case 'recorder.plot_loss': {
      const losses = line('loss, and rings for validation', (batch) => batch.smoothLoss);
      const rings = epochsOf(moment).map(({ step, validLoss }) => [step, validLoss] as const);
      return [{ ...losses, points: losses.points.slice(skipStart), rings }];
    }
    case 'activation_stats.stats':
    case 'activation_stats.plot_layer_stats':
      return (['mean', 'std', 'nearZero'] as const).map((pick) => ({
        title: `${pick === 'nearZero' ? '% near zero, as a fraction' : pick} of ${hookedLayer}`,
        points: moment.run.stats
          .filter(({ step }) => step <= moment.step)
          .flatMap(({ step, layers }) => {
            const found = layers.find(({ layer }) => layer === hookedLayer);
            return found ? [[step, found[pick]] as const] : [];
          }),
      }));
    default:
      return [];
  }
}

/** Round ends of an axis that hold all values. */
export function boundsOf({ points, rings = [] }: Curve): [low: number, high: number] {
  const values = [...points, ...rings].map(([, y]) => y).filter(Number.isFinite);
  if (values.length === 0) return [0, 1];
  const most = Math.max(...values.map(Math.abs)) || 1;
  const step = 10 ** Math.floor(Math.log10(most));
  const low = Math.floor(Math.min(0, ...values) / step) * step;
  const high = Math.ceil(Math.max(0, ...values) / step) * step;
  return low === high ? [low, low + step] : [low, high];
}
