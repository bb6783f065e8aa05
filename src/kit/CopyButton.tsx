import { useState } from 'react';
import { useHydrated } from './useHydrated.ts';

interface Props {
  /** What goes to the clipboard; a function is asked at the click, so that long texts are made only when wanted. */
  text: string | (() => string);
  label: string;
}

/** Copies a text and says whether it worked; where the clipboard is closed, the text is shown to copy by hand. */
export function CopyButton({ text, label }: Props) {
  const live = useHydrated();
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  const whole = (): string => (typeof text === 'string' ? text : text());
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(whole());
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  };
  return (
    <>
      <button type="button" className="plain" disabled={!live} onClick={copy}>
        {label}
      </button>
      <span role="status" className={outcome === 'copied' ? 'said quiet' : 'hide'}>
        {outcome === 'copied' && 'Copied.'}
        {outcome === 'refused' && 'The browser did not let the page copy. The text is shown below.'}
      </span>
      {outcome === 'refused' && (
        <textarea className="line" readOnly rows={8} aria-label={label} value={whole()} />
      )}
    </>
  );
}
