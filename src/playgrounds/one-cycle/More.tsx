import { CopyButton, NumberField, TakeAway, Unfolding } from '#kit';
import { forEye } from '#kit/state';
import { type Curve, type CycleState, codec, effectiveStep, RATE_LIMIT, STEPS } from './model.ts';
import { rateText } from './shaping.ts';
import { csvOf, fastaiOf, torchOf } from './take.ts';

interface Props {
  id: string;
  state: CycleState;
  start: CycleState;
  curve: Curve;
  live: boolean;
  onChange(part: Partial<CycleState>): void;
}

/** The numbers of the schedule, to type, to read and to take along. */
export function More({ id, state, start, curve, live, onChange }: Props) {
  const { moms, linked } = state;
  const field = (
    label: string,
    value: number,
    min: number,
    max: number,
    change: (value: number) => void,
  ) => (
    <NumberField
      key={label}
      label={label}
      value={value}
      min={min}
      max={max}
      disabled={!live}
      onChange={change}
    />
  );
  return (
    <>
      <div className="fields">
        {field('lr_max', state.lrMax, 0.001, RATE_LIMIT, (lrMax) => onChange({ lrMax }))}
        {field('div', state.div, 1, 100, (div) => onChange({ div }))}
        {field('div_final', state.divFinal, 1, 1e6, (divFinal) => onChange({ divFinal }))}
        {field('pct_start', state.pctStart, 0.05, 0.95, (pctStart) => onChange({ pctStart }))}
        {['moms, start', 'moms, at the peak', 'moms, end']
          .slice(0, linked ? 2 : 3)
          .map((label, i) =>
            field(label, moms[i]!, 0, 0.99, (mom) => {
              const next = moms.with(i, mom);
              onChange({ moms: linked ? next.with(2, next[0]!) : next });
            }),
          )}
      </div>
      <CopyButton label="Copy as fastai" text={() => fastaiOf(state)} />
      <TakeAway
        name="one-cycle"
        link={() => `${id}?${codec.format(state, start)}`}
        code={() => torchOf(state)}
        csv={() => csvOf(state)}
      />
      <Unfolding summary="The schedule as a table">
        {() => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <section className="sheet" tabIndex={0} aria-label="The schedule as a table">
            <table className="tbl">
              <caption>{STEPS} batches, counted from 0</caption>
              <thead>
                <tr>
                  <th scope="col">batch</th>
                  <th scope="col">learning rate</th>
                  <th scope="col">momentum</th>
                  <th scope="col">rate / (1 − momentum)</th>
                </tr>
              </thead>
              <tbody>
                {curve.lrs.map((lr, step) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the step is the identity
                  <tr key={step}>
                    <th scope="row">{step}</th>
                    <td>{rateText(lr)}</td>
                    <td>{forEye(curve.moms[step]!, 4)}</td>
                    <td>{rateText(effectiveStep(lr, curve.moms[step]!))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </Unfolding>
    </>
  );
}
