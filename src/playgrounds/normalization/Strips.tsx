interface Props {
  /** What the strips show and find, for readers who do not see them. */
  label: string;
  /** A tick for each value; a ring for each of the reader's own. */
  strips: readonly { name: string; values: readonly number[]; own?: readonly number[] }[];
  y: readonly [low: number, high: number];
  yTicks: readonly { at: number; text: string }[];
  /** A dashed line across all strips. */
  line?: number | undefined;
  /** Pixels. */
  height: number;
}

const EACH = 20;
const HIGH = 100;
/** Up to so many values have a place of their own in a strip. */
const FEW = 30;

/** Many values of a few kinds, a strip a kind: how far they spread, and where the reader's own lie among them. */
export function Strips({ label, strips, y, yTicks, line, height }: Props) {
  const up = (value: number): number => Math.min(1, Math.max(0, (value - y[0]) / (y[1] - y[0])));
  const down = (value: number): string => ((1 - up(value)) * HIGH).toFixed(1);
  const wide = strips.length * EACH;
  const few = strips.every(({ values }) => values.length <= FEW);
  const ticks = strips
    .flatMap(({ values }, i) =>
      values.map((value, k) => {
        // A few values stand side by side, so that equal ones are seen as two; many share the strip.
        const [left, long] =
          values.length <= FEW ? [4 + (12 * k) / values.length, 9 / values.length] : [5, 10];
        return `M${(i * EACH + left).toFixed(1)} ${down(value)}h${long.toFixed(1)}`;
      }),
    )
    .join('');
  return (
    <div
      className="strips"
      role="img"
      aria-label={label}
      style={{ maxWidth: `${Math.min(44, strips.length * 9)}rem` }}
    >
      <div className="area" style={{ height }}>
        <svg viewBox={`0 0 ${wide} ${HIGH}`} preserveAspectRatio="none" aria-hidden="true">
          {yTicks.map(({ at }) => (
            <path key={at} className="gl" d={`M0 ${down(at)}H${wide}`} />
          ))}
          {line !== undefined && <path className="ghost" d={`M0 ${down(line)}H${wide}`} />}
          <path className={few ? 'seed few' : 'seed'} d={ticks} />
        </svg>
        {yTicks.map(({ at, text }) => (
          <span key={at} className="tick" style={{ bottom: `${up(at) * 100}%` }}>
            {text}
          </span>
        ))}
        {strips.flatMap(({ name, own = [] }, i) =>
          own.map((value, k) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: results are only ever added
              key={`${name} ${k}`}
              className="ring"
              style={{
                left: `${((i + 0.5) / strips.length) * 100}%`,
                bottom: `${up(value) * 100}%`,
              }}
            />
          )),
        )}
      </div>
      <div className="names" style={{ gridTemplateColumns: `repeat(${strips.length}, 1fr)` }}>
        {strips.map(({ name }) => (
          <span key={name}>{name}</span>
        ))}
      </div>
    </div>
  );
}
