import { useDeferredValue, useMemo, useState } from 'react';
import { Choices, Status, Unfolding, useFigureState, useHydrated, useSelection } from '#kit';
import { Bars } from './Bars.tsx';
import { Code } from './Code.tsx';
import { Layer } from './Layer.tsx';
import { More } from './More.tsx';
import { codec, type NetState } from './model.ts';
import { Presets } from './Presets.tsx';
import { Refactoring } from './Refactoring.tsx';
import { Refused } from './Refused.tsx';
import { convLines, summaryOf } from './rows.ts';
import { SlipGame } from './SlipGame.tsx';
import { Strip } from './Strip.tsx';
import { stagesOf } from './stages.ts';
import { Table } from './Table.tsx';
import { chainWords, growthWords, spokenSummary } from './words.ts';
import { longWords, shortWords } from './words-of-game.ts';

interface Props {
  /** Key of the state in the address. */
  id: string;
  start: NetState;
}

const views = [
  { value: 'summary', label: 'the summary' },
  { value: 'refactoring', label: 'the refactoring game' },
] as const;

/** A network's summary that can be built, opened and counted; and the game of changing its definition. */
export default function NetSummary({ id, start }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const [shown, show] = useState('');
  const change = (part: Partial<NetState>): void => set((was) => ({ ...was, ...part }));
  const selection = useSelection(state.open, (open) => change({ open, place: null }));
  const { side, channels, layers, bias, open, ask, view } = state;
  const { lines, refusal } = useMemo(
    () => summaryOf({ side, channels, layers, bias }),
    [side, channels, layers, bias],
  );
  const key = JSON.stringify([open, layers, side]);
  const hidden = ask && open !== null && shown !== key ? open : null;
  // The choice shows at once, what it chose a moment later.
  const game = useDeferredValue(view) === 'refactoring';
  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <div className="view">
        <Choices
          legend="Show"
          hideLegend
          value={view}
          options={views}
          disabled={!live}
          onChange={(next) => change({ view: next })}
        />
      </div>
      {game ? (
        <>
          <Refactoring {...{ state, live }} onChange={change} />
          <div className="row">
            <p className="hang">Find the slip</p>
            <div className="text">
              <SlipGame {...{ state, live }} onChange={change} />
            </div>
          </div>
        </>
      ) : (
        <>
          <Presets {...{ state, live }} onChange={change} />
          <div className="scroll-strip">
            <Strip
              stages={stagesOf(state, lines)}
              label={`The sides of the grids: ${chainWords(side, lines)}`}
              lit={selection.lit}
            />
          </div>
          <Table {...{ state, lines, selection, hidden, live }} />
          {refusal && <Refused {...{ refusal, state, live }} onChange={change} />}
          {open !== null && (
            <div className="row">
              <p className="hang">Layer {open + 1}</p>
              <div className="text">
                <Layer
                  {...{ state, lines, open, live }}
                  hidden={hidden !== null}
                  onChange={change}
                  onShow={() => show(key)}
                />
              </div>
            </div>
          )}
          <Bars {...{ lines, selection, hidden }} />
          <p className="said key-of-bars quiet">
            Solid: the pixel is real. Light: it is a zero of the padding. Dashed: the book’s count,
            on the grid that enters.
          </p>
          {hidden === null && <p className="said growth">{growthWords(lines)}</p>}
        </>
      )}
      <div className="row bare">
        <div className="text">
          <More {...{ id, state, lines, live }} onChange={change} onReset={reset} />
          {!game && (
            <Unfolding summary="The code, layer by layer">
              {() => <Code {...{ state, selection }} />}
            </Unfolding>
          )}
        </div>
      </div>
      <Status>
        {game
          ? `Written out: ${longWords(state)} With conv(): ${shortWords(state)}`
          : spokenSummary(state, convLines(lines), hidden)}
      </Status>
    </>
  );
}
