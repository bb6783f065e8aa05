import { type Entry, kinds } from './model.ts';

interface Props {
  entries: readonly Entry[];
  /** Ids that the choices let through; the others are drawn hollow. */
  shown: ReadonlySet<string>;
  read: ReadonlySet<string>;
  lit?: string | null;
  onLight?(id: string | null): void;
}

const side = 24;

/** The dated entries as squares over their years: full where the choices let them through, struck through when read. */
export function Years({ entries, shown, read, lit, onLight }: Props) {
  const dated = entries.filter(({ year }) => year !== undefined);
  const years = dated.map(({ year }) => year!);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const span = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const stacks = span.map((year) =>
    kinds.flatMap((kind) => dated.filter((one) => one.year === year && one.kind === kind)),
  );
  const height = Math.max(...stacks.map(({ length }) => length));
  return (
    <svg
      className="px years"
      viewBox={`0 0 ${span.length * side} ${height * side + 22}`}
      role="img"
      aria-label={`${dated.length} entries with a year, ${first} to ${last}`}
    >
      {stacks.map((stack, column) =>
        stack.map((entry, level) => {
          const x = column * side + 3;
          const y = (height - 1 - level) * side + 3;
          return (
            <g
              key={entry.id}
              className={`${shown.has(entry.id) ? 'in' : 'out'}${lit === entry.id ? ' lit' : ''}`}
              onPointerEnter={() => onLight?.(entry.id)}
              onPointerLeave={() => onLight?.(null)}
            >
              <title>{`${entry.title}, ${entry.year}`}</title>
              <rect x={x} y={y} width={side - 6} height={side - 6} />
              {read.has(entry.id) && (
                <path className="done" d={`M${x + 3} ${y + side - 9}l${side - 12}-${side - 12}`} />
              )}
            </g>
          );
        }),
      )}
      <path className="edge" d={`M0 ${height * side + 1}h${span.length * side}`} />
      {span.map((year, column) =>
        year % 2 === 0 ? (
          <text key={year} x={(column + 0.5) * side} y={height * side + 17} textAnchor="middle">
            {`’${String(year).slice(2)}`}
          </text>
        ) : null,
      )}
    </svg>
  );
}
