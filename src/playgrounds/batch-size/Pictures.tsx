import { Slider } from '#kit';
import { forEye } from '#kit/state';
import type { GradientCloud } from '#lab';
import { degreesOf, type Spread } from './cloud.ts';
import { Fan } from './Fan.tsx';
import type { BatchState } from './model.ts';
import { sizes } from './points.ts';
import { Spreads } from './Spreads.tsx';
import { angleText, figure } from './words.ts';

interface Props {
  state: BatchState;
  cloud: GradientCloud;
  spreads: readonly Spread[];
  live: boolean;
  onChange(part: Partial<BatchState>): void;
}

/** The arrows at one size before those at another, the spread at every size, and what chooses among them. */
export function Pictures({ state, cloud, spreads, live, onChange }: Props) {
  const { size, beside, lit } = state;
  const mine = cloud.clouds[cloud.sizes.indexOf(size)] ?? [];
  const one = lit === null ? undefined : mine[lit];
  const sizeSlider = (label: string, name: 'size' | 'beside') => (
    <Slider
      label={label}
      value={sizes.indexOf(state[name])}
      min={0}
      max={sizes.length - 1}
      disabled={!live}
      text={`${state[name]} images`}
      onChange={(place) => onChange({ [name]: sizes[place]! })}
    />
  );
  return (
    <>
      <div className="pictures">
        <div>
          <p className="rowname">
            <em>gradients</em>
            <span>
              {`thick: ${forEye(cloud.reference)} images; thin: ${mine.length} batches of ${size}; dashed: of ${beside}`}
            </span>
          </p>
          <Fan
            cloud={cloud}
            size={size}
            beside={beside}
            lit={lit}
            onLight={live ? (batch) => onChange({ lit: batch }) : undefined}
          />
        </div>
        <div>
          <p className="rowname">
            <em>spread</em>
            <span>line: measured; dashed: as 1/√size</span>
          </p>
          <div className="inset">
            <Spreads
              spreads={spreads}
              size={size}
              onPick={live ? (value) => onChange({ size: value }) : undefined}
            />
          </div>
        </div>
      </div>
      <div className="sliders">
        {sizeSlider('Batch size', 'size')}
        {sizeSlider('Behind it, dashed', 'beside')}
        <Slider
          label="One mini-batch"
          value={lit === null ? 0 : lit + 1}
          min={0}
          max={mine.length}
          disabled={!live}
          text={
            one
              ? `number ${lit! + 1}: length ${figure(one.length)}, ${angleText(degreesOf(one.cosine))} off`
              : 'none lit'
          }
          onChange={(value) => onChange({ lit: value === 0 ? null : value - 1 })}
        />
      </div>
    </>
  );
}
