import { Choices, CopyButton, Slider, TakeAway } from '#kit';
import { bounds } from './fields.ts';
import { longSummary } from './game.ts';
import { codec, type NetState } from './model.ts';
import type { Line } from './rows.ts';
import { csv, fastai, pytorch } from './take.ts';

interface Props {
  id: string;
  state: NetState;
  lines: readonly Line[];
  live: boolean;
  onChange(part: Partial<NetState>): void;
  onReset(): void;
}

/** Reset, the bench behind the figure, and what can be taken along. */
export function More({ id, state, lines, live, onChange, onReset }: Props) {
  const game = state.view === 'refactoring';
  return (
    <div className="acts">
      <button type="button" className="plain" disabled={!live} onClick={onReset}>
        Reset
      </button>
      <details className="more">
        <summary>More: {game ? '' : 'image, bias, '}take it with you</summary>
        {!game && (
          <>
            <div className="controls">
              <Slider
                label="Image"
                value={state.side}
                min={bounds.side[0]}
                max={bounds.side[1]}
                text={`${state.side} × ${state.side}`}
                disabled={!live}
                onChange={(side) => onChange({ side, place: null })}
              />
              <Slider
                label="Channels of the image"
                value={state.channels}
                min={bounds.channels[0]}
                max={bounds.channels[1]}
                text={String(state.channels)}
                disabled={!live}
                onChange={(channels) => onChange({ channels })}
              />
            </div>
            <Choices
              legend="Bias in the convolutions"
              value={state.bias ? 'yes' : 'no'}
              options={[
                { value: 'yes', label: 'yes' },
                { value: 'no', label: 'no' },
              ]}
              disabled={!live}
              onChange={(bias) => onChange({ bias: bias === 'yes' })}
            />
          </>
        )}
        <TakeAway
          name="net-summary"
          link={() => `${id}?${codec.format(state)}`}
          code={() => pytorch(state)}
          csv={() => csv(game ? longSummary(state).lines : lines)}
        />
        {!game && <CopyButton label="Copy as fastai" text={() => fastai(state)} />}
      </details>
    </div>
  );
}
