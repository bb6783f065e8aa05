import { settledRecipe } from '#cnn/math';
import type { KeptRun } from './packed-run.ts';
import { stateWord } from './words.ts';

/** A text of the reader's as a cell: quoted, and never taken for a formula by a spreadsheet. */
const cell = (text: string): string =>
  `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** One row a run: its name and note, its whole recipe, how it came out. */
export function runsCsv(list: readonly KeptRun[]): string {
  const rows = list.flatMap(({ name, note, run }) => {
    if (!run.recipe) return [];
    const recipe = settledRecipe(run.recipe);
    const epoch = run.epochs.at(-1);
    return [
      {
        name: cell(name),
        note: cell(note),
        ...recipe,
        steered: run.steered.length > 0 ? 'yes' : 'no',
        state: cell(stateWord(run)),
        train_loss: epoch?.trainLoss ?? '',
        valid_loss: epoch?.validLoss ?? '',
        accuracy: epoch?.accuracy ?? '',
        seconds: run.seconds,
        engine: cell(run.engine.name),
        backend: run.backend,
      },
    ];
  });
  const head = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => Object.values(row).join(','));
  return `${[head.join(','), ...lines].join('\n')}\n`;
}
