import { memo } from 'react';
import { forEye } from '#kit/state';
import { bitmapOf } from './bmp.ts';
import type { Muted } from './mix.ts';
import type { Place } from './model.ts';
import { channels, type Planes as Image, side } from './picture.ts';
import { Spot } from './Spot.tsx';

interface Props {
  planes: Image;
  name: string;
  mute: Muted;
  at: Place;
  /** Cells of the frame along a side. */
  frame: number;
  live: boolean;
  onMove(to: Place): void;
  onMute(channel: number): void;
  onSolo(channel: number): void;
}

const dark = (planes: Image): Image =>
  planes.map((plane) => plane.map((row) => row.map(() => 0))) as unknown as Image;

/** A picture of one byte a channel, in true colours: a light colour is much of it. */
export const Bitmap = memo(({ planes, label }: { planes: Image; label: string }) => (
  <svg className="px bitmap" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
    <image
      href={bitmapOf(planes)}
      width={side}
      height={side}
      preserveAspectRatio="none"
      imageRendering="pixelated"
    />
  </svg>
));

/** The colour image and its three planes, with a frame at the same place of all four. */
export function Planes(props: Props) {
  const { planes, name, mute, at, frame, live, onMove, onMute, onSolo } = props;
  const black = dark(planes);
  const heard = planes.map((plane, i) => (mute[i] ? black[i] : plane)) as unknown as Image;
  const silent = channels.filter((_, i) => mute[i]);
  const here = planes.map((plane) => plane[at[0]]![at[1]]!);
  const spoken = channels.map((channel, i) => `${channel} ${forEye(here[i]!)}`).join(', ');
  const soloists = channels.filter((_, i) => !mute[i]);
  return (
    <div className="four planes">
      <div className="pane">
        <span className="lab">
          image, 3 × {side} × {side}
          {silent.length > 0 && `, without ${silent.join(', ')}`}
        </span>
        <Spot
          rows={side}
          {...{ at, frame, live, onMove }}
          handle={{
            label: 'Place on the image',
            text: `row ${at[0]}, column ${at[1]}: ${spoken}`,
          }}
        >
          <Bitmap planes={heard} label={name} />
        </Spot>
        <p className="said quiet">
          row {at[0]}, column {at[1]}
        </p>
      </div>
      {channels.map((channel, i) => (
        <div className="pane" key={channel}>
          <span className="lab">
            channel {i}, {channel}: <span className="n">{here[i]}</span>
          </span>
          <div className={mute[i] ? 'silent' : undefined}>
            <Spot rows={side} {...{ at, frame, live, onMove }}>
              <Bitmap
                planes={planes.map((plane, j) => (j === i ? plane : black[j])) as unknown as Image}
                label={`The ${channel} of it${mute[i] ? ', muted' : ''}`}
              />
            </Spot>
          </div>
          <div className="desk-keys">
            <button
              type="button"
              className="btn"
              disabled={!live}
              aria-pressed={mute[i]}
              aria-label={`Mute ${channel}`}
              onClick={() => onMute(i)}
            >
              mute
            </button>
            <button
              type="button"
              className="btn"
              disabled={!live}
              aria-pressed={soloists.length === 1 && soloists[0] === channel}
              aria-label={`Solo ${channel}`}
              onClick={() => onSolo(i)}
            >
              solo
            </button>
          </div>
        </div>
      ))}
    </div>
  );
}
