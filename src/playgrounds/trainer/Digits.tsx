import { DigitPicture } from '#kit';
import { type Answer, isRight, lossOf } from './answers.ts';
import { lossFigure } from './words.ts';

interface Props {
  answers: readonly Answer[];
  /** What the answers are called. */
  classes: readonly string[];
}

/** Images with what the network says of each, and its loss; a wrong answer names the right one. */
export function Digits({ answers, classes }: Props) {
  return (
    <ul className="digits">
      {answers.map((answer) => (
        <li key={answer.index} className={isRight(answer) ? undefined : 'wrong'}>
          <DigitPicture pixels={answer.pixels} label={`An image of ${classes[answer.label]}`} />
          <span>
            said <b>{classes[answer.guess]}</b>
          </span>
          <span className="quiet">
            {isRight(answer) ? answer.probability.toFixed(2) : `is ${classes[answer.label]}`}
          </span>
          <span className="quiet loss">
            loss <span className="n">{lossFigure(lossOf(answer))}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
