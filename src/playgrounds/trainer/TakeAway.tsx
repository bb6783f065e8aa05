import { CopyButton, download, downloadPicture, useHydrated } from '#kit';
import type { RunState } from '#lab';
import type { Named } from './beside.ts';
import { curveCsv } from './curve-csv.ts';
import { fastaiCode } from './fastai.ts';
import type { Recipe } from './model.ts';
import { notebook } from './notebook.ts';
import { curvesSvg } from './picture.ts';
import { StepTable } from './StepTable.tsx';
import { torchText } from './torch-text.ts';

interface Props {
  /** What the settings say now: the code and the notebook follow them. */
  recipe: Recipe;
  /** They as the address holds them. */
  link: string;
  /** The run on show: the picture and the numbers follow it. */
  run: RunState;
  beside: readonly Named[];
}

/** The experiment for fastai on all of MNIST, and the curves as picture and numbers. */
export function TakeAway({ recipe, link, run, beside }: Props) {
  const live = useHydrated();
  const curves = live && run.batches.length > 0;
  const act = (label: string, ready: boolean, take: () => void) => (
    <button type="button" className="plain" disabled={!ready} onClick={take}>
      {label}
    </button>
  );
  return (
    <div className="take">
      <p className="rowname">
        <em>take it with you</em> the settings, for fastai on all of MNIST
      </p>
      <div className="acts">
        {act('Jupyter notebook', live, () =>
          download('trainer.ipynb', 'application/x-ipynb+json', notebook(recipe, run)),
        )}
        <CopyButton
          label="Copy link"
          text={() => new URL(`#trainer?${link}`, window.location.href).href}
        />
        <CopyButton label="Copy as fastai code" text={() => fastaiCode(recipe)} />
        <CopyButton label="Copy as PyTorch" text={() => torchText(recipe)} />
      </div>
      <p className="rowname">the curves</p>
      <div className="acts">
        {act('Picture as SVG', curves, () =>
          downloadPicture('trainer', curvesSvg(run, beside), 'svg'),
        )}
        {act('Picture as PNG', curves, () =>
          downloadPicture('trainer', curvesSvg(run, beside), 'png'),
        )}
        {act('Numbers as CSV', curves, () => download('trainer.csv', 'text/csv', curveCsv(run)))}
      </div>
      <StepTable run={run} />
    </div>
  );
}
