import { NumberField } from '#kit';
import { forEye } from '#kit/state';
import { biasLimit } from './filters.ts';
import type { Mix } from './mix.ts';
import { channels } from './picture.ts';

interface Props {
  mix: Mix;
  places: number;
  fresh: string;
  live: boolean;
  onBias(bias: number): void;
}

const WIDE = 100;
const HIGH = 14;

/** Three sums and one bias, one after the other, as steps that begin where the last one ended. */
export function Total({ mix, places, fresh, live, onBias }: Props) {
  const parts = [...mix.strips.map(({ sum }) => sum), mix.bias];
  const names = [...channels, 'bias'];
  const ends = parts.map((_, i) => parts.slice(0, i + 1).reduce((sum, part) => sum + part, 0));
  const starts = ends.map((_, i) => ends[i - 1] ?? 0);
  const low = Math.min(0, ...ends);
  const reach = Math.max(0, ...ends) - low || 1;
  const x = (value: number): number => ((value - low) / reach) * WIDE;
  return (
    <div className="pane total">
      <span className="lab">one output number</span>
      <div className="waterfall">
        <svg
          viewBox={`0 0 ${WIDE} ${HIGH * (parts.length + 1)}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {parts.map((part, i) => (
            <rect
              key={names[i]}
              className={part < 0 ? 'minus' : 'plus'}
              x={Math.min(x(starts[i]!), x(ends[i]!))}
              y={i * HIGH + 3}
              width={Math.max(0.4, Math.abs(x(ends[i]!) - x(starts[i]!)))}
              height={HIGH - 6}
            />
          ))}
          <rect
            className="whole"
            x={Math.min(x(0), x(mix.total))}
            y={parts.length * HIGH + 3}
            width={Math.max(0.4, Math.abs(x(mix.total) - x(0)))}
            height={HIGH - 6}
          />
          <path className="nought" d={`M${x(0)} 0V${HIGH * (parts.length + 1)}`} />
        </svg>
        <table className="tbl">
          <caption className="hide">How the output number is made</caption>
          <tbody>
            {parts.map((part, i) => (
              <tr key={names[i]}>
                <th scope="row">{names[i]}</th>
                <td>{forEye(part, places)}</td>
              </tr>
            ))}
            <tr className="sum">
              <th scope="row">together</th>
              <td>
                <output>{forEye(mix.total, places)}</output>
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      <NumberField
        key={fresh}
        label="Bias, one a filter"
        value={mix.bias}
        min={-biasLimit}
        max={biasLimit}
        disabled={!live}
        onChange={onBias}
      />
    </div>
  );
}
