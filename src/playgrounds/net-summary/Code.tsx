import type { Selection } from '#kit';
import type { NetState } from './model.ts';
import { layerLines } from './take.ts';

/** The network as code, the lines of the lit layer marked. */
export function Code({ state, selection }: { state: NetState; selection: Selection<number> }) {
  return (
    <div className="code-lines">
      <p>net = nn.Sequential(</p>
      {layerLines(state).map(({ code, conv }, i) => (
        <p
          // biome-ignore lint/suspicious/noArrayIndexKey: the line number is the identity
          key={i}
          className={conv !== null && selection.lit === conv ? 'indent lit' : 'indent'}
        >
          {code}
        </p>
      ))}
      <p>)</p>
    </div>
  );
}
