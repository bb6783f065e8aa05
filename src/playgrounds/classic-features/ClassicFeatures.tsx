import { useMemo, useState } from 'react';
import {
  Choices,
  cellAt,
  DrawPad,
  Status,
  TakeAway,
  Unfolding,
  useFigureState,
  useHydrated,
  WindowFrame,
  walk,
} from '#kit';
import { forEye } from '#kit/state';
import { Accuracy } from './Accuracy.tsx';
import { type FeatureMap, side } from './feature.ts';
import { featureNames, featureOf } from './features.ts';
import { shapes } from './haar.ts';
import { Directions, MapPicture } from './Maps.tsx';
import { type ClassicState, classicCodec, digits, tidy } from './model.ts';
import { drawnImage } from './picture.ts';
import { csv, python } from './take.ts';
import { useMeasured } from './useMeasured.ts';

interface Props {
  id: string;
  start: ClassicState;
  /** Ten images of 784 pixels, 0 to 9. */
  images: readonly (readonly number[])[];
}

const featureChoices = featureNames.map((value) => ({ value, label: featureOf(value).label }));
const pictures = digits.map((value) => ({
  value,
  label: value === 'drawing' ? 'my drawing' : value,
}));
const angles = ['upright', 'rising', 'level', 'falling'].map((label, i) => ({
  value: String(i),
  label: `${label} stripes`,
}));
const boxes = shapes.map(({ label }, i) => ({ value: String(i), label }));

const valueAt = ({ values, offset }: FeatureMap, row: number, column: number): number | undefined =>
  values[row - offset]?.[column - offset];

/** One image through six features; state is in, the feature files draw their pictures from it. */
export default function ClassicFeatures({ id, start, images }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(classicCodec, id, start);
  const [said, say] = useState('');
  const measured = useMeasured();
  const { feature, digit, turn, row, column, drawing } = state;
  const image = useMemo(
    () => drawnImage(digit === 'drawing' ? drawing : (images[Number(digit)] ?? [])),
    [digit, drawing, images],
  );
  const maps = useMemo(() => featureOf(feature).maps(image, turn), [feature, image, turn]);
  const { label, year, by, idea, parameters } = featureOf(feature);
  const look = (to: readonly [number, number]): void =>
    set((was) => ({ ...was, row: to[0], column: to[1] }));
  const read = maps
    .map((map) => {
      const value = valueAt(map, row, column);
      return `${map.label} ${value === undefined ? 'none' : forEye(value, 4)}`;
    })
    .join('; ');
  const frame = <WindowFrame row={row} column={column} side={1} />;
  const original: FeatureMap = {
    label: digit === 'drawing' ? 'your drawing' : `the image, a ${digit}`,
    offset: 0,
    values: image,
    signed: false,
    end: 255,
  };
  const turns = feature === 'gabor' ? angles : feature === 'haar' ? boxes : null;

  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <Choices
        legend="Feature"
        hideLegend
        value={feature}
        options={featureChoices}
        disabled={!live}
        onChange={(value) => {
          set((was) => ({ ...was, feature: value }));
          say(`Feature: ${featureOf(value).label}.`);
        }}
      />
      <p className="said idea">
        <b>
          {label}
          {by && `, ${by}, ${year}`}.
        </b>{' '}
        {idea} <span className="quiet">{parameters}</span>
      </p>
      {turns && (
        <Choices
          legend={feature === 'gabor' ? 'Direction' : 'Shape'}
          value={String(turn)}
          options={turns}
          disabled={!live}
          onChange={(value) => set((was) => ({ ...was, turn: Number(value) }))}
        />
      )}
      <div className="maps">
        <div className="source">
          <MapPicture map={original}>{frame}</MapPicture>
          <div
            className="look win"
            role="slider"
            tabIndex={0}
            aria-label="Pixel looked at"
            aria-valuemin={0}
            aria-valuemax={side * side - 1}
            aria-valuenow={row * side + column}
            aria-valuetext={`row ${row}, column ${column}, pixel ${image[row]![column]}; ${read}`}
            onClick={(event) =>
              live && look(cellAt(event.currentTarget.getBoundingClientRect(), event, side))
            }
            onKeyDown={(event) => {
              const to = walk(event, [row, column], side, side);
              if (!to) return;
              event.preventDefault();
              look(to);
            }}
          />
        </div>
        {maps.map((map) => (
          <MapPicture key={map.label} map={map}>
            {frame}
          </MapPicture>
        ))}
        {feature === 'hog' && <Directions image={image} />}
      </div>
      <p className="said n read">
        At row {row}, column {column}: pixel <output>{image[row]![column]}</output>; {read}.
      </p>
      <Choices
        legend="Image"
        hideLegend
        value={digit}
        options={pictures}
        disabled={!live}
        onChange={(value) => set((was) => ({ ...was, digit: value }))}
      />
      {digit === 'drawing' && (
        <DrawPad
          strokes={drawing}
          disabled={!live}
          onSay={say}
          onChange={(strokes) => set((was) => ({ ...was, drawing: tidy(strokes) }))}
        />
      )}
      <Accuracy chosen={feature} {...{ measured, live }} />
      <div className="acts">
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => {
            measured.clear();
            reset();
            say('Back to the start.');
          }}
        >
          Reset
        </button>
        <details>
          <summary>More: take it with you</summary>
          <TakeAway
            name="classic-features"
            link={() => `${id}?${classicCodec.format(state)}`}
            code={() => python(feature, image)}
            codeIs="Python"
            csv={() => csv(maps)}
          />
        </details>
        <Unfolding summary="The first picture as a table">
          {() => <Numbers map={maps[0]!} />}
        </Unfolding>
      </div>
      <Status>{said}</Status>
    </>
  );
}

function Numbers({ map }: { map: FeatureMap }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="sheet" tabIndex={0} aria-label={`${map.label}, as a table`}>
      <table className="tbl">
        <tbody>
          {map.values.map((values, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
            <tr key={row}>
              <th scope="row">row {row + map.offset}</th>
              {values.map((value, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
                <td key={column}>{forEye(value, map.end < 1 ? 4 : 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
