/** Files of the picture. Colours are read from the page, so a picture looks as it does on the screen, in its theme. */
import type { Grid } from '#cnn/math';
import { diverging, download, ink } from '#kit';
import { full } from './drawing.ts';
import type { Bench } from './model.ts';
import { scaleEnd } from './sum.ts';
import { type Mark, pictureMarks, pictureSize, svgFile } from './take.ts';

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

function marksOf(image: Grid, response: Grid, bench: Bench): Mark[] {
  const hex = resolver();
  const end = scaleEnd(bench);
  return pictureMarks(image, response, bench, {
    image: (value) => hex(ink(value / full)),
    response: (value) => hex(diverging(value, end)),
    paper: hex('var(--paper)'),
    accent: hex('var(--accent)'),
  });
}

export function saveSvg(image: Grid, response: Grid, bench: Bench): void {
  download('kernel-bench.svg', 'image/svg+xml', svgFile(marksOf(image, response, bench)));
}

export function savePng(image: Grid, response: Grid, bench: Bench): void {
  const canvas = Object.assign(document.createElement('canvas'), pictureSize);
  const context = canvas.getContext('2d')!;
  for (const { x, y, width, height, fill } of marksOf(image, response, bench)) {
    context.fillStyle = fill;
    context.fillRect(x, y, width, height);
  }
  canvas.toBlob((blob) => blob && download('kernel-bench.png', 'image/png', blob), 'image/png');
}
