/** What a reader takes along: a script that runs their code in any Python, and the result as a table. */
import type { Plain } from '#lab/python';
import type { Case, Task } from './tasks.ts';
import { pythonOf } from './values.ts';

const python = (value: unknown): string => JSON.stringify(value).replaceAll(',', ', ');

/** The names the task gives as PyTorch code, then the reader's code as it stands. */
export function pytorch(task: Task, { givens }: Case, code: string): string {
  const names = Object.entries(givens).map(([name, given]) =>
    typeof given === 'object' && 'tensor' in given
      ? `${name} = torch.tensor([\n${given.tensor.map((row) => `    ${python(row)},`).join('\n')}\n])\n`
      : `${name} = ${python(given)}\n`,
  );
  const needsTorch = names.some((line) => line.includes('torch.tensor'));
  return `${needsTorch ? 'import torch\nfrom torch import tensor\n\n' : ''}${names.join('')}${task.given}\n${code}\n${task.ask === '' ? '' : `\n${task.ask}\n`}`;
}

/** One line a row of the result, or a single line for a value that is no grid. */
export function csv(rows: readonly (readonly Plain[])[] | null, plain: Plain): string {
  const quoted = (value: Plain): string => {
    const text = typeof value === 'string' ? value : pythonOf(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const widest = Math.max(1, ...(rows ?? []).map(({ length }) => length));
  const head = rows
    ? ['row', ...Array.from({ length: widest }, (_, i) => `column ${i}`)]
    : ['value'];
  const lines = rows ? rows.map((row, r) => [r, ...row.map(quoted)].join(',')) : [quoted(plain)];
  return `${[head.join(','), ...lines].join('\r\n')}\r\n`;
}
