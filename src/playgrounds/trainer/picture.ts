import type { RunState } from '#lab';
import { dashes, type Named } from './beside.ts';
import { axesOf, type Curve, curveOf, type Point } from './chart.ts';
import { inWords } from './model.ts';
import { figure, grouped, latestEpoch, lossFigure, result } from './words.ts';

/** For a page of any kind: black on white, and a font that every machine has. */
const FONT = 'Georgia, "Times New Roman", Times, serif';
const INK = '#17181b';
const QUIET = '#4a4d53';
const styles = {
  raw: `stroke="#9a9da3" stroke-width="1"`,
  ghost: `stroke="${QUIET}" stroke-width="1.25"`,
  me: `stroke="${INK}" stroke-width="2" stroke-linejoin="round"`,
};
/** Keeps a number legible where a line runs through it. */
const HALO = 'paint-order="stroke" stroke="#fff" stroke-width="4" stroke-linejoin="round"';
const WIDTH = 960;
const HEIGHT = 728;
const LEFT = 96;
const RIGHT = 900;

/** As a reader would tell the dashes apart. */
const dashNames = ['in even strokes', 'in dots', 'in long strokes'] as const;

interface Panel {
  name: string;
  top: number;
  bottom: number;
  end: number;
  ticks: readonly number[];
  pick: keyof Curve;
  /** Number at the end of the run. */
  last: string;
  /** It stands below its point. */
  below?: boolean;
  validation?: readonly Point[];
}

/** The curves of a run, and of those beside it, as an SVG file with axes, names and numbers. */
export function curvesSvg(run: RunState, beside: readonly Pick<Named, 'name' | 'run'>[]): string {
  const axes = axesOf([run, ...beside.map(({ run }) => run)]);
  const mine = curveOf(run);
  const ghosts = beside.map(({ run }) => curveOf(run));
  const height = HEIGHT + 20 * Math.max(0, beside.length - 1);
  const across = (images: number) => LEFT + (RIGHT - LEFT) * Math.min(1, images / axes.images);
  const epoch = latestEpoch(run);
  const size = run.recipe?.batchSize ?? 1;
  const panels: Panel[] = [
    {
      name: 'learning rate',
      top: 128,
      bottom: 208,
      end: axes.lr,
      ticks: [0, axes.lr],
      pick: 'lr',
      last: figure(run.batches.at(-1)?.lr ?? 0),
    },
    {
      name: 'loss',
      top: 248,
      bottom: 448,
      end: axes.loss,
      ticks: Array.from({ length: axes.loss + 1 }, (_, at) => at),
      pick: 'loss',
      last: epoch ? lossFigure(epoch.validLoss) : '',
      // In the middle of a run the curve is above.
      below: epoch !== undefined && epoch.step < (run.batches.at(-1)?.step ?? 0),
      validation: epoch ? [[epoch.step * size, epoch.validLoss]] : [],
    },
    {
      name: 'validation accuracy',
      top: 488,
      bottom: 618,
      end: 1,
      ticks: [0, 0.5, 1],
      pick: 'accuracy',
      last: epoch ? epoch.accuracy.toFixed(3) : '',
      below: true,
      validation: mine.accuracy,
    },
  ];
  const drawn = panels.map((panel) => {
    const { top, bottom, end, pick } = panel;
    const down = (value: number) => bottom - (bottom - top) * share(value / end);
    const line = (kind: keyof typeof styles, points: readonly Point[], dash = '') =>
      points.length > 1
        ? `<path fill="none" ${styles[kind]}${dash && ` stroke-dasharray="${dash}"`} d="${points.map(([x, y], i) => `${i ? 'L' : 'M'}${at(across(x))} ${at(down(y))}`).join('')}"/>`
        : '';
    const rings = (panel.validation ?? []).map(
      ([x, y]) =>
        `<circle cx="${at(across(x))}" cy="${at(down(y))}" r="4.5" fill="#fff" stroke="${INK}" stroke-width="1.5"/>`,
    );
    const final = (panel.validation ?? mine[pick]).at(-1);
    return [
      text(LEFT, top - 12, panel.name, `font-style="italic"`),
      ...panel.ticks.map(
        (tick) =>
          `<path stroke="#d5d7d8" d="M${LEFT} ${at(down(tick))}H${RIGHT}"/>${text(LEFT - 10, down(tick) + 5, figure(tick), `text-anchor="end" fill="${QUIET}"`)}`,
      ),
      ...(pick === 'loss' ? [line('raw', mine.rawLoss)] : []),
      ...ghosts.map((ghost, i) => line('ghost', ghost[pick], dashes[i])),
      line('me', mine[pick]),
      ...rings,
      final
        ? text(across(final[0]) + 8, down(final[1]) + (panel.below ? 20 : -8), panel.last, HALO)
        : '',
    ].join('\n');
  });
  const images = axes.imageTicks.map((tick) =>
    text(across(tick), 642, grouped(tick), `text-anchor="middle" fill="${QUIET}"`),
  );
  const legend = [
    'Thick: this run, the loss smoothed. Grey: the loss of each batch. Ring: validation.',
    ...beside.flatMap(({ name, run: { recipe } }, i) =>
      recipe ? [`Dashed ${dashNames[i]}: ${name}, ${inWords(recipe)}.`] : [],
    ),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="${escaped(FONT)}" font-size="15" fill="${INK}">
<rect width="${WIDTH}" height="${height}" fill="#fff"/>
${text(LEFT, 44, headOf(run), `font-size="17"`)}
${text(LEFT, 72, result(run))}
${drawn.join('\n')}
${images.join('\n')}
${text((LEFT + RIGHT) / 2, 664, 'images seen', `text-anchor="middle" font-style="italic"`)}
${legend.map((words, i) => text(LEFT, 690 + 20 * i, words, `font-size="13" fill="${QUIET}"`)).join('\n')}
</svg>
`;
}

function headOf({ recipe }: RunState): string {
  const words = recipe ? `${inWords(recipe)}, ${recipe.steps} steps` : 'no run yet';
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const share = (part: number) => (Number.isNaN(part) ? 1 : Math.min(1, Math.max(0, part)));
const at = (place: number) => String(Number(place.toFixed(1)));

function text(x: number, y: number, words: string, how = ''): string {
  return words === '' ? '' : `<text x="${at(x)}" y="${at(y)}" ${how}>${escaped(words)}</text>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (words: string) => words.replace(/[&<>"]/g, (mark) => entities[mark]!);
