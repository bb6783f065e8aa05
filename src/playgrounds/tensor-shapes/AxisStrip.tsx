import { crossText, type Shape } from './fields.ts';
import { after, codeOf, fates, type Operation } from './flatten.ts';

const box = 44;
const gap = 10;

/** The axes as boxes: a dropped one struck out, merged ones in one bracket with their product. */
export function AxisStrip({ operation, scores }: { operation: Operation; scores: Shape }) {
  const fate = fates(operation, scores);
  const x = (axis: number): number => 2 + axis * (box + gap);
  const merged = fate.flatMap((one, axis) => (one === 'merged' ? [axis] : []));
  const shape = after(operation, scores);
  return (
    <svg
      className="axes px"
      role="img"
      aria-label={`${codeOf[operation]}: ${crossText(scores)} becomes ${shape.length > 0 ? crossText(shape) : 'a single number'}`}
      width={x(scores.length)}
      height={box + 34}
    >
      {scores.map((side, axis) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the axis is the identity
        <g key={axis} className={fate[axis]}>
          <rect x={x(axis)} y="2" width={box} height={box} />
          <text x={x(axis) + box / 2} y={box / 2 + 7} textAnchor="middle">
            {side}
          </text>
          {fate[axis] === 'dropped' && (
            <path className="strike" d={`M${x(axis)} ${box + 2}l${box} -${box}`} />
          )}
        </g>
      ))}
      {merged.length > 0 && (
        <>
          <path
            className="bracket"
            d={`M${x(merged[0]!)} ${box + 6}v6H${x(merged.at(-1)!) + box}v-6`}
          />
          <text x={(x(merged[0]!) + x(merged.at(-1)!) + box) / 2} y={box + 28} textAnchor="middle">
            {merged.map((axis) => scores[axis]).join(' · ')} = {shape[1]}
          </text>
        </>
      )}
    </svg>
  );
}
