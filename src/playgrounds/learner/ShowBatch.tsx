import { memo } from 'react';
import { Choices, ColourBar, diverging, ink, PixelGrid, Slider } from '#kit';
import { forEye } from '#kit/state';
import {
  type Batch,
  decoded,
  imageOf,
  labelOf,
  planted,
  rangeOf,
  type Statistics,
  shownImages,
  stageOf,
  stages,
  vocab,
} from './batch.ts';
import type { LearnerState } from './model.ts';

interface Props {
  state: LearnerState;
  batch: Batch;
  statistics: Statistics;
  live: boolean;
  /** A new batch is on its way. */
  busy: boolean;
  problem: string | undefined;
  onChange(part: Partial<LearnerState>): void;
  onAnother(): void;
}

const choices = stages.map(({ name, label }) => ({ value: name, label }));
/** Pixels of a row whose numbers are shown. */
const columns = [10, 12, 14, 16, 18] as const;

interface ImageProps {
  rows: number[][];
  stage: number;
  end: number;
}

const Picture = memo(({ rows, stage, end }: ImageProps) => (
  <PixelGrid
    values={rows}
    colour={(value) => (stage === 0 ? diverging(value, end) : ink(value / end))}
    step={end / 12}
    label={stage === 0 ? 'normalised' : 'digit'}
  />
));

/** Nine images of a batch, with as many steps of decoding undone as the reader wants, and the numbers of one row. */
export function ShowBatch(props: Props) {
  const { state, batch, statistics, live, busy, problem, onChange, onAnother } = props;
  const { item, row, hunt } = state;
  const stage = stageOf(state.stage);
  const [low, high] = rangeOf(stage, statistics);
  const odd = planted(batch);
  const label = (image: number): number =>
    hunt && image === odd.image ? odd.label : batch.labels[image]!;
  const images = Array.from({ length: shownImages }, (_, image) => imageOf(batch, image));
  const line = images[item]![row]!;
  const found = hunt && item === odd.image && stage === stages.length - 1;
  return (
    <div className="batch">
      <Choices
        legend="Decoding"
        value={state.stage}
        options={choices}
        disabled={!live}
        onChange={(next) => onChange({ stage: next })}
      />
      <p className="said quiet">{stages[stage]!.undoes}</p>
      <div className="sheet-of-nine">
        <div className="nine-images">
          {images.map((rows, image) => (
            <button
              type="button"
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              key={image}
              disabled={!live}
              aria-pressed={item === image}
              aria-label={`Image ${image + 1}, label ${labelOf(label(image), stage)}`}
              onClick={() => onChange({ item: image })}
            >
              <span className="lab">{labelOf(label(image), stage)}</span>
              <Picture
                rows={rows.map((values) => values.map((v) => decoded(v, stage, statistics)))}
                stage={stage}
                end={high}
              />
            </button>
          ))}
          <ColourBar
            colour={stage === 0 ? (share) => diverging(2 * share - 1, 1) : ink}
            ends={
              stage === 0
                ? [`−${forEye(high)}`, '0', `+${forEye(high)}`]
                : [forEye(low), '', forEye(high)]
            }
          />
        </div>
        <div>
          <Slider
            label="Row of pixels"
            value={row}
            min={0}
            max={27}
            disabled={!live}
            text={`${row} of image ${item + 1}`}
            onChange={(next) => onChange({ row: next })}
          />
          <table className="tbl">
            <caption className="hide">Numbers of one row after each step of decoding</caption>
            <thead>
              <tr>
                <th scope="col">column</th>
                {columns.map((column) => (
                  <th scope="col" key={column}>
                    {column}
                  </th>
                ))}
                <th scope="col">label</th>
              </tr>
            </thead>
            <tbody>
              {stages.map(({ name, label: undone }, i) => (
                <tr key={name} className={i === stage ? 'here' : undefined}>
                  <th scope="row">{undone}</th>
                  {columns.map((column) => (
                    <td key={column} className="n">
                      {forEye(decoded(line[column]!, i, statistics))}
                    </td>
                  ))}
                  <td className="n">
                    {i === stages.length - 1 ? `'${vocab[label(item)]}'` : label(item)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="said quiet">
            Mean {forEye(statistics.mean, 4)}, deviation {forEye(statistics.std, 4)}. The pictures
            are drawn on the scale below them. Matplotlib would stretch a grey picture from its own
            lowest to its own highest value, so there the difference is in the numbers.
          </p>
        </div>
      </div>
      <div className="acts">
        <button type="button" className="btn" disabled={!live || busy} onClick={onAnother}>
          {busy ? 'Taking another batch' : 'Another batch'}
        </button>
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => onChange({ hunt: !hunt })}
        >
          {hunt ? 'Put the right label back' : 'Hide a wrong label'}
        </button>
        {hunt && (
          <span role="status" className="said">
            {found
              ? `Found: image ${odd.image + 1} is a ${vocab[batch.labels[odd.image]!]}.`
              : 'One of the nine labels is wrong. Press the image.'}
          </span>
        )}
      </div>
      <p role="alert" className={problem ? 'said is-error' : 'hide'}>
        {problem}
      </p>
    </div>
  );
}
