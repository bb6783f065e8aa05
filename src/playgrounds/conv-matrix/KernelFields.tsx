import { type CSSProperties, memo } from 'react';
import { diverging, NumberField, type Selection } from '#kit';
import type { Pin } from './fields.ts';
import { limit, type Tied } from './model.ts';
import { weightName } from './words.ts';

interface Props {
  state: Tied;
  weights: readonly number[];
  /** The weight that is lit. */
  lit: number | null;
  selection: Selection<Pin>;
  live: boolean;
  onWeight(weight: number, value: number): void;
}

/** The kernel's weights as fields: pointing at one lights its copies, a new number moves them all. */
export const KernelFields = memo(Fields, (was, now) => {
  const { state, weights, lit, live } = now;
  const alike = was.lit === lit && was.live === live && was.weights === weights;
  return alike && was.state === state;
});

function Fields({ state, weights, lit, selection, live, onWeight }: Props) {
  const { kernel, inChannels, outChannels } = state;
  const each = kernel ** 2;
  const most = Math.max(...weights.map(Math.abs), 1e-9);
  return (
    <>
      {Array.from({ length: outChannels * inChannels }, (_, map) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
        <div key={map}>
          <span className="lab">
            kernel
            {inChannels * outChannels > 1 &&
              `, channel ${map % inChannels} to ${Math.floor(map / inChannels)}`}
          </span>
          <div className="kernel" style={{ '--columns': kernel } as CSSProperties}>
            {Array.from({ length: each }, (_, cell) => {
              const weight = map * each + cell;
              return (
                // biome-ignore lint/a11y/noStaticElementInteractions: the field inside is what is used
                <div
                  // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
                  key={cell}
                  className={lit === weight ? 'weight lit' : 'weight'}
                  onPointerEnter={() => selection.light({ weight })}
                  onPointerLeave={() => selection.light(null)}
                  onFocus={() => selection.light({ weight })}
                  onBlur={() => selection.light(null)}
                >
                  <NumberField
                    label={weightName(state, weight)}
                    value={weights[weight]!}
                    min={-limit}
                    max={limit}
                    disabled={!live}
                    onChange={(value) => onWeight(weight, value)}
                  />
                  <svg className="strip-of-tone" aria-hidden="true" width="100%" height="5">
                    <rect width="100%" height="5" fill={diverging(weights[weight]!, most)} />
                  </svg>
                </div>
              );
            })}
          </div>
        </div>
      ))}
    </>
  );
}
