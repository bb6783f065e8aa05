import { useRef } from 'react';
import { Choices } from '#kit';
import { forEye } from '#kit/state';
import type { Parting, Partings } from './feature.ts';
import { type Mean, means } from './model.ts';

interface Props {
  partings: Partings | null;
  busy: boolean;
  problem: string | undefined;
  mean: Mean;
  live: boolean;
  onMean(mean: Mean): void;
  onAgain(): void;
}

const percent = (share: number): string => `${forEye(100 * share, 1)} %`;
const labels: Record<Mean, string> = {
  positive: 'positive part',
  size: 'size, sign dropped',
  signed: 'as it is',
};

/** The mean response as a feature of an image: 3s above, 7s below, and how well one threshold parts them. */
export function FeatureView({ partings, busy, problem, mean, live, onMean, onAgain }: Props) {
  const best = useRef(0);
  if (partings && !busy) best.current = Math.max(best.current, partings.response.unseen);
  return (
    <div className="feature">
      <Choices
        legend="The mean of the response,"
        value={mean}
        options={means.map((value) => ({ value, label: labels[value] }))}
        disabled={!live}
        onChange={onMean}
      />
      {problem && (
        <p className="said is-error" role="alert">
          {problem}{' '}
          <button type="button" className="plain" onClick={onAgain}>
            Try again
          </button>
        </p>
      )}
      {partings && (
        <div className={busy ? 'pair busy' : 'pair'} aria-busy={busy}>
          <Histograms parting={partings.response} name="Mean response of the kernel" />
          <Histograms parting={partings.pixel} name="Mean pixel, the raw data" />
        </div>
      )}
      {partings && (
        <p className="said">
          {busy ? 'Counting … ' : ''}
          With one threshold the kernel’s feature tells {percent(partings.response.unseen)} of 200
          other images right; the mean pixel {percent(partings.pixel.unseen)}.{' '}
          {best.current > partings.response.unseen && `Your best so far: ${percent(best.current)}.`}
        </p>
      )}
      {!partings && <p className="said quiet">{busy ? 'Fetching 800 digits …' : ''}</p>}
    </div>
  );
}

const [width, half] = [280, 70];

function Histograms({ parting, name }: { parting: Parting; name: string }) {
  const { from, to, threes, sevens, threshold, unseen } = parting;
  const tallest = Math.max(...threes, ...sevens, 1);
  const bin = width / threes.length;
  const x = ((threshold.at - from) / (to - from)) * width;
  const bars = (counts: readonly number[], up: boolean): string =>
    counts
      .map((count, i) => {
        const height = (count / tallest) * half;
        return count === 0 ? '' : `M${i * bin} ${half}h${bin}v${up ? -height : height}h${-bin}z`;
      })
      .join('');
  const above = threshold.above;
  return (
    <div className="histograms">
      <span className="lab">{name}</span>
      <svg
        viewBox={`0 -4 ${width} ${2 * half + 8}`}
        role="img"
        aria-label={`${name}: 3s upward, 7s downward. At most ${tallest} in one bar. Threshold ${forEye(threshold.at)}; above it a ${above} is said.`}
      >
        <path className="three-bars" d={bars(threes, true)} />
        <path className="seven-bars" d={bars(sevens, false)} />
        <path className="base" d={`M0 ${half}h${width}`} />
        <path className="cut" d={`M${x} -4v${2 * half + 8}`} />
        <text x="2" y="10">
          3
        </text>
        <text x="2" y={2 * half - 2}>
          7
        </text>
      </svg>
      <div className="ends">
        <span>{forEye(from, 1)}</span>
        <span>threshold {forEye(threshold.at, 1)}</span>
        <span>{forEye(to, 1)}</span>
      </div>
      <p className="said n">
        Above it: {above}. Right on the 600 drawn: {percent(threshold.accuracy)}; on 200 others:{' '}
        {percent(unseen)}
      </p>
      <details>
        <summary>Counts as a table</summary>
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">from</th>
              <th scope="col">3s</th>
              <th scope="col">7s</th>
            </tr>
          </thead>
          <tbody>
            {threes.map((count, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              <tr key={i}>
                <th scope="row">{forEye(from + (i * (to - from)) / threes.length, 1)}</th>
                <td>{count}</td>
                <td>{sevens[i]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
