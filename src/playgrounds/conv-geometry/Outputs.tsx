import { memo } from 'react';
import type { Grid } from '#cnn/math';
import { ColourBar, cellAt, ValueGrid, WindowFrame } from '#kit';
import type { Geometry, Place } from './model.ts';
import { signed, textFor } from './picture.ts';
import type { Drawn } from './values.ts';
import { borderWords } from './words.ts';

interface PictureProps {
  values: Grid;
  end: number;
  label: string;
  tonesOnly?: boolean;
}

const Picture = memo(({ values, end, label, tonesOnly = false }: PictureProps) => {
  const { colour, step } = signed(end);
  return (
    <ValueGrid
      {...{ values, colour, step, label }}
      text={tonesOnly ? undefined : textFor(values)}
    />
  );
});

interface Props {
  state: Geometry;
  all: Drawn;
  hidden: boolean;
  onMove(at: Place): void;
}

/** The output, each cell at the place of its window, and what the border alone makes the layer answer. */
export function Outputs({ state, all, hidden, onMove }: Props) {
  const { output, border, scales, shape } = all;
  if (hidden || output === null || border === null) {
    return (
      <div className="pane outputs">
        <span className="lab">output, {hidden ? 'its size is for you to predict' : 'none'}</span>
        <div className="pic void">{hidden && <span>?</span>}</div>
      </div>
    );
  }
  const side = output.length;
  const [row, column] = state.at;
  const toning = signed(scales.output);
  return (
    <div className="pane outputs">
      <span className="lab">
        output, {side} × {side}
      </span>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: a second handle; keys have the slider on the input */}
      <div
        className="pic"
        onClick={(event) =>
          onMove(cellAt(event.currentTarget.getBoundingClientRect(), event, side))
        }
      >
        <Picture values={output} end={scales.output} label={`The output, ${side} by ${side}`} />
        <svg className="px over" viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
          <WindowFrame row={row} column={column} side={1} />
        </svg>
      </div>
      <ColourBar colour={toning.bar} ends={toning.ends} />
      <span className="lab border-lab">the same layer on an image of 255 everywhere</span>
      <div className="pic border">
        <Picture
          tonesOnly
          values={border}
          end={scales.border}
          label="What the layer answers to an image without any edge"
        />
      </div>
      <p className="said quiet">{borderWords(border, state, shape)}</p>
    </div>
  );
}
