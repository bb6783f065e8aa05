import { useRef } from 'react';
import { Choices, Status, useFigureState, useHydrated, useSelection } from '#kit';
import { ConvView } from './ConvView.tsx';
import { FlattenView } from './FlattenView.tsx';
import { LayoutView } from './LayoutView.tsx';
import { More } from './More.tsx';
import { codec, type ShapesState } from './model.ts';
import { spoken } from './words.ts';

interface Props {
  /** Key of the state in the address. */
  id: string;
  start: ShapesState;
}

const views = [
  { value: 'conv', label: 'a convolution' },
  { value: 'flatten', label: 'Flatten and squeeze' },
  { value: 'layout', label: 'order in memory' },
] as const;

/** Shapes: what a convolution takes, what Flatten leaves, and how the axes lie in memory. */
export default function TensorShapes({ id, start }: Props) {
  const live = useHydrated();
  const { state, set, problem, reset } = useFigureState(codec, id, start);
  const drawing = useRef<HTMLDivElement>(null);
  const change = (part: Partial<ShapesState>): void => set((was) => ({ ...was, ...part }));
  const axis = useSelection(state.role, (role) => change({ role }));
  const place = useSelection<number>(state.at, (at) => at !== null && change({ at }));
  const shared = { state, live, drawing, onChange: change };
  return (
    <>
      {problem && (
        <p className="said is-error" role="alert">
          {problem}
        </p>
      )}
      <div className="view">
        <Choices
          legend="Show"
          hideLegend
          value={state.view}
          options={views}
          disabled={!live}
          onChange={(view) => change({ view })}
        />
      </div>
      {state.view === 'conv' && <ConvView {...shared} selection={axis} />}
      {state.view === 'flatten' && <FlattenView {...shared} />}
      {state.view === 'layout' && <LayoutView {...shared} selection={place} />}
      <More {...{ id, state, live, drawing }} onReset={reset} />
      <Status>{spoken(state)}</Status>
    </>
  );
}
