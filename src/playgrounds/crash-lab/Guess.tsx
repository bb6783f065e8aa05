import { type PointerEvent, useRef } from 'react';
import { LineChart, Slider } from '#kit';
import { forEye } from '#kit/state';
import { guessPlaces, type Point } from './model.ts';

interface Props {
  guess: readonly number[] | null;
  real: readonly Point[];
  live: readonly Point[];
  shown: boolean;
  disabled: boolean;
  onGuess(guess: readonly number[]): void;
}

const half = guessPlaces.map(() => 0.5);

/** The share of conv4 near zero over the run: first as the reader expects it, then as it was. */
export function Guess({ guess, real, live, shown, disabled, onGuess }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const set = (place: number, value: number): void => {
    onGuess((guess ?? half).with(place, Math.round(Math.min(1, Math.max(0, value)) * 100) / 100));
  };
  const draw = (event: PointerEvent): void => {
    if (disabled || (event.type === 'pointermove' && event.buttons === 0)) return;
    const { left, top, width, height } = box.current!.getBoundingClientRect();
    const across = (event.clientX - left) / width;
    const nearest = guessPlaces.reduce(
      (best, place, i) =>
        Math.abs(place - across) < Math.abs(guessPlaces[best]! - across) ? i : best,
      0,
    );
    set(nearest, 1 - (event.clientY - top) / height);
  };
  const drawn = guess?.map((value, i) => [guessPlaces[i]!, value] as const) ?? [];
  return (
    <div className="guess">
      <p className="rowname">
        <em>near zero in conv4</em>
        <span>
          dashed: what you expect; line: {shown ? 'what was recorded' : 'not shown yet'}; grey:
          trained here
        </span>
      </p>
      <div ref={box} className="draw" onPointerDown={draw} onPointerMove={draw}>
        <LineChart
          label={`Share of conv4 near zero over the run.${guess ? ` You expect ${guess.map((value) => forEye(value)).join(', ')}.` : ''}${shown ? ` It was ${forEye(real[0]?.[1] ?? 0)} at first and ${forEye(real.at(-1)?.[1] ?? 0)} at the end.` : ''}`}
          height={180}
          x={[0, 1]}
          y={[0, 1]}
          yTicks={[0, 0.5, 1].map((at) => ({ at, text: String(at) }))}
          xTicks={[
            { at: 0, text: 'first batch' },
            { at: 1, text: 'last' },
          ]}
          lines={[
            { kind: 'raw', points: live },
            { kind: 'ghost', points: drawn },
            { kind: 'me', points: shown ? real : [] },
          ]}
        />
      </div>
      <details>
        <summary>Draw it with the keyboard</summary>
        {guessPlaces.map((place, i) => (
          <Slider
            key={place}
            label={`After ${place * 100} % of the run`}
            value={(guess ?? half)[i]!}
            min={0}
            max={1}
            step={0.05}
            disabled={disabled}
            text={forEye((guess ?? half)[i]!)}
            onChange={(value) => set(i, value)}
          />
        ))}
      </details>
    </div>
  );
}
