import { type KeyboardEvent, memo, type PointerEvent, useRef } from 'react';
import { ColourBar, cellAt, type Selection, ValueGrid, walk } from '#kit';
import { forEye } from '#kit/state';
import type { Geometry, Place } from './model.ts';
import { Overlay } from './Overlay.tsx';
import { inputToning, type Toning, textFor } from './picture.ts';
import { Ruler } from './Ruler.tsx';
import { bounds, type Measure } from './settings.ts';
import type { Drawn } from './values.ts';

interface PictureProps {
  all: Drawn;
  toning: Toning;
  label: string;
}

const Picture = memo(
  ({ all, toning, label }: PictureProps) => {
    const { padding, size } = all.shape;
    const outside = (i: number): boolean => i < padding || i >= padding + size;
    return (
      <ValueGrid
        values={all.padded}
        colour={toning.colour}
        step={toning.step}
        label={label}
        text={textFor(all.padded)}
        muted={(row, column) => outside(row) || outside(column)}
      />
    );
  },
  (was, now) => was.all === now.all,
);

interface Props {
  state: Geometry;
  all: Drawn;
  selection: Selection<number>;
  hidden: boolean;
  live: boolean;
  onMove(at: Place): void;
  onSet(measure: Measure, value: number): void;
}

const within = (measure: Measure, value: number): number =>
  Math.min(bounds[measure][1], Math.max(bounds[measure][0], Math.round(value)));

const ringOf = { zeros: 'with zeros', reflect: 'by reflection', replicate: 'by repetition' };

/** The padded input with the window on it; above it the stride, below it the padding, both with a handle. */
export function Scene({ state, all, selection, hidden, live, onMove, onSet }: Props) {
  const { shape, output } = all;
  const { padded, padding, size, reach, out } = shape;
  const { stride, mode, at } = state;
  const grip = useRef<Place | null>(null);
  const places = out ?? 1;
  const last = places - 1;
  const toning = inputToning(state, all);

  const cell = (event: PointerEvent): Place =>
    cellAt(event.currentTarget.getBoundingClientRect(), event, padded);
  const moveTo = ([row, column]: Place): void => {
    const [down, right] = grip.current ?? [(reach - 1) / 2, (reach - 1) / 2];
    const place = (i: number): number => Math.min(last, Math.max(0, Math.round(i / stride)));
    const to: Place = [place(row - down), place(column - right)];
    if (`${to}` !== `${at}`) onMove(to);
  };
  const down = (event: PointerEvent): void => {
    const onWindow = (event.target as Element).getAttribute('role') === 'slider';
    if (!live || event.button !== 0 || (event.pointerType !== 'mouse' && !onWindow)) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const [row, column] = cell(event);
    const inside = [row - at[0] * stride, column - at[1] * stride] as const;
    grip.current = inside.every((i) => i >= 0 && i < reach) ? inside : null;
    moveTo([row, column]);
  };
  const press = (event: KeyboardEvent): void => {
    const to = walk(event, at, places, places);
    if (!to) return;
    onMove(to);
    event.preventDefault();
  };

  // Between which two places the stride is shown: this one and the next, or the one before at the far end.
  const step = Math.max(0, Math.min(at[1], places - 2));
  const value = output?.[at[0]]?.[at[1]];
  const share = (cells: number): string => `${(100 * cells) / padded}%`;
  const start = [at[0] * stride, at[1] * stride] as const;
  const spans = (place: number): string =>
    `${place * stride - padding} to ${place * stride - padding + reach - 1}`;
  return (
    <div className="pane scene">
      <span className="lab">
        input, {size} × {size}
        {padding > 0 && `, padded by ${padding} ${ringOf[mode]}`}
      </span>
      <Ruler
        what="stride"
        label="Stride, from this window to the next"
        value={stride}
        min={bounds.stride[0]}
        max={bounds.stride[1]}
        text={`stride ${stride}`}
        from={(step * stride) / padded}
        to={Math.min(1, ((step + 1) * stride) / padded)}
        live={live}
        onPull={(pulled) => onSet('stride', within('stride', (pulled * padded) / (step + 1)))}
        onChange={(next) => onSet('stride', next)}
      />
      <div
        className="pic win"
        onPointerDown={down}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) moveTo(cell(event));
        }}
        onPointerUp={(event) => {
          if (live && event.pointerType !== 'mouse' && grip.current === null) moveTo(cell(event));
          grip.current = null;
        }}
        onPointerCancel={() => {
          grip.current = null;
        }}
      >
        <Picture
          all={all}
          toning={toning}
          label={`The padded input, ${padded} by ${padded}: ${size} by ${size} and ${padding} on each side`}
        />
        <Overlay {...{ state, shape, hidden }} lit={selection.lit} />
        {out !== null && (
          <div
            className="handle"
            role="slider"
            tabIndex={0}
            aria-label="Window on the input"
            aria-valuemin={0}
            aria-valuemax={hidden ? undefined : places ** 2 - 1}
            aria-valuenow={at[0] * places + at[1]}
            aria-valuetext={`place ${at[0]}, ${at[1]}: rows ${spans(at[0])}, columns ${spans(at[1])} of the input${
              value === undefined || hidden ? '' : `, makes ${forEye(value)}`
            }`}
            style={{
              left: share(start[1]),
              top: share(start[0]),
              width: share(reach),
              height: share(reach),
            }}
            onKeyDown={press}
          />
        )}
      </div>
      <Ruler
        what="padding"
        label="Padding, from the edge of the picture to the edge of the input"
        value={state.padding}
        min={bounds.padding[0]}
        max={bounds.padding[1]}
        text={`padding ${state.padding}`}
        from={0}
        to={padding / padded}
        live={live}
        onPull={(pulled) => {
          // The ring takes a share of a side that grows with it: share = p / (size + 2p).
          const wide = pulled < 0.499 ? (pulled * size) / (1 - 2 * pulled) : bounds.padding[1];
          onSet('padding', within('padding', wide));
        }}
        onChange={(next) => onSet('padding', next)}
      />
      <ColourBar colour={toning.bar} ends={toning.ends} />
    </div>
  );
}
