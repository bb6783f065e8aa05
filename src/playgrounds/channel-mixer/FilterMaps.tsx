import { memo } from 'react';
import type { Grid } from '#cnn/math';
import { Choices, ColourBar, diverging, PixelGrid } from '#kit';
import { forEye } from '#kit/state';
import { type Filter, mostFilters, type PresetName, presetOf, presets } from './filters.ts';
import type { Place } from './model.ts';
import { side } from './picture.ts';
import { Spot } from './Spot.tsx';

interface Props {
  filters: readonly Filter[];
  /** The filter in question, from 1. */
  filter: number;
  maps: readonly Grid[];
  end: number;
  places: number;
  at: Place;
  live: boolean;
  onMove(to: Place): void;
  onChoose(filter: number): void;
  onPreset(name: PresetName): void;
  onMore(): void;
  onFewer(): void;
}

const Output = memo(({ map, end, label }: { map: Grid; end: number; label: string }) => (
  <PixelGrid values={map} colour={(value) => diverging(value, end)} step={end / 42} label={label} />
));

/** What the filters put out: one channel each. The presets change the filter in question. */
export function FilterMaps(props: Props) {
  const { filters, filter, maps, end, places, at, live } = props;
  const preset = presetOf(filters[filter - 1]!);
  return (
    <>
      <div className="four outputs">
        {maps.map((map, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
          <div className={filter === i + 1 ? 'pane chosen' : 'pane'} key={i}>
            <span className="lab">
              filter {i + 1} → channel {i}:{' '}
              <span className="n">{forEye(map[at[0]]![at[1]]!, places)}</span>
            </span>
            <Spot rows={side} frame={1} {...{ at, live }} onMove={props.onMove}>
              <Output
                map={map}
                end={end}
                label={`Output channel ${i}, by ${presetOf(filters[i]!)?.label ?? 'weights of your own'}`}
              />
            </Spot>
          </div>
        ))}
        <div className="pane bar-pane">
          <ColourBar
            colour={(share) => diverging(2 * share - 1, 1)}
            ends={[`−${forEye(end, places)}`, '0', `+${forEye(end, places)}`]}
          />
          <p className="said quiet">
            One filter, one output channel. weight.shape is [{filters.length}, 3, 3, 3], bias.shape
            is [{filters.length}], and what comes out is [1, {filters.length}, {side}, {side}].
          </p>
        </div>
      </div>
      <div className="filters">
        <Choices
          legend="Filter above"
          value={String(filter)}
          options={filters.map((_, i) => ({ value: String(i + 1), label: String(i + 1) }))}
          disabled={!live}
          onChange={(value) => props.onChoose(Number(value))}
        />
        <button
          type="button"
          className="plain"
          disabled={!live || filters.length === mostFilters}
          onClick={props.onMore}
        >
          One filter more
        </button>
        <button
          type="button"
          className="plain"
          disabled={!live || filters.length === 1}
          onClick={props.onFewer}
        >
          Take filter {filter} away
        </button>
      </div>
      <Choices
        legend={`Weights of filter ${filter}`}
        value={preset?.name ?? ''}
        options={presets.map(({ name, label }) => ({ value: name, label }))}
        disabled={!live}
        onChange={props.onPreset}
      />
      <p className="said quiet note-of-filter">
        {preset?.note ?? 'Weights of your own: one slice for each channel.'}
      </p>
    </>
  );
}
