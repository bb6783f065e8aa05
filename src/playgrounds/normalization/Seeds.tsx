import { forEye } from '#kit/state';
import { Strips } from './Strips.tsx';

interface Props {
  /** What is compared. */
  label: string;
  strips: readonly { name: string; values: readonly number[]; own?: readonly number[] }[];
}

const percent = (share: number): string => `${forEye(share * 100, 1)} %`;

function spread(values: readonly number[]): { mean: number; std: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / Math.max(1, values.length - 1)) };
}

/** Mean and standard deviation of accuracies: `97.9 % ± 0.3`. */
export function summary(values: readonly number[]): string {
  const { mean, std } = spread(values);
  return `${percent(mean)} ± ${forEye(std * 100, 1)}`;
}

/** Where many seeds ended, a tick each; runs of this tab as rings. */
export function Seeds({ label, strips }: Props) {
  const all = strips.flatMap(({ values, own = [] }) => [...values, ...own]);
  if (all.length === 0) {
    return <p className="said quiet">No runs of these are recorded. Train one here.</p>;
  }
  const low = Math.floor(Math.min(...all) * 100) / 100;
  const high = Math.ceil(Math.max(...all) * 100) / 100;
  return (
    <Strips
      label={`${label}: ${strips
        .filter(({ values }) => values.length > 0)
        .map(({ name, values }) => `${name} ${summary(values)} over ${values.length} seeds`)
        .join('; ')}.`}
      strips={strips}
      y={[low, high]}
      yTicks={[low, high].map((at) => ({ at, text: percent(at) }))}
      height={140}
    />
  );
}
