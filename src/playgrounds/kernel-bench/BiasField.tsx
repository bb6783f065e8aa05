import { useId, useState } from 'react';
import { biasLimit, readNumber, weightForEye } from './kernels.ts';

interface Props {
  bias: number;
  live: boolean;
  onChange(bias: number): void;
}

/** The one number a layer adds to every response. A text that is no number leaves the last bias in force. */
export function BiasField({ bias, live, onChange }: Props) {
  const id = useId();
  const [draft, setDraft] = useState<{ text: string; problem?: string } | null>(null);
  const type = (text: string): void => {
    try {
      onChange(readNumber(text, biasLimit));
      setDraft({ text });
    } catch (fault) {
      setDraft({ text, problem: (fault as Error).message });
    }
  };
  return (
    <div className="bias">
      <label htmlFor={id}>Bias, added to every sum</label>
      <input
        type="text"
        id={id}
        className="line"
        autoComplete="off"
        spellCheck={false}
        readOnly={!live}
        value={draft?.text ?? weightForEye(bias)}
        aria-invalid={draft?.problem ? true : undefined}
        aria-describedby={draft?.problem ? `${id}-help` : undefined}
        onChange={(event) => type(event.target.value)}
        onBlur={() => draft?.problem || setDraft(null)}
        onKeyDown={({ key }) => key === 'Escape' && setDraft(null)}
      />
      <p id={`${id}-help`} role="alert" className={draft?.problem ? 'said is-error' : 'hide'}>
        {draft?.problem && `${draft.problem} Until then ${weightForEye(bias)} goes on counting.`}
      </p>
    </div>
  );
}
