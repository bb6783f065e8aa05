import { Choices, NumberField, Slider } from '#kit';
import { Counter } from './Counter.tsx';
import { bounds, mostRows, type NormPlace, type Row } from './fields.ts';
import type { NetState } from './model.ts';
import { Prediction } from './Prediction.tsx';
import { convLines, type Line } from './rows.ts';
import { countWords, firstWords } from './words.ts';

const normPlaces: readonly { value: NormPlace; label: string }[] = [
  { value: 'none', label: 'none' },
  { value: 'after', label: 'after the ReLU' },
  { value: 'before', label: 'before the ReLU' },
];

interface Props {
  state: NetState;
  lines: readonly Line[];
  /** The open convolution, from 0. */
  open: number;
  hidden: boolean;
  live: boolean;
  onChange(part: Partial<NetState>): void;
  onShow(): void;
}

/** The open layer: what it is made of, and its multiplications counted place by place. */
export function Layer({ state, lines, open, hidden, live, onChange, onShow }: Props) {
  const { layers } = state;
  const row = layers[open]!;
  const line = convLines(lines)[open];
  const setRow = (part: Partial<Row>): void =>
    onChange({ layers: layers.with(open, { ...row, ...part }), place: null });
  return (
    <>
      {open === 0 && <p className="said">{firstWords(state)}</p>}
      {line && (
        <>
          <Prediction
            key={`${open} ${JSON.stringify(row)}`}
            {...{ line, hidden, live }}
            ask={state.ask}
            onAsk={(ask) => onChange({ ask })}
            onShow={onShow}
          />
          {!hidden && (
            <Counter
              line={line}
              place={state.place}
              live={live}
              onPlace={(place) => onChange({ place })}
            />
          )}
          {!hidden && (
            <ul className="ways">
              {countWords(line).map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          )}
        </>
      )}
      <div className="controls">
        <NumberField
          key={`out ${open}`}
          label="Filters, channels out"
          value={row.out}
          min={bounds.out[0]}
          max={bounds.out[1]}
          whole
          disabled={!live}
          onChange={(out) => setRow({ out })}
        />
        {(['kernel', 'stride', 'padding'] as const).map((measure) => (
          <Slider
            key={measure}
            label={measure[0]!.toUpperCase() + measure.slice(1)}
            value={row[measure]}
            min={bounds[measure][0]}
            max={bounds[measure][1]}
            text={measure === 'kernel' ? `${row.kernel} × ${row.kernel}` : String(row[measure])}
            disabled={!live}
            onChange={(value) => setRow({ [measure]: value })}
          />
        ))}
      </div>
      <Choices
        legend="Batch norm"
        value={row.norm}
        options={normPlaces}
        disabled={!live}
        onChange={(norm) => setRow({ norm })}
      />
      <div className="acts">
        <button
          type="button"
          className="plain"
          disabled={!live || layers.length >= mostRows}
          onClick={() => onChange({ layers: layers.toSpliced(open, 0, row), open: open + 1 })}
        >
          Put a layer like it before it
        </button>
        <button
          type="button"
          className="plain"
          disabled={!live || layers.length === 1}
          onClick={() => onChange({ layers: layers.toSpliced(open, 1), open: null, place: null })}
        >
          Take this layer out
        </button>
      </div>
    </>
  );
}
