import { download } from './download.ts';

/** Pixels of a PNG for each unit of its SVG: sharp in print and on dense screens. */
const DENSITY = 2;

/**
 * Hands the reader a picture as the SVG it is, or drawn from it as a PNG, under `name` and the ending of its kind. The
 * SVG must say its width and height. Throws nothing: a browser that cannot draw it simply saves nothing.
 */
export async function downloadPicture(name: string, svg: string, kind: 'svg' | 'png') {
  if (kind === 'svg') return download(`${name}.svg`, 'image/svg+xml', svg);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  const [width, height] = await image.decode().then(
    () => [image.naturalWidth * DENSITY, image.naturalHeight * DENSITY],
    () => [0, 0],
  );
  if (!width || !height) return;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
  canvas.toBlob((blob) => blob && download(`${name}.png`, 'image/png', blob), 'image/png');
}
