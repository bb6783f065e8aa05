import { Choices, GridTable, TakeAway, Unfolding } from '#kit';
import { forEye } from '#kit/state';
import { codec, type Geometry } from './model.ts';
import { csv, pytorch } from './take.ts';
import type { Drawn } from './values.ts';

const shown = (value: number) => forEye(value);
const images = [
  { value: 'three', label: 'the chapter’s 3' },
  { value: 'counting', label: '1, 2, 3, …' },
  { value: 'flat', label: '255 everywhere' },
] as const;
const kernels = [
  { value: 'mean', label: 'mean' },
  { value: 'ones', label: 'all ones' },
  { value: 'top-edge', label: 'top edge' },
  { value: 'left-edge', label: 'left edge' },
] as const;

interface Props {
  id: string;
  state: Geometry;
  all: Drawn;
  hidden: boolean;
  live: boolean;
  onChange(part: Partial<Geometry>): void;
  onReset(): void;
}

/** Reset, the bench behind the figure, and its numbers as tables. */
export function More({ id, state, all, hidden, live, onChange, onReset }: Props) {
  return (
    <div className="row bare">
      <div className="text">
        <div className="acts">
          <button type="button" className="plain" disabled={!live} onClick={onReset}>
            Reset
          </button>
          <details className="more">
            <summary>More: image, kernel, take it with you</summary>
            <Choices
              legend="Image"
              value={state.image}
              options={images}
              disabled={!live}
              onChange={(image) => onChange({ image })}
            />
            <Choices
              legend="Kernel"
              value={state.weights}
              options={kernels}
              disabled={!live}
              onChange={(weights) => onChange({ weights })}
            />
            <TakeAway
              name="conv-geometry"
              link={() => `${id}?${codec.format(state)}`}
              code={() => pytorch(state, all)}
              csv={() => csv(all)}
            />
          </details>
          {!hidden && (
            <Unfolding summary="The numbers as tables">
              {() => (
                <>
                  <GridTable
                    caption
                    label="The padded input as a table"
                    rows={all.padded}
                    text={shown}
                  />
                  {all.output && (
                    <GridTable
                      caption
                      label="The output as a table"
                      rows={all.output}
                      text={shown}
                    />
                  )}
                </>
              )}
            </Unfolding>
          )}
        </div>
      </div>
    </div>
  );
}
