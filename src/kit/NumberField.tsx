import { useId, useState } from 'react';
import { readNumber, writeNumber } from '#kit/state';

/** With a true minus, which the field reads back. */
const forReader = (value: number): string => writeNumber(value).replace('-', '−');

interface Props {
  label: string;
  value: number;
  min: number;
  max: number;
  /** Takes whole numbers only. */
  whole?: boolean;
  disabled?: boolean;
  onChange(value: number): void;
  /** Hears what is wrong with the typed text, and that nothing is any more: for a field that can be folded away. */
  onProblem?(problem: string | undefined): void;
}

/** A number, typed as readers do (`0,5`, `−1`, `1/9`). One that cannot be used stays, with a sentence; the last good one counts. */
export function NumberField(props: Props) {
  const { label, value, min, max, whole = false, disabled, onChange, onProblem } = props;
  const id = useId();
  const [draft, setDraft] = useState<{ text: string; problem?: string } | null>(null);
  const type = (text: string): void => {
    const problem = numberProblem(text, { min, max, whole });
    if (problem === undefined) onChange(readNumber(text, Number.MAX_VALUE));
    setDraft({ text, problem });
    onProblem?.(problem && `${label}: ${problem}`);
  };
  const drop = () => {
    setDraft(null);
    onProblem?.(undefined);
  };
  return (
    <div className="number">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="line"
        type="text"
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        value={draft?.text ?? forReader(value)}
        aria-invalid={draft?.problem ? true : undefined}
        aria-describedby={draft?.problem ? `${id}-problem` : undefined}
        onChange={({ target }) => type(target.value)}
        onBlur={() => draft?.problem || drop()}
        onKeyDown={({ key }) => key === 'Escape' && drop()}
      />
      <p id={`${id}-problem`} role="alert" className={draft?.problem ? 'said is-error' : 'hide'}>
        {draft?.problem && `${draft.problem} Until then ${forReader(value)} goes on counting.`}
      </p>
    </div>
  );
}

/** With a true minus. */
const shownBound = (value: number): string => String(value).replace('-', '−');

interface Bounds {
  min: number;
  max: number;
  whole?: boolean;
}

/** What is wrong with a typed number, as a sentence, or nothing. */
export function numberProblem(text: string, { min, max, whole }: Bounds): string | undefined {
  const takes = `It takes ${whole ? 'a whole number' : 'a number'} from ${shownBound(min)} to ${shownBound(max)}.`;
  if (text.trim() === '') return `The field is empty. ${takes}`;
  const shown = text.length > 12 ? `${text.slice(0, 12)}…` : text;
  try {
    const value = readNumber(text, Number.MAX_VALUE);
    const right = value >= min && value <= max && (!whole || Number.isInteger(value));
    return right ? undefined : `“${shown}” cannot be used. ${takes}`;
  } catch {
    return `“${shown}” is not a number. ${takes}`;
  }
}
