/**
 * What the site's claims need of the recorded runs, distilled: accuracies, training losses and shares near zero, seed by
 * seed. `node tests/experiment/outcomes.ts` writes it to `src/claims/recorded.json`; a test holds the two together.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('outcomes/', import.meta.url));
const torch = fileURLToPath(new URL('../reference/accuracy.json', import.meta.url));
/** The file that the site reads. */
export const recordedFile = fileURLToPath(
  new URL('../../src/claims/recorded.json', import.meta.url),
);

interface Run {
  acc: number;
  train_loss: number;
  near_zero: number[];
}

const short = (value: number) => Number(value.toPrecision(6));

/** The runs of this package, by the name of their recipe. */
function ours() {
  const files = readdirSync(here).sort();
  return Object.fromEntries(
    files.map((file) => {
      const { name, results } = JSON.parse(readFileSync(`${here}${file}`, 'utf8')) as {
        name: string;
        results: { accuracy: number; trainLoss: number }[];
      };
      return [
        name,
        {
          accuracy: results.map(({ accuracy }) => short(accuracy)),
          trainLoss: results.map(({ trainLoss }) => short(trainLoss)),
        },
      ];
    }),
  );
}

/** PyTorch's runs with the book's number of steps, as `D/adam`; where more than five seeds ran, only their accuracies are kept. */
function theirs() {
  const { experiments } = JSON.parse(readFileSync(torch, 'utf8')) as {
    experiments: Record<string, { runs: Record<string, { acc_per_seed?: number[]; runs: Run[] }> }>;
  };
  return Object.fromEntries(
    Object.entries(experiments).flatMap(([name, { runs }]) =>
      Object.entries(runs)
        .filter(([kind]) => kind.startsWith('book_steps/'))
        .map(([kind, { acc_per_seed: all, runs: five }]) => [
          `${name.toUpperCase()}/${kind.slice('book_steps/'.length)}`,
          {
            accuracy: all ?? five.map(({ acc }) => acc),
            trainLoss: five.map(({ train_loss }) => short(train_loss)),
            nearZero: five.map(({ near_zero }) => near_zero.map(short)),
          },
        ]),
    ),
  );
}

/** The text of `src/claims/recorded.json`: one line a run. */
export function recordedText(): string {
  const lines = (runs: Record<string, unknown>) =>
    Object.entries(runs)
      .map(([name, run]) => `    ${JSON.stringify(name)}: ${JSON.stringify(run)}`)
      .join(',\n');
  return `{\n  "here": {\n${lines(ours())}\n  },\n  "torch": {\n${lines(theirs())}\n  }\n}\n`;
}
