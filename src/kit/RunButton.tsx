export interface RunButtonProps {
  running: boolean;
  /** Share of the run that is done, 0 to 1. */
  progress: number;
  /** At rest: what a press does. */
  label: string;
  /** The last run failed. */
  failed?: boolean;
  disabled?: boolean;
  /** The pointer or the focus comes to it, and a press may follow. */
  onNear?(): void;
  onRun(): void;
  onStop(): void;
}

const NINE = [0, 1, 2, 3, 4, 5, 6, 7, 8];

/** Starts a run, and stops it: while it runs the nine cells fill, one for each ninth. */
export function RunButton(props: RunButtonProps) {
  const { running, progress, label, failed = false, disabled = false } = props;
  const filled = Math.floor(progress * 9 + 1e-9);
  return (
    <button
      type="button"
      className={`btn win${failed && !running ? ' is-error' : ''}`}
      disabled={disabled}
      onPointerEnter={running ? undefined : props.onNear}
      onFocus={running ? undefined : props.onNear}
      onClick={running ? props.onStop : props.onRun}
    >
      {running && (
        <svg className="nine" width="15" height="15" viewBox="0 0 15 15" aria-hidden="true">
          {NINE.map((cell) => {
            const x = (cell % 3) * 5;
            const y = Math.floor(cell / 3) * 5;
            return cell < filled ? (
              <rect key={cell} className="x" x={x} y={y} width="4.5" height="4.5" />
            ) : (
              <rect key={cell} className="o" x={x + 0.5} y={y + 0.5} width="3.5" height="3.5" />
            );
          })}
        </svg>
      )}
      {running ? 'Stop' : label}
    </button>
  );
}
