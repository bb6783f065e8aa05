import { type KeyboardEvent, memo, useState } from 'react';
import type { Grid } from '#cnn/math';
import { ColourBar, ink, PixelGrid, WindowFrame } from '#kit';
import { full, paintLine, side } from './drawing.ts';
import { forEye } from './kernels.ts';
import { type Bench, clampCentre, firstCentre, lastCentre, type Place } from './model.ts';
import { Steps } from './Steps.tsx';
import type { Link } from './useLink.ts';
import { type Hand, usePicture } from './usePicture.ts';
import { walk } from './walk.ts';

const Picture = memo(({ image, name }: { image: Grid; name: string }) => (
  <PixelGrid values={image} colour={(value) => ink(value / full)} step={5} label={name} />
));

interface Props {
  bench: Bench;
  image: Grid;
  name: string;
  total: number;
  hand: Hand;
  live: boolean;
  link: Link;
  change(next: (was: Bench) => Bench): void;
}

/** The image with the 3 × 3 window on it: one tab stop, a slider in two directions. While painting, the stop is a brush. */
export function ImagePane({ bench, image, name, total, hand, live, link, change }: Props) {
  const [brush, setBrush] = useState<Place>(bench.at);
  const pointer = usePicture({ bench, hand, link, change, setBrush });
  const painting = hand !== 'move';
  const [row, column] = painting ? brush : bench.at;
  const [first, last] = painting ? [0, side - 1] : [firstCentre, lastCentre];
  const reach = painting ? 0 : 1;
  const go = (to: Place): void => {
    if (painting) setBrush(to);
    change((was) => ({ ...was, at: clampCentre(...to) }));
  };
  const press = (event: KeyboardEvent): void => {
    const to = walk(event.key, event.ctrlKey, [row, column], first, last);
    if (to) go(to);
    else if (hand !== 'move' && (event.key === ' ' || event.key === 'Enter')) {
      change((was) => ({ ...was, paint: paintLine(was.paint, brush, brush, hand) }));
    } else return;
    event.preventDefault();
  };
  const share = (cells: number): string => `${(cells * 100) / side}%`;
  const lit = link.lit;
  return (
    <div className="pane a">
      <span className="lab">image, 28 × 28</span>
      <div className={painting ? 'pic win painting' : 'pic win'} {...(live ? pointer : {})}>
        <Picture image={image} name={name} />
        <svg className="px over" viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
          <WindowFrame row={bench.at[0] - 1} column={bench.at[1] - 1} side={3} />
          {lit !== null && (
            <WindowFrame
              row={bench.at[0] - 1 + Math.floor(lit / 3)}
              column={bench.at[1] - 1 + (lit % 3)}
              side={1}
            />
          )}
          {painting && <WindowFrame row={row} column={column} side={1} />}
        </svg>
        <div
          className="handle"
          role="slider"
          tabIndex={0}
          aria-label={painting ? 'Brush on the image' : 'Window on the image'}
          aria-valuemin={0}
          aria-valuemax={(last - first + 1) ** 2 - 1}
          aria-valuenow={(row - first) * (last - first + 1) + column - first}
          aria-valuetext={
            painting
              ? `row ${row}, column ${column}, pixel ${image[row]![column]}`
              : `centre row ${row}, column ${column}, response ${forEye(total)}`
          }
          style={{
            left: share(column - reach),
            top: share(row - reach),
            width: share(2 * reach + 1),
            height: share(2 * reach + 1),
          }}
          onKeyDown={press}
        />
      </div>
      <ColourBar colour={ink} ends={['0, paper', '', '255, ink']} />
      <Steps live={live} onStep={(key) => go(walk(key, false, [row, column], first, last)!)} />
    </div>
  );
}
