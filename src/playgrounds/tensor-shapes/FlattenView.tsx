import type { RefObject } from 'react';
import { Slider } from '#kit';
import { AxisStrip } from './AxisStrip.tsx';
import { crossText } from './fields.ts';
import { after, codeOf, lossOf, operations } from './flatten.ts';
import { mostScores, type ShapesState } from './model.ts';
import { agreeWords, lossWords } from './words.ts';

interface Props {
  state: ShapesState;
  live: boolean;
  drawing: RefObject<HTMLDivElement | null>;
  onChange(part: Partial<ShapesState>): void;
}

const names = ['N, images', 'C, channels: one a class', 'H, rows left', 'W, columns left'];

/** What the last convolution gives, left as it is, squeezed or flattened, and what the loss says to each. */
export function FlattenView({ state, live, drawing, onChange }: Props) {
  const { scores } = state;
  return (
    <>
      <div className="controls">
        {scores.map((side, axis) => (
          <Slider
            key={names[axis]}
            label={names[axis]!}
            value={side}
            min={1}
            max={mostScores[axis]!}
            text={String(side)}
            disabled={!live}
            onChange={(value) => onChange({ scores: scores.with(axis, value) })}
          />
        ))}
      </div>
      <div className="operations" ref={drawing}>
        {operations.map((operation) => {
          const shape = after(operation, scores);
          const loss = lossOf(operation, scores);
          return (
            <section key={operation} aria-label={codeOf[operation]}>
              <p className="call">
                <code>{codeOf[operation]}</code>
              </p>
              <AxisStrip operation={operation} scores={scores} />
              <p className="said">
                Shape <b>{shape.length > 0 ? crossText(shape) : 'of a single number'}</b>.{' '}
                {lossWords(operation, scores)}
              </p>
              {loss !== null && (
                <p className="said is-error">
                  <code>{loss}</code>
                </p>
              )}
            </section>
          );
        })}
      </div>
      <p className="said">{agreeWords(scores)}</p>
    </>
  );
}
