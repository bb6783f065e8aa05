import type { RunState } from '#lab';

/** One row a step; validation stands in the row of the step it followed. */
export function curveCsv(run: RunState): string {
  const size = run.recipe?.batchSize ?? 1;
  const validated = new Map(run.epochs.map((epoch) => [epoch.step, epoch]));
  const rows = run.batches.map(({ step, lr, mom, loss, smoothLoss }) => {
    const epoch = validated.get(step);
    return [
      step,
      step * size,
      lr,
      mom,
      loss,
      smoothLoss,
      epoch?.validLoss ?? '',
      epoch?.accuracy ?? '',
    ];
  });
  const head = 'step,images,lr,mom,batch_loss,smooth_loss,valid_loss,valid_accuracy';
  return `${[head, ...rows.map((row) => row.join(','))].join('\n')}\n`;
}
