import { memo } from 'react';
import './digit-picture.css';
import { tonePaths } from './tones.ts';

const SIDE = 28;
const TONES = 6;

export interface DigitPictureProps {
  /** `[784]`, 0 (paper) to 255 (ink). */
  pixels: ArrayLike<number>;
  /** Names the picture; without it the picture is decoration. */
  label?: string;
}

/** A small digit in six tones of ink, light enough to stand on a page twenty times. */
export const DigitPicture = memo(function DigitPicture({ pixels, label }: DigitPictureProps) {
  const rows = Array.from({ length: SIDE }, (_, row) =>
    Array.from({ length: SIDE }, (_, column) => (pixels[row * SIDE + column] ?? 0) / 255),
  );
  return (
    <svg
      className="digit-picture"
      viewBox={`0 0 ${SIDE} ${SIDE}`}
      role="img"
      aria-label={label}
      aria-hidden={label === undefined}
    >
      {tonePaths(rows, 1 / TONES).map(({ value, path }) => (
        <path key={value} fillOpacity={Number(value.toFixed(2))} d={path} />
      ))}
    </svg>
  );
});
