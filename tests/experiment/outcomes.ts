/**
 * The outcomes kept in `outcomes/`, one file a recipe as `npm run experiment -- NAME --json FILE` writes it, beside
 * PyTorch's. Run by itself it writes the table of README.md anew, and what the site's claims rest on:
 *
 *     node tests/experiment/outcomes.ts
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Recipe } from '#cnn/math';
import { type Figures, figuresOf, type SeedResult, torchFigures } from './figures.ts';
import { recordedFile, recordedText } from './recorded.ts';

const folder = fileURLToPath(new URL('outcomes/', import.meta.url));
const readme = fileURLToPath(new URL('README.md', import.meta.url));

export interface Outcome {
  name: string;
  here: Figures;
  torch: Figures | undefined;
}

export function outcomes(): Outcome[] {
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const { name, recipe, results } = JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as {
        name: string;
        recipe: Recipe;
        results: SeedResult[];
      };
      return { name, here: figuresOf(results), torch: torchFigures(name, recipe.optimizer) };
    });
}

/** How far two mean accuracies lie apart, in standard errors of their difference. */
export function standardErrors(one: Figures, other: Figures): number {
  const squared = ({ accuracy, seeds }: Figures) => accuracy.std ** 2 / seeds;
  return (
    Math.abs(one.accuracy.mean - other.accuracy.mean) / Math.sqrt(squared(one) + squared(other))
  );
}

/** How far two shares of failed runs lie apart, in standard errors of their difference; 0 where both are the same. */
export function failureErrors(one: Figures, other: Figures): number {
  const share = (one.failed + other.failed) / (one.seeds + other.seeds);
  const error = Math.sqrt(share * (1 - share) * (1 / one.seeds + 1 / other.seeds));
  const apart = Math.abs(one.failed / one.seeds - other.failed / other.seeds);
  return apart === 0 ? 0 : apart / error;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function row({ name, here, torch }: Outcome): string {
  const cells = (figures: Figures) => [
    `${percent(figures.accuracy.mean)} ± ${(100 * figures.accuracy.std).toFixed(1)}`,
    `${figures.failed} of ${figures.seeds}`,
  ];
  const beside = torch
    ? [...cells(torch), standardErrors(here, torch).toFixed(1)]
    : ['not measured', '', ''];
  return `| ${[name, ...cells(here), ...beside].join(' | ')} |`;
}

/** The outcomes as a Markdown table. */
export function outcomeTable(): string {
  return [
    '| recipe | accuracy here | stuck here | accuracy PyTorch | stuck PyTorch | apart, in standard errors |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...outcomes().map(row),
  ].join('\n');
}

/** README.md with the table as the kept outcomes give it. */
export function readmeWithTable(): string {
  const text = readFileSync(readme, 'utf8');
  const [before, after] = [text.indexOf('| recipe |'), text.lastIndexOf('|\n') + 1];
  return text.slice(0, before) + outcomeTable() + text.slice(after);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(readme, readmeWithTable());
  writeFileSync(recordedFile, recordedText());
}
