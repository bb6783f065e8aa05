import type { ConvState, Mismatch } from './conv-shapes.ts';

interface Props {
  mismatch: Mismatch;
  live: boolean;
  onFix(part: Partial<ConvState>): void;
}

/** What PyTorch raises, plain words for it, and the ways to mend it. */
export function Mismatched({ mismatch, live, onFix }: Props) {
  return (
    <div className="said is-error refused" role="alert">
      <p>
        PyTorch refuses: <code>{mismatch.message}</code>
      </p>
      <p>{mismatch.why}</p>
      <div className="acts">
        {mismatch.fixes.map(({ code, part }) => (
          <button
            key={code}
            type="button"
            className="plain"
            disabled={!live}
            onClick={() => onFix(part)}
          >
            Mend it: {code}
          </button>
        ))}
      </div>
    </div>
  );
}
