import { RunButton, Slider } from '#kit';
import { forEye } from '#kit/state';
import { type BatchState, costs, IMAGES } from './model.ts';
import type { Timing } from './useTiming.ts';
import { bytesText, secondsText } from './words.ts';

interface Props {
  state: BatchState;
  timing: Timing;
  live: boolean;
  busy: boolean;
  onChange(part: Partial<BatchState>): void;
}

/** What a fixed number of images costs at each batch size. */
export function Budget({ state, timing, live, busy, onChange }: Props) {
  const { size, epochs } = state;
  const rows = costs(epochs);
  const most = {
    updates: Math.max(...rows.map(({ updates }) => updates)),
    memory: Math.max(...rows.map(({ memory }) => memory)),
  };
  const bar = (part: number, text: string) => (
    <>
      {text}
      <span className="share" style={{ width: `${100 * part}%` }} />
    </>
  );
  return (
    <div className="budget">
      <Slider
        label="Budget"
        value={epochs}
        min={1}
        max={20}
        disabled={!live}
        text={`${epochs} ${epochs === 1 ? 'pass' : 'passes'} over ${forEye(IMAGES)} images`}
        onChange={(value) => onChange({ epochs: value })}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="sheet" tabIndex={0} aria-label="The price of each batch size">
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">batch size</th>
              <th scope="col">updates</th>
              <th scope="col">memory</th>
              <th scope="col">products</th>
              <th scope="col">time here</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((cost) => {
              const speed = timing.speeds[cost.size];
              return (
                <tr key={cost.size} className={cost.size === size ? 'on' : undefined}>
                  <th scope="row">{cost.size}</th>
                  <td>{bar(cost.updates / most.updates, forEye(cost.updates))}</td>
                  <td>{bar(cost.memory / most.memory, bytesText(cost.memory))}</td>
                  <td>{forEye(cost.multiplications / 1e9, 1)} bn</td>
                  <td>{speed ? secondsText(cost.images / speed) : 'not yet'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <div className="acts">
        <RunButton
          running={timing.running}
          progress={timing.done}
          label="Time it here"
          disabled={!live || busy}
          onRun={() => void timing.start()}
          onStop={timing.stop}
        />
        <span className="said">
          Products: multiplications, forward and back, in billions. Memory: float32 numbers of one
          batch on the way forward, and the weights with their gradients and Adam’s averages. Time:
          from a few real updates of each size.
        </span>
      </div>
      {timing.problem && (
        <p className="said is-error" role="alert">
          {timing.problem}
        </p>
      )}
    </div>
  );
}
