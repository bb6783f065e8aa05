/** Files of the picture. Colours are read from the page, so a picture looks as it does on the screen, in its theme. */
import type { Grid } from '#cnn/math';
import { diverging, downloadPicture, ink } from '#kit';
import { full } from './drawing.ts';
import type { Bench } from './model.ts';
import { scaleEnd } from './sum.ts';
import { pictureMarks, svgFile } from './take.ts';

/** Any CSS colour of the page as `#rrggbb`, which every picture program reads. */
function resolver(): (colour: string) => string {
  const probe = document.createElement('i');
  document.body.append(probe);
  const context = Object.assign(document.createElement('canvas'), {
    width: 1,
    height: 1,
  }).getContext('2d', { willReadFrequently: true })!;
  const known = new Map<string, string>();
  queueMicrotask(() => probe.remove());
  return (colour) => {
    const held = known.get(colour);
    if (held) return held;
    probe.style.color = colour;
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    const hex = `#${[red, green, blue].map((part) => part!.toString(16).padStart(2, '0')).join('')}`;
    known.set(colour, hex);
    return hex;
  };
}

/** Saves the image with its window and the response beside it. */
export function savePicture(image: Grid, response: Grid, bench: Bench, kind: 'svg' | 'png'): void {
  const hex = resolver();
  const end = scaleEnd(bench);
  const marks = pictureMarks(image, response, bench, {
    image: (value) => hex(ink(value / full)),
    response: (value) => hex(diverging(value, end)),
    paper: hex('var(--paper)'),
    accent: hex('var(--accent)'),
  });
  downloadPicture('kernel-bench', svgFile(marks), kind);
}
