interface Props {
  /** `[image][channel]`: whether the cell is among those that share. */
  lit: readonly (readonly boolean[])[];
}

const CELL = 16;
/** Rows of H·W that are drawn: they stand for all the positions. */
const POSITIONS = 5;
/** A step back in depth, in pixels right and up. */
const BACK = [9, 7] as const;

type Point = readonly [number, number];
const path = (points: readonly Point[]): string =>
  `M${points.map(([x, y]) => `${x} ${y}`).join('L')}z`;

/** The block N × C × H·W as a solid: channels to the right, positions down, images to the back. */
export function Cube({ lit: given }: Props) {
  // From above the last image lies nearest to the reader.
  const lit = given.toReversed();
  const images = lit.length;
  const channels = lit[0]!.length;
  const top = images * BACK[1];
  const at = (channel: number, position: number, image: number): Point => [
    channel * CELL + image * BACK[0],
    top + position * CELL - image * BACK[1],
  ];
  const faces: { key: string; on: boolean; d: string }[] = [];
  for (let channel = 0; channel < channels; channel++) {
    for (let position = 0; position < POSITIONS; position++) {
      const corner = (right: number, down: number) => at(channel + right, position + down, 0);
      faces.push({
        key: `front ${channel} ${position}`,
        on: lit[0]![channel]!,
        d: path([corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)]),
      });
    }
    for (let image = 0; image < images; image++) {
      const corner = (right: number, back: number) => at(channel + right, 0, image + back);
      faces.push({
        key: `top ${channel} ${image}`,
        on: lit[image]![channel]!,
        d: path([corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)]),
      });
    }
  }
  for (let image = 0; image < images; image++) {
    for (let position = 0; position < POSITIONS; position++) {
      const corner = (down: number, back: number) => at(channels, position + down, image + back);
      faces.push({
        key: `side ${image} ${position}`,
        on: lit[image]![channels - 1]!,
        d: path([corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)]),
      });
    }
  }
  const width = channels * CELL + images * BACK[0];
  const height = top + POSITIONS * CELL;
  return (
    <svg
      className="cube"
      viewBox={`-18 -2 ${width + 56} ${height + 22}`}
      role="img"
      aria-label="The block of channels, positions and images, with the cells that share one mean and variance filled."
    >
      {faces.map(({ key, on, d }) => (
        <path key={key} className={on ? 'face on' : 'face'} d={d} />
      ))}
      <text x={(channels * CELL) / 2} y={height + 15}>
        C, channels
      </text>
      <text className="up" transform={`translate(-8 ${top + (POSITIONS * CELL) / 2}) rotate(-90)`}>
        H·W
      </text>
      <text
        className="start"
        x={channels * CELL + (images * BACK[0]) / 2 + 4}
        y={height - (images * BACK[1]) / 2 + 10}
      >
        N, images
      </text>
    </svg>
  );
}
