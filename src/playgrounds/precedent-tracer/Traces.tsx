import type { Tracer } from './model.ts';

interface Props {
  state: Tracer;
  /** Layers of the stack. */
  levels: number;
  live: boolean;
  trace(way: 'down' | 'up'): void;
  clear(): void;
}

/** The three commands of a spreadsheet, each with its key. */
export function Traces({ state, levels, live, trace, clear }: Props) {
  const { down, up, at } = state;
  return (
    <div className="commands">
      <button
        type="button"
        className="btn"
        aria-keyshortcuts="P"
        disabled={!live || down >= at.grid}
        onClick={() => trace('down')}
      >
        Trace precedents <kbd>P</kbd>
      </button>
      <button
        type="button"
        className="btn"
        aria-keyshortcuts="D"
        disabled={!live || up >= levels - at.grid}
        onClick={() => trace('up')}
      >
        Trace dependents <kbd>D</kbd>
      </button>
      <button
        type="button"
        className="plain"
        aria-keyshortcuts="A"
        disabled={!live || (down === 0 && up === 0)}
        onClick={clear}
      >
        Remove arrows <kbd>A</kbd>
      </button>
    </div>
  );
}
