/** Pixels of the screen for the largest grid, and from one grid to the next. */
const tallest = 44;
const pitch = 51;

/** One grid of the strip: its side, its channels, and whether it is not what was meant. */
export interface Stage {
  side: number;
  channels: number;
  odd?: boolean;
}

interface Props {
  stages: readonly Stage[];
  label: string;
  /** The layer that is lit, from 0; its grid is the one after. */
  lit?: number | null;
}

/** The grids from the image to the end, each a square to scale, with its side and its channels beneath. */
export function Strip({ stages, label, lit = null }: Props) {
  const most = Math.max(...stages.map(({ side }) => side));
  const width = stages.length * pitch;
  return (
    <svg className="strip px" role="img" aria-label={label} width={width} height={tallest + 46}>
      {stages.map(({ side, channels, odd }, i) => {
        const square = Math.max(2, Math.round((tallest * side) / most));
        const middle = i * pitch + pitch / 2;
        const box = {
          x: Math.round(middle - square / 2),
          y: tallest + 2 - square,
          width: square,
          height: square,
        };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the chain is the identity
          <g key={i} className={odd ? 'odd' : undefined}>
            <rect className={i === 0 ? 'edge' : 'made'} {...box} />
            {lit === i - 1 && <rect className="frame" {...box} />}
            <text x={middle} y={tallest + 20} textAnchor="middle">
              {side}×{side}
            </text>
            <text x={middle} y={tallest + 38} textAnchor="middle" className="quiet">
              {channels} ch
            </text>
          </g>
        );
      })}
    </svg>
  );
}
