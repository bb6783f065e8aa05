import { LineChart } from '#kit';
import type { Spread } from './cloud.ts';
import { sizes } from './points.ts';
import { figure } from './words.ts';

interface Props {
  spreads: readonly Spread[];
  size: number;
  onPick?: ((size: (typeof sizes)[number]) => void) | undefined;
}

/** Rounded: the last digits of a logarithm differ between the build's machine and the reader's. */
const log = (value: number): number => Number(Math.log2(value).toFixed(4));

/** The spread over the batch size, both axes logarithmic: what one over the square root says is a straight line. */
export function Spreads({ spreads, size, onPick }: Props) {
  const values = spreads.flatMap(({ measured, predicted }) => [measured, predicted]);
  const y = [Math.floor(log(Math.min(...values))), Math.ceil(log(Math.max(...values)))] as const;
  const x = [log(sizes[0]), log(sizes.at(-1)!)] as const;
  const here = spreads.find((one) => one.size === size);
  const ticks = Array.from({ length: y[1] - y[0] + 1 }, (_, i) => y[0] + i);
  return (
    <LineChart
      label={`Spread of the gradients over the batch size: ${spreads.map((one) => `${figure(one.measured)} at ${one.size}`).join(', ')}.`}
      height={182}
      x={x}
      y={y}
      yTicks={ticks.map((at) => ({ at, text: figure(2 ** at) }))}
      xTicks={sizes.map((at) => ({ at: log(at), text: String(at) }))}
      lines={[
        { kind: 'ghost', points: spreads.map((one) => [log(one.size), log(one.predicted)]) },
        { kind: 'me', points: spreads.map((one) => [log(one.size), log(one.measured)]) },
      ]}
      rings={spreads.map((one) => ({ at: [log(one.size), log(one.measured)] }))}
      cursor={here && { x: log(size), y: log(here.measured), text: figure(here.measured) }}
      onPick={
        onPick &&
        ((place) =>
          onPick(sizes[Math.min(sizes.length - 1, Math.max(0, Math.round(place - x[0])))]!))
      }
    />
  );
}
