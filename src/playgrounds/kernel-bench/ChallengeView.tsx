import { Choices, ink, PixelGrid } from '#kit';
import { type ChallengeName, challengeNames, challengeOf, type Verdict } from './challenges.ts';
import { full } from './drawing.ts';

interface Props {
  goal: ChallengeName;
  verdict: Verdict;
  live: boolean;
  onGoal(goal: ChallengeName): void;
  onEmpty(): void;
}

const options = challengeNames.map((value) => ({ value, label: challengeOf(value).label }));

/** A kernel to build, and the verdict of small images on the one that stands there now. */
export function ChallengeView({ goal, verdict, live, onGoal, onEmpty }: Props) {
  const right = verdict.findings.filter((finding) => finding.right).length;
  return (
    <div className="challenge">
      <Choices
        legend="Challenge"
        hideLegend
        value={goal}
        options={options}
        disabled={!live}
        onChange={onGoal}
      />
      <p className="ask-for">
        {challengeOf(goal).ask} Any kernel that does it is right, of any side.
      </p>
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">shown</th>
            <th scope="col">wanted</th>
            <th scope="col">your kernel</th>
          </tr>
        </thead>
        <tbody>
          {verdict.findings.map(({ shown, image, wanted, answer, right }) => (
            <tr key={shown}>
              <th scope="row">
                <span className="probe">
                  <PixelGrid
                    values={image}
                    colour={(value) => ink(value / full)}
                    step={16}
                    label={`A small image of ${shown}`}
                  />
                </span>
                {shown}
              </th>
              <td>{wanted}</td>
              <td className="n">
                {right ? 'Right' : 'Not yet'}: {answer}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="said verdict">
        <b>{verdict.solved ? 'Solved.' : `${right} of ${verdict.findings.length} right.`}</b>{' '}
        {verdict.why}
      </p>
      <div className="acts">
        <button type="button" className="plain" disabled={!live} onClick={onEmpty}>
          Empty the kernel
        </button>
      </div>
    </div>
  );
}
