import type { Choice } from '#kit';
import { sameLayers, stacks } from './layers.ts';
import { codec, restacked, type Tracer } from './model.ts';

export type PresetName = keyof typeof stacks;

export const presets: readonly Choice<PresetName>[] = [
  { value: 'sheet', label: 'the chapter’s sheet' },
  { value: 'twin', label: 'as published, stride 1' },
  { value: 'threeOrSeven', label: '3 or 7' },
  { value: 'tenDigits', label: 'ten digits' },
];

const images = { sheet: 'sheet', twin: 'workbook', threeOrSeven: '3', tenDigits: '3' } as const;
const cells = {
  sheet: codec.start.at,
  twin: { grid: 2, row: 0, column: 0 },
  threeOrSeven: { grid: 2, row: 3, column: 3 },
  tenDigits: { grid: 2, row: 3, column: 3 },
} as const;

/** The state with another stack, its picture, and a cell worth tracing; what is traced stays. */
export function withPreset(state: Tracer, name: PresetName): Tracer {
  const at = cells[name];
  const base = { ...state, channel: 0, pixels: [], at, down: at.grid, up: 0, guess: null };
  const next = { ...base, image: images[name], layers: stacks[name] };
  return restacked(next, {});
}

/** Which preset a state is, if any. */
export const presetOf = ({ image, layers }: Tracer): PresetName | '' =>
  presets.find(
    ({ value }) =>
      sameLayers(layers, stacks[value]) &&
      (image.length === 1 ? images[value].length === 1 : image === images[value]),
  )?.value ?? '';
