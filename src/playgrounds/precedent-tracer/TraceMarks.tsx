import type { Box, Marks } from './marks.ts';
import type { Placed } from './place.ts';
import type { FieldBox } from './scene.ts';

const line = ({ from, to }: Marks['lines'][number]): string => `M${from}L${to}`;

const rectangle = ({ x, y, width, height }: Box): string =>
  `M${x} ${y}h${width}v${height}h${-width}z`;

/** A spreadsheet's traces: sets, ranges, lines with a dot where they begin. */
export function TraceMarks({ marks, radius }: { marks: Marks; radius: number }) {
  const { sets, ranges, lines } = marks;
  return (
    <g className="traces">
      <path className="under-set" d={sets.map(rectangle).join('')} />
      <path className="range" d={ranges.map(rectangle).join('')} />
      <path className="set" d={sets.map(rectangle).join('')} />
      <path className="halo-line" d={lines.map(line).join('')} />
      <path className="line" d={lines.map(line).join('')} />
      {lines
        .map(({ from }) => (
          <circle key={`${from}`} className="dot" cx={from[0]} cy={from[1]} r={radius} />
        ))
        .filter((dot, i, all) => all.findIndex(({ key }) => key === dot.key) === i)}
    </g>
  );
}

/** The field by the rule; sides beyond the image are left open, for they lie in the padding. */
export function FieldMark({ field, image }: { field: FieldBox; image: Placed }) {
  const over = 0.7;
  const cut = (at: number, length: number) => Math.min(length + over, Math.max(-over, at));
  const ends = (from: number, length: number) => ({
    low: cut(from, length),
    high: cut(from + field.size, length),
    lowSeen: from >= -over,
    highSeen: from + field.size <= length + over,
  });
  const across = ends(field.left, image.columns);
  const down = ends(field.top, image.rows);
  const sides = [
    down.lowSeen && `M${across.low} ${down.low}H${across.high}`,
    down.highSeen && `M${across.low} ${down.high}H${across.high}`,
    across.lowSeen && `M${across.low} ${down.low}V${down.high}`,
    across.highSeen && `M${across.high} ${down.low}V${down.high}`,
  ].filter((side) => side !== false);
  return (
    <g transform={`translate(${image.x} ${image.y})`}>
      <path className="field-halo" d={sides.join('')} />
      <path className="field" d={sides.join('')} />
    </g>
  );
}
