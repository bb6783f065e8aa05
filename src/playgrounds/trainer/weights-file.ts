/**
 * A network as a file: the safetensors format (a JSON header of names, shapes and places, then the numbers, little end
 * first), with PyTorch's names and order of axes, so that `safetensors.torch.load_file` opens it. The recipe stands in its
 * metadata. A file from elsewhere is read with suspicion.
 */
import { everyChoice, parseRecipe } from '#cnn/math';
import type { NamedNumbers } from '#lab';
import type { Recipe } from './model.ts';
import { fromTorch, tensorShapes, toTorch } from './tensor-shapes.ts';

/** No network of this page is larger. */
export const LARGEST_FILE = 4_000_000;
const LONGEST_HEADER = 100_000;

/** A network read from a file. */
export interface SavedNetwork {
  recipe: Recipe;
  /** What its answers are called. */
  classes: string[];
  weights: NamedNumbers;
}

interface Entry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

export function weightsFile({ recipe, classes, weights }: SavedNetwork): Blob {
  const header: Record<string, unknown> = {
    __metadata__: {
      format: 'pt',
      recipe: JSON.stringify(recipe),
      classes: JSON.stringify(classes),
    },
  };
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let end = 0;
  for (const [name, shape] of tensorShapes(recipe)) {
    const found = weights[name];
    if (!found) throw new Error(`The network has no ${name}.`);
    const values = toTorch(shape, found.values);
    const view = new DataView(new ArrayBuffer(values.length * 4));
    for (const [i, value] of values.entries()) view.setFloat32(i * 4, value, true);
    header[name] = { dtype: 'F32', shape, data_offsets: [end, end + view.byteLength] };
    end += view.byteLength;
    parts.push(new Uint8Array(view.buffer));
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // The numbers begin at a multiple of eight; the format fills up with spaces.
  const padded = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(32);
  padded.set(text);
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(padded.length), true);
  return new Blob([length.buffer, padded, ...parts]);
}

/** @throws Error with a sentence that says what is wrong with the file */
export function networkOfFile(buffer: ArrayBuffer): SavedNetwork {
  const { header, data } = opened(buffer);
  const { recipe, classes } = metadataOf(header.__metadata__);
  const weights: NamedNumbers = {};
  for (const [name, shape] of tensorShapes(recipe)) {
    const entry = Object.hasOwn(header, name) ? (header[name] as Partial<Entry>) : undefined;
    const values = valuesOf(name, shape, entry, data);
    weights[name] = fromTorch(shape, values);
  }
  const strange = Object.keys(header).find(
    (name) => name !== '__metadata__' && !Object.hasOwn(weights, name),
  );
  if (strange !== undefined) {
    throw new Error(`It holds “${cut(strange)}”, which the network of its recipe does not have.`);
  }
  return { recipe, classes, weights };
}

function opened(buffer: ArrayBuffer): { header: Record<string, unknown>; data: DataView } {
  if (buffer.byteLength > LARGEST_FILE) {
    throw new Error(
      `It has more than ${LARGEST_FILE / 1e6} MB; no network of this page is so large.`,
    );
  }
  if (buffer.byteLength < 10) throw new Error('It is too short to be a safetensors file.');
  const length = Number(new DataView(buffer).getBigUint64(0, true));
  if (length > LONGEST_HEADER || 8 + length > buffer.byteLength) {
    throw new Error('It does not begin as a safetensors file does, or it is cut off.');
  }
  let header: unknown;
  try {
    const bytes = new Uint8Array(buffer, 8, length);
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Error('Its header is not readable: it should be JSON, as in every safetensors file.');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw new Error('Its header names no tensors.');
  }
  return { header: header as Record<string, unknown>, data: new DataView(buffer, 8 + length) };
}

function metadataOf(metadata: unknown): Pick<SavedNetwork, 'recipe' | 'classes'> {
  const { recipe, classes } = (metadata ?? {}) as Record<string, unknown>;
  if (typeof recipe !== 'string' || typeof classes !== 'string') {
    throw new Error(
      'It does not say which recipe it was trained by: it was not saved by this page.',
    );
  }
  const [given, names] = [parsed(recipe), parsed(classes)];
  const strings = Array.isArray(names) && names.every((name) => typeof name === 'string');
  if (!strings || names.length < 2 || names.length > 10 || names.some((name) => name.length > 40)) {
    throw new Error('It does not say what its answers are called.');
  }
  return { recipe: parseRecipe(given, everyChoice), classes: names };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function valuesOf(
  name: string,
  shape: readonly number[],
  entry: Partial<Entry> | undefined,
  data: DataView,
): Float32Array {
  if (!entry) throw new Error(`It has no ${name}, which its recipe asks for.`);
  if (entry.dtype !== 'F32') {
    throw new Error(`Its ${name} holds ${cut(String(entry.dtype))}; this page reads F32 alone.`);
  }
  const said = Array.isArray(entry.shape) ? entry.shape.join(' × ') : 'nothing';
  if (said !== shape.join(' × ')) {
    throw new Error(`Its ${name} is ${cut(said)}; the recipe asks for ${shape.join(' × ')}.`);
  }
  const [start, end] = entry.data_offsets ?? [];
  const size = shape.reduce((product, side) => product * side, 1);
  const right = Number.isInteger(start) && start! >= 0 && end === start! + 4 * size;
  if (!right || end! > data.byteLength) throw new Error(`Its ${name} is cut off.`);
  const values = Float32Array.from({ length: size }, (_, i) =>
    data.getFloat32(start! + 4 * i, true),
  );
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0)
    throw new Error(`Its ${name} holds ${values[odd]} at ${odd}; weights are finite numbers.`);
  return values;
}

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
