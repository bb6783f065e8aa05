import { useState } from 'react';

/** One of the nine is one thing wherever it is drawn: pixel, weight, product. */
export interface Link {
  /** The pixel (0 to 8) that is lit now: the one pointed at, else the pinned one. */
  lit: number | null;
  pinned: number | null;
  pin(pixel: number): void;
  release(): void;
  /** Handlers that light a pixel while it is hovered or focused. */
  point(pixel: number): {
    onPointerEnter(): void;
    onPointerLeave(): void;
    onFocus(): void;
    onBlur(): void;
  };
  /** Lights a pixel without an element of its own, such as one in the picture. */
  light(pixel: number | null): void;
}

export function useLink(pinned: number | null, setPinned: (pixel: number | null) => void): Link {
  const [pointed, light] = useState<number | null>(null);
  const release = (): void => {
    light(null);
    setPinned(null);
  };
  return {
    lit: pointed ?? pinned,
    pinned,
    pin: (pixel) => (pixel === pinned ? release() : setPinned(pixel)),
    release,
    point: (pixel) => ({
      onPointerEnter: () => light(pixel),
      onPointerLeave: () => light(null),
      onFocus: () => light(pixel),
      onBlur: () => light(null),
    }),
    light,
  };
}
