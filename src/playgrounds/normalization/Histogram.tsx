interface Props {
  label: string;
  /** Counts, lowest bin first. */
  counts: readonly number[];
  /** Drawn behind, dashed. */
  ghost?: readonly number[] | undefined;
  from: number;
  to: number;
}

const WIDE = 500;
const HIGH = 100;

/** Counts as bars, on a square-root scale so that a tall bar at 0 leaves the others to see. */
export function Histogram({ label, counts, ghost, from, to }: Props) {
  const top = Math.sqrt(Math.max(1, ...counts, ...(ghost ?? [])));
  const each = WIDE / counts.length;
  const up = (count: number): number => HIGH - (Math.sqrt(count) / top) * (HIGH - 4);
  const bars = counts
    .map((count, bin) =>
      count === 0
        ? ''
        : `M${(bin * each + 0.5).toFixed(1)} ${HIGH}V${up(count).toFixed(1)}h${(each - 1).toFixed(1)}V${HIGH}z`,
    )
    .join('');
  const steps = ghost
    ?.map((count, bin) => `${bin === 0 ? 'M0 ' : 'V'}${up(count).toFixed(1)}h${each}`)
    .join('');
  const ticks = Array.from({ length: Math.floor((to - from) / 2) + 1 }, (_, i) => from + 2 * i);
  return (
    <div className="histogram" role="img" aria-label={label}>
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" aria-hidden="true">
        {ticks.map((at) => (
          <path key={at} className="gl" d={`M${((at - from) / (to - from)) * WIDE} 0V${HIGH}`} />
        ))}
        <path className="bars" d={bars} />
        {steps && <path className="ghost" d={steps} />}
        <path className="ax" d={`M0 ${HIGH}H${WIDE}`} />
      </svg>
      {ticks.map((at) => (
        <span key={at} className="tick x" style={{ left: `${((at - from) / (to - from)) * 100}%` }}>
          {String(at).replace('-', '−')}
        </span>
      ))}
    </div>
  );
}
