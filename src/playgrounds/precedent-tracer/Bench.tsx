import type { RefObject } from 'react';
import { Choices, NumberField, TakeAway, Unfolding } from '#kit';
import { gridName } from './addresses.ts';
import { Facts } from './Facts.tsx';
import { Layers } from './Layers.tsx';
import { fits } from './layers.ts';
import { images, painted, restacked, sizeOf, type Tracer } from './model.ts';
import type { Scene } from './scene.ts';
import { csv, pytorch } from './take.ts';

interface Props {
  state: Tracer;
  scene: Scene;
  live: boolean;
  link(): string;
  drawing: RefObject<HTMLDivElement | null>;
  change(next: (was: Tracer) => Tracer): void;
}

const imageLabels: Record<string, string> = {
  sheet: 'the sheet’s 7, cropped',
  workbook: 'the sheet’s 7, whole',
};
const marks = [
  { value: 'arrows', label: 'arrows' },
  { value: 'outlines', label: 'outlines' },
] as const;

/** The bench behind the figure: the stack, the image, the look of a trace, and what can be taken along. */
export function Bench({ state, scene, live, link, drawing, change }: Props) {
  const many = scene.outputs[state.at.grid]!.channels;
  const shown = images
    .filter((image) => fits(sizeOf(image), state.layers))
    .map((image) => ({ value: image, label: imageLabels[image] ?? image }));
  return (
    <>
      <Unfolding summary="The trace as a table">
        {() => <Facts state={state} scene={scene} />}
      </Unfolding>
      <details className="more">
        <summary>More: own layers, image, marks, take it with you</summary>
        <Layers {...{ state, live, change }} pass={scene} />
        <Choices
          legend="Image"
          value={state.image}
          options={shown}
          disabled={!live}
          onChange={(image) => change((was) => restacked(was, { image }))}
        />
        {many > 1 && (
          <NumberField
            label={`Channel of ${gridName(state.at.grid)}, 0 to ${many - 1}`}
            value={scene.channels[state.at.grid]!}
            min={0}
            max={many - 1}
            whole
            disabled={!live}
            onChange={(channel) => change((was) => ({ ...was, channel }))}
          />
        )}
        <Choices
          legend="Traces as"
          value={state.marks}
          options={marks}
          disabled={!live}
          onChange={(value) => change((was) => ({ ...was, marks: value }))}
        />
        <TakeAway
          name="precedent-tracer"
          link={link}
          code={() => pytorch(state, scene)}
          csv={() => csv(state, scene)}
          drawing={drawing}
        />
      </details>
    </>
  );
}

/** The value of the chosen pixel, to be changed. */
export function PixelField({ state, scene, live, change }: Omit<Props, 'link' | 'drawing'>) {
  const { row, column } = state.at;
  return (
    <NumberField
      key={`${row},${column}`}
      label={`Pixel in row ${row}, column ${column}: 0 is paper, 255 ink`}
      value={scene.grids[0]![row]![column]!}
      min={0}
      max={255}
      whole
      disabled={!live}
      onChange={(value) =>
        change((was) => painted(was, { row, column, value }, scene.own[row]![column]!))
      }
    />
  );
}
