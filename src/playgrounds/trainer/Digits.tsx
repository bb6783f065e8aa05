import { DigitPicture } from '#kit';
import { type Answer, isRight } from './answers.ts';

/** Digits with what the network says of each; a wrong answer names the right one. */
export function Digits({ answers }: { answers: readonly Answer[] }) {
  return (
    <ul className="digits">
      {answers.map((answer) => (
        <li key={answer.index} className={isRight(answer) ? undefined : 'wrong'}>
          <DigitPicture pixels={answer.pixels} label={`A handwritten ${answer.label}`} />
          <span>
            said <b>{answer.guess}</b>
          </span>
          <span className="quiet">
            {isRight(answer) ? answer.probability.toFixed(2) : `is ${answer.label}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
