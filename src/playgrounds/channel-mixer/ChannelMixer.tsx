import { useEffect, useMemo, useState } from 'react';
import { Choices, Status, useFigureState, useHydrated, usePhoto, useSelection } from '#kit';
import { forEye } from '#kit/state';
import { FilterMaps } from './FilterMaps.tsx';
import { presetFilter } from './filters.ts';
import { MapsView } from './MapsView.tsx';
import { More } from './More.tsx';
import { largestOf, mixAt, responseOf, scaled } from './mix.ts';
import {
  codec,
  type Mixer,
  muted,
  soloed,
  type View,
  withFewer,
  withFilter,
  withMore,
  withWeight,
} from './model.ts';
import { type Recording, readRecording, type Trained } from './net.ts';
import { Planes } from './Planes.tsx';
import { photoReader } from './photo.ts';
import { channels, drawn, edited, imageLabels, imageNames, withPixel } from './picture.ts';
import { Strips } from './Strips.tsx';
import { TensorView } from './TensorView.tsx';
import { Total } from './Total.tsx';
import { productOf, spokenMix, sumOf } from './words.ts';

interface Props {
  /** Key of the state in the address. */
  id: string;
  start: Mixer;
  /** `[784]` each, a 3 and a 7. */
  pixels: readonly (readonly number[])[];
  /** The trained net, where the start shows it; else it is fetched when it is asked for. */
  recording: Recording | null;
}

const views: { value: View; label: string }[] = [
  { value: 'sum', label: 'the sum' },
  { value: 'tensor', label: 'the tensor' },
  { value: 'maps', label: 'channels inside a net' },
];
const images = imageNames.map((value) => ({ value, label: imageLabels[value] }));

/** A colour image, its planes, and what channels are good for. State is in; handlers change it; all numbers come from the model. */
export default function ChannelMixer({ id, start, pixels, recording }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const [said, say] = useState('');
  const [resets, countReset] = useState(0);
  const [net, setNet] = useState<Trained | null>(() => recording && readRecording(recording));
  const [ownNet, setOwnNet] = useState<Trained>();
  const [missing, miss] = useState<string>();
  const { view, image, edits, at, scale, filters, filter, mute } = state;
  const change = (part: Partial<Mixer>): void => set((was) => ({ ...was, ...part }));
  const link = useSelection(state.cell, (cell) => change({ cell }));

  const own = usePhoto(photoReader, say);
  const photo = own.photo?.image;
  // Pixels changed on one picture are not those of another.
  useEffect(() => {
    if (photo) set((was) => (was.edits.length > 0 ? { ...was, edits: [] } : was));
  }, [photo, set]);
  const planes = useMemo(() => edited(photo ?? drawn(image), edits), [photo, image, edits]);
  const shares = scale === '1';
  const places = shares ? 3 : 2;
  const input = useMemo(() => scaled(planes, shares), [planes, shares]);
  const maps = useMemo(
    () => filters.map((one) => responseOf(input, one, mute)),
    [input, filters, mute],
  );
  const end = useMemo(() => largestOf(maps), [maps]);
  const mix = useMemo(
    () => mixAt(input, filters[filter - 1]!, mute, at),
    [input, filters, filter, mute, at],
  );
  const fresh = `${resets} ${filter}`;

  useEffect(() => {
    if (view !== 'maps' || net) return;
    miss(undefined);
    import('./recorded.json').then(
      ({ default: loaded }) => setNet(readRecording(loaded as Recording)),
      () =>
        miss('The recorded network could not be loaded. Show another view, then this one again.'),
    );
  }, [view, net]);
  const colour = (channel: number, value: number): void => {
    const next = planes.map((plane) => plane[at[0]]![at[1]]!).with(channel, value);
    change({ edits: withPixel(edits, [at[0], at[1], next[0]!, next[1]!, next[2]!]) });
  };

  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <Planes
        {...{ planes, mute, at, live }}
        name={
          own.photo
            ? `${own.photo.from}, 32 by 32 pixels`
            : `A picture of ${imageLabels[image]}, 32 by 32 pixels`
        }
        frame={view === 'sum' ? 3 : 1}
        onMove={(to) => change({ at: to })}
        onMute={(channel) => {
          change({ mute: muted(mute, channel) });
          say(`${channels[channel]} ${mute[channel] ? 'is back' : 'muted'}.`);
        }}
        onSolo={(channel) => {
          change({ mute: soloed(mute, channel) });
          say(`${channels[channel]} solo.`);
        }}
      />
      <div className="row views">
        <p className="hang">Below, show</p>
        <div className="rest">
          <Choices
            legend="Shown below"
            hideLegend
            value={view}
            options={views}
            disabled={!live}
            onChange={(next) => change({ view: next })}
          />
        </div>
      </div>
      {view === 'sum' && (
        <>
          <div className="four strips">
            <Strips
              {...{ mix, places, fresh, live, link }}
              full={shares ? 1 : 255}
              onWeight={(cell, weight) => set((was) => withWeight(was, cell, weight))}
            />
            <Total
              {...{ mix, places, fresh, live }}
              onBias={(bias) =>
                set((was) => withFilter(was, { ...was.filters[was.filter - 1]!, bias }))
              }
            />
          </div>
          <p className="sum-line n">
            <span className="lab">
              red + green + blue + bias
              {link.lit !== null && <>; {productOf(mix, link.lit, places)}</>}
            </span>
            {sumOf(mix, places)}
          </p>
          <p className="hide">{spokenMix(mix, places)}</p>
          <FilterMaps
            {...{ filters, filter, maps, end, places, at, live }}
            onMove={(to) => change({ at: to })}
            onChoose={(next) => change({ filter: next })}
            onPreset={(name) => {
              set((was) =>
                withFilter(was, { ...presetFilter(name), bias: was.filters[was.filter - 1]!.bias }),
              );
              countReset((n) => n + 1);
            }}
            onMore={() => set(withMore)}
            onFewer={() => set(withFewer)}
          />
        </>
      )}
      {view === 'tensor' && (
        <TensorView
          {...{ state, planes, live }}
          fresh={fresh}
          onColour={colour}
          onChange={change}
        />
      )}
      {view === 'maps' && net && (
        <MapsView
          key={resets}
          {...{ state, pixels, live }}
          recorded={net}
          onChange={change}
          onNet={setOwnNet}
        />
      )}
      {view === 'maps' && !net && (
        <p className={missing ? 'said is-error' : 'said'} role={missing ? 'alert' : undefined}>
          {missing ?? 'Loading the recorded network.'}
        </p>
      )}
      <div className="row">
        <p className="hang">The image</p>
        <div className="rest">
          <Choices
            legend="Image"
            hideLegend
            value={own.photo ? '' : image}
            options={images}
            disabled={!live}
            onChange={(value) => {
              own.clear();
              change({ image: value, edits: [] });
            }}
          />
          <div className="acts">
            <button
              type="button"
              className="plain"
              disabled={!live}
              onClick={() => {
                countReset((n) => n + 1);
                setOwnNet(undefined);
                own.clear();
                reset();
                say('Back to the start.');
              }}
            >
              Reset
            </button>
            <More
              {...{ id, state, planes, input, mix, maps, places, live, pixels, own }}
              net={ownNet ?? net}
              onChange={change}
            />
          </div>
        </div>
      </div>
      <Status>
        {said || state.cell !== null
          ? `${said} Row ${at[0]}, column ${at[1]}: ${view === 'sum' ? `output ${forEye(mix.total, places)}` : channels.map((channel, i) => `${channel} ${planes[i]![at[0]]![at[1]]}`).join(', ')}.`
          : ''}
      </Status>
    </>
  );
}
