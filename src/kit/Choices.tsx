import { useId } from 'react';

export interface Choice<V extends string> {
  value: V;
  label: string;
}

interface Props<V extends string> {
  legend: string;
  /** The chosen value; one that is not among the options leaves all of them open. */
  value: V | '';
  options: readonly Choice<V>[];
  onChange(value: V): void;
  hideLegend?: boolean;
  disabled?: boolean;
}

/** One of several, as a radio group: one tab stop, arrow keys choose, each target 44 px or more. */
export function Choices<V extends string>(props: Props<V>) {
  const name = useId();
  return (
    <fieldset className="choices" disabled={props.disabled}>
      <legend className={props.hideLegend ? 'hide' : undefined}>{props.legend}</legend>
      {props.options.map(({ value, label }) => (
        <label key={value} className="win">
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
