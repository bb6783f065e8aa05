import { RunButton, Status } from '#kit';
import { forEye } from '#kit/state';
import { type FeatureName, featureNames, featureOf } from './features.ts';
import type { Outcome } from './measure.ts';
import recorded from './recorded.json' with { type: 'json' };
import type { Measured } from './useMeasured.ts';

interface Props {
  chosen: FeatureName;
  measured: Measured;
  live: boolean;
}

/** Images that only judge. */
const judged = 200;
const share = ({ right }: Outcome): string => `${forEye((100 * right) / judged, 1)} %`;

/** How well a linear classifier tells 3 from 7 with each feature: recorded, and trained anew in this tab. */
export function Accuracy({ chosen, measured, live }: Props) {
  const { outcomes, running, progress, problem } = measured;
  const done = featureNames.filter((name) => outcomes[name]).length;
  return (
    <div className="accuracy">
      <table className="tbl">
        <caption className="hide">A linear classifier on each feature, 3 against 7</caption>
        <thead>
          <tr>
            <th scope="col">feature</th>
            <th scope="col">year</th>
            <th scope="col">numbers</th>
            <th scope="col">recorded</th>
            <th scope="col">in this tab</th>
          </tr>
        </thead>
        <tbody>
          {featureNames.map((name) => {
            const mine = outcomes[name];
            return (
              <tr key={name} className={name === chosen ? 'chosen' : undefined}>
                <th scope="row">{featureOf(name).label}</th>
                <td>{featureOf(name).year || ''}</td>
                <td>{recorded[name].numbers}</td>
                <td>{share(recorded[name])}</td>
                <td>{mine ? share(mine) : '·'}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="said quiet">
        Right answers on {judged} images; 600 others trained the classifier. One image is half a per
        cent, so neighbours in this table may change places with other images.
      </p>
      <RunButton
        running={running}
        progress={progress}
        label="Train all in this tab"
        failed={problem !== undefined}
        disabled={!live}
        onRun={measured.run}
        onStop={measured.stop}
      />
      <p role="alert" className={problem ? 'said is-error' : 'hide'}>
        {problem}
      </p>
      <Status>{done > 0 ? `${done} of ${featureNames.length} trained.` : ''}</Status>
    </div>
  );
}
