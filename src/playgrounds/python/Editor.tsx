import { type KeyboardEvent, useId, useRef } from 'react';
import { RunButton } from '#kit';

interface Props {
  text: string;
  live: boolean;
  running: boolean;
  progress: number;
  failed: boolean;
  /** Line of the last fault. */
  line: number | null;
  onChange(text: string): void;
  onRun(): void;
  onStop(): void;
}

/** Lines to write Python on. Tab leaves them, as anywhere on the page; Enter keeps the margin; Ctrl or Cmd with Enter runs. */
export function Editor(props: Props) {
  const { text, live, running, line, onChange, onRun } = props;
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = text.split('\n');

  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      if (!running) onRun();
      return;
    }
    const { value, selectionStart } = event.currentTarget;
    const before = value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart);
    const margin = /^[ \t]*/.exec(before)![0] + (/:\s*$/.test(before) ? '    ' : '');
    // The one way to type for the reader that the browser's own undo takes back.
    if (margin !== '' && document.execCommand('insertText', false, `\n${margin}`)) {
      event.preventDefault();
    }
  };
  const goTo = (target: number): void => {
    const start = lines.slice(0, target - 1).join('\n').length + (target > 1 ? 1 : 0);
    area.current?.focus();
    area.current?.setSelectionRange(start, start + (lines[target - 1]?.length ?? 0));
  };

  return (
    <div className="editor">
      <label className="lab" htmlFor={id}>
        Your Python
      </label>
      <div className="lines">
        <div className="line-numbers" aria-hidden="true">
          {lines.map((_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the line is the identity
            <span key={i} className={line === i + 1 ? 'bad' : undefined}>
              {i + 1}
            </span>
          ))}
        </div>
        <textarea
          id={id}
          ref={area}
          className="line"
          rows={Math.max(5, lines.length + 1)}
          readOnly={!live}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          value={text}
          aria-keyshortcuts="Control+Enter"
          aria-describedby={`${id}-keys`}
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={press}
        />
      </div>
      <div className="acts">
        <RunButton
          running={running}
          progress={props.progress}
          failed={props.failed}
          label="Run"
          disabled={!live}
          onRun={onRun}
          onStop={props.onStop}
        />
        <span className="said quiet" id={`${id}-keys`}>
          Ctrl + Enter runs it.
        </span>
        {line !== null && line <= lines.length && (
          <button type="button" className="plain" onClick={() => goTo(line)}>
            Go to line {line}
          </button>
        )}
      </div>
    </div>
  );
}
