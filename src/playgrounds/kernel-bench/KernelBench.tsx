import { useDeferredValue, useId, useMemo, useState } from 'react';
import { Choices, Status, useHashState, useHydrated } from '#kit';
import { Cells } from './Cells.tsx';
import { unpackImage } from './drawing.ts';
import { ImagePane } from './ImagePane.tsx';
import { KernelCells, WrongWeights } from './KernelCells.tsx';
import { forEye, kernelNote, presetOf, presets } from './kernels.ts';
import { Ledger } from './Ledger.tsx';
import { More } from './More.tsx';
import { type Bench, digits, formatBench, parseBench } from './model.ts';
import { ResponsePane } from './ResponsePane.tsx';
import { ResponseTable } from './ResponseTable.tsx';
import { neighbours, randomKernel, responseOf, sumAt } from './sum.ts';
import { useLink } from './useLink.ts';
import type { Hand } from './usePicture.ts';
import { useTyping } from './useTyping.ts';
import { Zoom } from './Zoom.tsx';

interface Props {
  /** Key of the state in the address. */
  id: string;
  start: Bench;
  /** Ten packed images, 0 to 9. */
  images: readonly string[];
}

const kernels = presets.map(({ name, label }) => ({ value: name, label }));
const pictures = digits.map((digit) => ({ value: digit, label: digit }));

/** A digit, a kernel, their response, and the one sum now in question. State is in; handlers change it; all numbers come from the model. */
export default function KernelBench({ id, start, images }: Props) {
  const live = useHydrated();
  const codec = useMemo(
    () => ({ parse: (text: string) => parseBench(text, start), format: formatBench }),
    [start],
  );
  const { state: bench, set, problem, reset } = useHashState(id, codec, start);
  const [hand, setHand] = useState<Hand>('move');
  const [said, say] = useState('');
  const [resets, countReset] = useState(0);
  const typing = useTyping((place, weight) =>
    set((was) => ({ ...was, kernel: was.kernel.with(place, weight) })),
  );
  const help = useId();
  const link = useLink(bench.cell, (cell) => set((was) => ({ ...was, cell })));

  const { digit, paint, kernel, bias, flip, at } = bench;
  const image = useMemo(
    () => unpackImage(images[Number(digit)] ?? '', paint),
    [images, digit, paint],
  );
  const response = useMemo(
    () => responseOf(image, { kernel, bias, flip }),
    [image, kernel, bias, flip],
  );
  // The 676 cells of the table may come a moment after the picture.
  const table = useDeferredValue(response);
  const sum = sumAt(bench, image, response);
  const choose = (chosen: readonly number[], name: string): void => {
    typing.clear();
    set((was) => ({ ...was, kernel: chosen }));
    say(`Kernel: ${name}.`);
  };
  const name =
    digit === 'zeros' ? 'An image of zeros' : `Handwritten ${digit}, an MNIST training image`;

  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <div className="desk">
        <Zoom at={at} />
        <ImagePane {...{ bench, image, name, hand, live, link }} total={sum.total} change={set} />
        <div className="pane mid">
          <span className="lab one">
            <span className="opt">window at </span>row {at[0]}, column {at[1]}
          </span>
          <Cells pixels={sum.pixels} link={link} />
          <span className="lab two">times the kernel{flip && ', turned'}</span>
          <KernelCells {...{ kernel, flip, live, link, typing, help }} />
          <p className="makes">
            adds up to <output>{forEye(sum.total)}</output>
          </p>
        </div>
        <ResponsePane
          {...{ bench, response }}
          onMove={(to) => set((was) => ({ ...was, at: to }))}
        />
      </div>
      <WrongWeights {...{ kernel, typing, help }} />
      <div className="under">
        <Choices
          legend="Kernel"
          hideLegend
          value={presetOf(kernel)?.name ?? ''}
          options={kernels}
          disabled={!live}
          onChange={(value) => {
            const preset = presets.find((one) => one.name === value)!;
            choose(preset.kernel, preset.label);
          }}
        />
        <p className="said quiet note-of-kernel">{kernelNote(kernel)}</p>
      </div>
      <div className="row sum-row">
        <p className="hang">The sum</p>
        <div className="text">
          <Ledger {...{ bench, sum, link }} />
        </div>
        <p className="note">{neighbours(response, at)}</p>
      </div>
      <div className="row">
        <p className="hang">The image</p>
        <div className="rest">
          <Choices
            legend="Image"
            hideLegend
            value={digit}
            options={pictures}
            disabled={!live}
            onChange={(value) => {
              set((was) => ({ ...was, digit: value, paint: '' }));
              say(value === 'zeros' ? 'Image of zeros.' : `Image: handwritten ${value}.`);
            }}
          />
          <div className="acts">
            <button
              type="button"
              className="plain"
              disabled={!live}
              onClick={() => {
                typing.clear();
                countReset((n) => n + 1);
                setHand('move');
                reset();
                say('Back to the start.');
              }}
            >
              Reset
            </button>
            <button
              type="button"
              className="plain"
              disabled={!live}
              onClick={() => choose(randomKernel(kernel), 'nine weights at random')}
            >
              Random kernel
            </button>
            <More
              {...{ bench, image, response, hand, live, setHand, resets }}
              total={sum.total}
              change={set}
            />
            <details>
              <summary>The response as a table</summary>
              <ResponseTable response={table} />
            </details>
          </div>
        </div>
      </div>
      <Status>
        {said && `${said} Response at row ${at[0]}, column ${at[1]}: ${forEye(sum.total)}.`}
      </Status>
    </>
  );
}
