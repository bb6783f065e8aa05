interface Props {
  /** Colour at a share of the bar, 0 left to 1 right. */
  colour(share: number): string;
  /** Words under the left end, the middle (may be empty) and the right end. */
  ends: readonly [low: string, middle: string, high: string];
  /** Share of the bar that is marked, for the value now in question. */
  here?: number;
}

const parts = 51;
const shares = Array.from({ length: parts }, (_, i) => i / (parts - 1));

/** A colour bar that names its ends, and its zero when `ends` has a middle. */
export function ColourBar({ colour, ends, here }: Props) {
  return (
    <div className="scale">
      <svg className="bar px" width="100%" height="10" aria-hidden="true">
        <svg
          viewBox={`0 0 ${parts} 10`}
          aria-hidden="true"
          width="100%"
          height="10"
          preserveAspectRatio="none"
        >
          {shares.map((share) => (
            <rect
              key={share}
              x={share * (parts - 1)}
              width="1.02"
              height="10"
              fill={colour(share)}
            />
          ))}
        </svg>
        {ends[1] !== '' && <line className="nought" x1="50%" x2="50%" y1="0" y2="15" />}
        {here !== undefined && (
          <g className="mark">
            <rect className="halo" x={`${here * 100}%`} y="-3" width="7" height="16" />
            <rect className="frame" x={`${here * 100}%`} y="-3" width="7" height="16" />
          </g>
        )}
      </svg>
      <div className="ends">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
        <span>{ends[2]}</span>
      </div>
    </div>
  );
}
