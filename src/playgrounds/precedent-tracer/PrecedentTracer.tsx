import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { Choices, Status, useFigureState, useHydrated, walk } from '#kit';
import { Steps } from '../kernel-bench/Steps.tsx';
import { gridName } from './addresses.ts';
import { Bench, PixelField } from './Bench.tsx';
import { GradientNet } from './GradientNet.tsx';
import { ownImage } from './images.ts';
import { marksOf } from './marks.ts';
import { chosen, codec, type ImageName, overlays, painted, type Tracer } from './model.ts';
import { netOf } from './nets.ts';
import { type Hands, Picture } from './Picture.tsx';
import { Predict } from './Predict.tsx';
import { inRows, onSheet } from './place.ts';
import { presetOf, presets, withPreset } from './presets.ts';
import { Scales } from './Scales.tsx';
import { Sheet } from './Sheet.tsx';
import { passOf, sceneOf } from './scene.ts';
import { Traces } from './Traces.tsx';
import { type PixelStatistics, useNets } from './useNets.ts';
import {
  addressIn,
  changeInWords,
  formulaInWords,
  numberForEye,
  numbersInWords,
  pathsInWords,
  placeInWords,
  tracedInWords,
} from './words.ts';

interface Props {
  id: string;
  start: Tracer;
  /** Ten packed digits, 0 to 9. */
  digits: readonly string[];
  statistics: PixelStatistics;
}

const overlayLabels = { none: 'the image', box: 'the field', paths: 'paths', gradient: 'gradient' };
const covers = overlays.map((value) => ({ value, label: overlayLabels[value] }));
const views = [
  { value: 'picture', label: 'picture' },
  { value: 'sheet', label: 'sheet with numbers' },
] as const;
const handsOn = [
  { value: 'choose', label: 'chooses it' },
  { value: 'cover', label: 'covers it' },
] as const;
/** Cells side by side on a wide screen and on a narrow one. */
const [WIDE, NARROW] = [100, 29];

/** A stack of convolutions, one chosen cell, and what it depends on. State is in; handlers change it. */
export default function PrecedentTracer({ id, start, digits, statistics }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const nets = useNets(statistics);
  const [brush, setBrush] = useState<readonly [number, number]>([0, 0]);
  const [said, say] = useState('');
  const drawing = useRef<HTMLDivElement>(null);
  // The other view is a thousand cells: the choice shows at once, the view a moment later.
  const view = useDeferredValue(state.view);

  const { image, layers, pixels, channel } = state;
  const own = useMemo(() => ownImage(image as ImageName, digits), [image, digits]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a pass over the image depends on these parts of the state only
  const pass = useMemo(
    () => passOf(state, own, nets.known),
    [layers, pixels, channel, own, nets.known],
  );
  const scene = useMemo(() => sceneOf(state, pass), [state, pass]);
  const wide = useMemo(() => inRows(pass.sizes, layers, WIDE), [pass.sizes, layers]);
  const narrow = useMemo(() => inRows(pass.sizes, layers, NARROW), [pass.sizes, layers]);
  const sheet = useMemo(() => onSheet(pass.sizes, layers), [pass.sizes, layers]);
  const { leftOut } = useMemo(() => marksOf(state, scene, sheet), [state, scene, sheet]);
  const net = netOf(state);

  const trace = (way: 'down' | 'up'): void => {
    const most = way === 'down' ? state.at.grid : layers.length - state.at.grid;
    if (state[way] >= most) {
      say(
        way === 'down'
          ? 'There are no more precedents: these are the pixels.'
          : 'There are no more dependents: this is the last layer.',
      );
      return;
    }
    const next = { ...state, [way]: state[way] + 1 };
    set(next);
    say(tracedInWords(next, sceneOf(next, pass)));
  };
  const clear = (): void => {
    set((was) => ({ ...was, down: 0, up: 0 }));
    say('Arrows removed.');
  };
  const cover = (row: number, column: number): void => {
    const mine = own[row]![column]!;
    const now = pass.grids[0]![row]![column]!;
    const value = now === mine ? (mine >= 128 ? 0 : 255) : mine;
    const next = painted(state, { row, column, value }, mine);
    set(next);
    const after = sceneOf(next, passOf(next, own, nets.known));
    say(changeInWords(next, after) || 'The image is its own again.');
  };
  const hands: Hands = {
    press(cell) {
      if (state.hand === 'cover' && cell.grid === 0) {
        setBrush([cell.row, cell.column]);
        cover(cell.row, cell.column);
      } else set((was) => chosen(was, cell));
    },
    move: (cell) => set((was) => chosen(was, cell)),
    brushTo: (row, column) => setBrush([row, column]),
    cover,
    letter(key) {
      const act = { p: () => trace('down'), d: () => trace('up'), a: clear }[key.toLowerCase()];
      act?.();
      return act !== undefined;
    },
  };
  const [rows, columns] = pass.sizes[0]!;
  const brushAt = [Math.min(brush[0], rows - 1), Math.min(brush[1], columns - 1)] as const;
  const shared = { state, scene, hands, live };
  const whole = { grid: state.at.grid, value: scene.value };

  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      {state.ask && (
        <Predict
          {...{ state, live }}
          onGuess={(guess) => set((was) => ({ ...was, guess, down: was.at.grid }))}
          onSkip={() => set((was) => ({ ...was, ask: false, down: was.at.grid }))}
        />
      )}
      <Traces {...{ state, live, trace, clear }} levels={layers.length} />
      <div ref={drawing}>
        {view === 'sheet' ? (
          <Sheet layout={sheet} {...shared} />
        ) : (
          <>
            <Picture
              layout={wide}
              className="wide-only"
              {...shared}
              pass={pass}
              brush={state.hand === 'cover' ? brushAt : null}
            />
            <Picture
              layout={narrow}
              className="narrow-only"
              {...shared}
              pass={pass}
              brush={state.hand === 'cover' ? brushAt : null}
            />
          </>
        )}
      </div>
      <Steps
        live={live}
        onStep={(key) => {
          const { grid, row, column } = state.at;
          const [height, width] = pass.sizes[grid]!;
          const to = walk({ key, ctrlKey: false }, [row, column], height, width)!;
          set((was) => chosen(was, { grid, row: to[0], column: to[1] }));
        }}
      />
      <p className="of-cell">
        <b>{addressIn(sheet.addressed, state.at)}</b>{' '}
        <code>{formulaInWords(state, scene, sheet.addressed)}</code>{' '}
        <span>
          is <output>{numberForEye(whole.grid, whole.value)}</output>, {placeInWords(state.at)}
          {scene.outputs[state.at.grid]!.channels > 1 &&
            `, channel ${scene.channels[state.at.grid]}`}
        </span>
      </p>
      <p className="said">
        {tracedInWords(state, scene)}
        {leftOut && ' Lines that would cover the picture are left out.'}
      </p>
      {state.pixels.length > 0 && <p className="said">{changeInWords(state, scene)}</p>}
      {state.overlay === 'paths' && <p className="said">{pathsInWords(scene)}</p>}
      <Scales state={state} scene={scene} />
      <div className="controls">
        <Choices
          legend="Choose in"
          value={String(state.at.grid)}
          options={pass.sizes.map((_, grid) => ({ value: String(grid), label: gridName(grid) }))}
          disabled={!live}
          onChange={(grid) =>
            set((was) => chosen(was, middleOf(Number(grid), pass.sizes[Number(grid)]!)))
          }
        />
        <Choices
          legend="The input shows"
          value={state.overlay}
          options={covers}
          disabled={!live}
          onChange={(overlay) =>
            set((was) => ({ ...was, overlay, view: overlay === 'none' ? was.view : 'picture' }))
          }
        />
        <Choices
          legend="View"
          value={state.view}
          options={views}
          disabled={!live}
          onChange={(view) => set((was) => ({ ...was, view }))}
        />
        <Choices
          legend="A press on a pixel"
          value={state.hand}
          options={handsOn}
          disabled={!live}
          onChange={(hand) => set((was) => ({ ...was, hand }))}
        />
        <Choices
          legend="Stack"
          value={presetOf(state)}
          options={presets}
          disabled={!live}
          onChange={(name) => set((was) => withPreset(was, name))}
        />
      </div>
      <p className="said quiet">{numbersInWords(state, pass.numbers.trained)}</p>
      {state.overlay === 'gradient' && net && (
        <GradientNet
          net={net}
          live={live}
          run={nets.training.run}
          running={nets.training.running}
          problem={nets.problem}
          onTrain={() => nets.train(net)}
          onStop={nets.training.stop}
        />
      )}
      {state.at.grid === 0 && <PixelField {...{ state, scene, live }} change={set} />}
      <div className="acts">
        <button
          type="button"
          className="plain"
          disabled={!live || state.pixels.length === 0}
          onClick={() => set((was) => ({ ...was, pixels: [] }))}
        >
          Take my pixels off
        </button>
        <button
          type="button"
          className="plain"
          disabled={!live}
          onClick={() => {
            reset();
            nets.reset();
            setBrush([0, 0]);
            say('Back to the start.');
          }}
        >
          Reset
        </button>
        <Bench
          {...{ state, scene, live, drawing }}
          change={set}
          link={() => `${id}?${codec.format(state)}`}
        />
      </div>
      <Status>{said}</Status>
    </>
  );
}

const middleOf = (grid: number, [height, width]: readonly [number, number]) => ({
  grid,
  row: Math.floor((height - 1) / 2),
  column: Math.floor((width - 1) / 2),
});
