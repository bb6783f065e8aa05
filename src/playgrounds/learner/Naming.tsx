import { useId, useState } from 'react';
import { classField, naming } from './naming.ts';

interface Props {
  className: string;
  live: boolean;
  onClass(name: string): void;
}

/** Type a class, read the attribute: what is cut, where words part, lower case. */
export function Naming({ className, live, onClass }: Props) {
  const id = useId();
  const [draft, setDraft] = useState<{ text: string; problem?: string } | null>(null);
  const { cut, words, attribute } = naming(className);
  const type = (text: string): void => {
    try {
      onClass(classField.read(text));
      setDraft({ text });
    } catch (fault) {
      setDraft({
        text,
        problem: `“${text.slice(0, 24)}” cannot be used. It takes ${(fault as Error).message}.`,
      });
    }
  };
  return (
    <div className="naming">
      <label htmlFor={id}>Class of a callback</label>
      <input
        id={id}
        className="line"
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={60}
        disabled={!live}
        value={draft?.text ?? className}
        aria-invalid={draft?.problem ? true : undefined}
        onChange={({ target }) => type(target.value)}
        onBlur={() => draft?.problem || setDraft(null)}
      />
      <ol>
        <li>
          cut a “Callback” at the end: <code>{cut}</code>
        </li>
        <li>
          an underscore before each new word: <code>{words}</code>
        </li>
        <li>
          lower case: <output htmlFor={id}>learn.{attribute}</output>
        </li>
      </ol>
      <p role="alert" className={draft?.problem ? 'said is-error' : 'hide'}>
        {draft?.problem}
      </p>
    </div>
  );
}
