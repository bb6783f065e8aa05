import type { RefObject } from 'react';
import { Choices, type Selection, Slider } from '#kit';
import { letterOf, origins } from './axes.ts';
import { Block } from './Block.tsx';
import { outcomeOf } from './conv-shapes.ts';
import { crossText } from './fields.ts';
import { Mismatched } from './Mismatched.tsx';
import { type Mistake, mistakeOf, mistakes } from './mistakes.ts';
import { bounds, type Role, type ShapesState } from './model.ts';
import { ShapeFields } from './ShapeFields.tsx';

interface Props {
  state: ShapesState;
  selection: Selection<Role>;
  live: boolean;
  drawing: RefObject<HTMLDivElement | null>;
  onChange(part: Partial<ShapesState>): void;
}

/** A call of `F.conv2d`: two blocks that fit or do not, and the block that comes out. */
export function ConvView({ state, selection, live, drawing, onChange }: Props) {
  const outcome = outcomeOf(state);
  const mismatch = 'mismatch' in outcome ? outcome.mismatch : null;
  const shared = {
    lit: selection.lit,
    odd: mismatch?.roles ?? [],
    onLight: selection.light,
  };
  const { input, weight, bias } = state;
  return (
    <>
      <Choices
        legend="Make a mistake"
        value={mistakeOf(state)}
        options={(Object.keys(mistakes) as Mistake[]).map((value) => ({
          value,
          label: mistakes[value].label,
        }))}
        disabled={!live}
        onChange={(name) => onChange(mistakes[name].part)}
      />
      <div className="blocks" ref={drawing}>
        <div>
          <span className="lab">input x, {crossText(input)}</span>
          <Block tensor="input" name="The input" sides={input} {...shared} />
        </div>
        <div>
          <span className="lab">weight k, {crossText(weight)}</span>
          <Block tensor="weight" name="The weight" sides={weight} {...shared} />
        </div>
        {'output' in outcome && (
          <div>
            <span className="lab">output, {crossText(outcome.output)}</span>
            <Block tensor="output" name="The output" sides={outcome.output} {...shared} />
          </div>
        )}
      </div>
      {mismatch && <Mismatched {...{ mismatch, live }} onFix={onChange} />}
      <div className="tensors">
        <ShapeFields
          tensor="input"
          code="x"
          legend="Shape of the input x"
          sides={input}
          live={live}
          onChange={(sides) => onChange({ input: sides })}
        />
        <ShapeFields
          tensor="weight"
          code="k"
          legend="Shape of the weight k"
          sides={weight}
          live={live}
          onChange={(sides) => onChange({ weight: sides })}
        />
        <fieldset className="shape">
          <legend>Settings</legend>
          <div className="sides">
            {(['stride', 'padding', 'groups'] as const).map((name) => (
              <Slider
                key={name}
                label={name}
                value={state[name]}
                min={bounds[name][0]}
                max={bounds[name][1]}
                text={String(state[name])}
                disabled={!live}
                onChange={(value) => onChange({ [name]: value })}
              />
            ))}
            <Slider
              label="bias"
              value={bias ?? 0}
              min={0}
              max={Math.max(16, weight[0]!, bias ?? 0)}
              text={bias === null ? 'none' : String(bias)}
              disabled={!live}
              onChange={(value) => onChange({ bias: value === 0 ? null : value })}
            />
          </div>
        </fieldset>
      </div>
      {!mismatch && (
        <div className="row">
          <p className="hang">The output</p>
          <div className="text">
            <table className="tbl">
              <thead>
                <tr>
                  <th scope="col">axis</th>
                  <th scope="col">side</th>
                  <th scope="col" className="l">
                    comes from
                  </th>
                </tr>
              </thead>
              <tbody>
                {origins(state).map(({ role, side, from }) => (
                  <tr key={role} className={selection.lit === role ? 'lit' : undefined}>
                    <th scope="row">
                      <button
                        type="button"
                        className="plain"
                        disabled={!live}
                        aria-pressed={selection.pinned === role}
                        aria-label={`${role}, ${letterOf('output', role)}`}
                        onPointerEnter={() => selection.light(role)}
                        onPointerLeave={() => selection.light(null)}
                        onFocus={() => selection.light(role)}
                        onBlur={() => selection.light(null)}
                        onClick={() => selection.pin(role)}
                      >
                        {role}
                      </button>
                    </th>
                    <td>{side}</td>
                    <td className="l">{from}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
    </>
  );
}
