import type { Geometry } from './model.ts';
import { type Chain, shapeOf } from './shape.ts';
import { chainWords } from './words.ts';

interface Props {
  state: Geometry;
  chain: Chain;
  live: boolean;
  onLayer(layer: number): void;
}

/** Pixels of the screen for the largest side. */
const tallest = 42;

/** The same layer again and again: each step can be looked at, with the output below it as its input. */
export function ChainStrip({ state, chain, live, onLayer }: Props) {
  const { sizes } = chain;
  const most = Math.max(...sizes);
  const refused = chain.end === 'refused' && shapeOf(state, sizes.at(-1)!).refusal;
  return (
    <>
      <fieldset className="chain">
        <legend className="hide">Which of the stacked layers is shown</legend>
        {sizes.slice(1).map((out, layer) => {
          const size = sizes[layer]!;
          const square = (side: number) => Math.max(2, Math.round((tallest * side) / most));
          return (
            <button
              type="button"
              // biome-ignore lint/suspicious/noArrayIndexKey: the place in the chain is the identity
              key={layer}
              className="step"
              aria-pressed={state.layer === layer}
              disabled={!live}
              onClick={() => onLayer(layer)}
            >
              <svg
                className="px"
                aria-hidden="true"
                width={square(size) + square(out) + 12}
                height={tallest + 2}
              >
                <rect
                  className="edge"
                  x="1"
                  y={tallest - square(size) + 1}
                  width={square(size)}
                  height={square(size)}
                />
                <rect
                  className="made"
                  x={square(size) + 8}
                  y={tallest - square(out) + 1}
                  width={square(out)}
                  height={square(out)}
                />
              </svg>
              {size} → {out}
            </button>
          );
        })}
      </fieldset>
      {refused ? (
        <p className="said">
          On {sizes.at(-1)} pixels PyTorch stops: <code>{refused.message}</code>
        </p>
      ) : (
        <p className="said quiet">{chainWords(state, chain)}</p>
      )}
    </>
  );
}
