import type { NetState } from './model.ts';
import type { Refusal } from './rows.ts';

interface Props {
  refusal: Refusal;
  state: NetState;
  live: boolean;
  onChange(part: Partial<NetState>): void;
}

/** What PyTorch raises where the image runs out, and two ways on. */
export function Refused({ refusal, state, live, onChange }: Props) {
  const { at, kernel, message } = refusal;
  const { layers } = state;
  return (
    <div className="said is-error refused" role="alert">
      <p>
        PyTorch refuses layer {at + 1}: <code>{message}</code>
      </p>
      <div className="acts">
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => onChange({ layers: layers.with(at, { ...layers[at]!, kernel }) })}
        >
          Set its kernel to {kernel} × {kernel}
        </button>
        {at > 0 && (
          <button
            type="button"
            className="plain"
            disabled={!live}
            onClick={() => onChange({ layers: layers.slice(0, at), open: null, place: null })}
          >
            End the network before it
          </button>
        )}
      </div>
    </div>
  );
}
