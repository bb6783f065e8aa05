/** What the classic features remember: the feature, the image, the direction, the place looked at, and a drawing. */
import type { Stroke } from '#kit';
import { type Field, oneOf, stateCodec, whole } from '#kit/state';
import { side } from './feature.ts';
import { type FeatureName, featureNames } from './features.ts';

export const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'drawing'] as const;

export interface ClassicState {
  feature: FeatureName;
  digit: (typeof digits)[number];
  /** Direction of a Gabor kernel in quarters of 180°, or shape of a Haar feature. */
  turn: number;
  /** The pixel that is looked at. */
  row: number;
  column: number;
  drawing: readonly Stroke[];
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Points are kept to half a pixel: 57 places along a side, a letter each. */
const halves = 2 * side;
const mostPoints = 1500;

/** Strokes as the link keeps them: half pixels, no point twice in a row, no more than a link can carry. */
export function tidy(strokes: readonly Stroke[]): readonly Stroke[] {
  let left = mostPoints;
  return strokes.flatMap((stroke) => {
    const kept: { x: number; y: number }[] = [];
    for (const { x, y } of stroke) {
      const point = { x: Math.round(x * 2) / 2, y: Math.round(y * 2) / 2 };
      const last = kept.at(-1);
      if (left > 0 && (last?.x !== point.x || last.y !== point.y)) {
        kept.push(point);
        left--;
      }
    }
    return kept.length > 0 ? [kept] : [];
  });
}

const drawingField: Field<readonly Stroke[]> = {
  read(text) {
    const accepts = 'strokes with dots between, two letters a point';
    if (text === '') return [];
    const strokes = text.split('.').map((stroke) => {
      if (stroke === '' || stroke.length % 2) throw new RangeError(accepts);
      const places = [...stroke].map((letter) => letters.indexOf(letter));
      if (places.some((place) => place < 0 || place > halves)) throw new RangeError(accepts);
      return Array.from({ length: places.length / 2 }, (_, i) => ({
        x: places[2 * i]! / 2,
        y: places[2 * i + 1]! / 2,
      }));
    });
    return tidy(strokes);
  },
  write: (strokes) =>
    strokes
      .map((stroke) => stroke.map(({ x, y }) => letters[x * 2]! + letters[y * 2]!).join(''))
      .join('.'),
};

export const classicCodec = stateCodec<ClassicState>({
  tag: 'ClassicFeatures',
  id: 'classic-features',
  fields: {
    feature: oneOf(featureNames),
    digit: oneOf(digits),
    turn: whole(0, 3),
    row: whole(0, side - 1),
    column: whole(0, side - 1),
    drawing: drawingField,
  },
  start: { feature: 'sobel', digit: '3', turn: 0, row: 5, column: 7, drawing: [] },
});
