/** A drawing of the page as an SVG file by itself: its colours and fonts, which come from style sheets, written into it. */

const SVG = 'http://www.w3.org/2000/svg';
/** What decides the look of our drawings. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-opacity',
  'vector-effect',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-style',
  'text-anchor',
  'dominant-baseline',
  'shape-rendering',
  'display',
  'visibility',
];

/**
 * The drawings inside an element side by side as they lie on the screen, on the page's paper, in its theme. Empty when
 * there is none.
 */
export function pictureOf(element: Element): string {
  const drawings = [
    ...element.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('svg, canvas'),
  ].filter(
    (drawing) =>
      !drawing.parentElement?.closest('svg') && drawing.getBoundingClientRect().width > 0,
  );
  if (drawings.length === 0) return '';
  const hex = colourReader();
  const frame = element.getBoundingClientRect();
  const parts = drawings.map((drawing) => {
    const box = drawing.getBoundingClientRect();
    const copy =
      drawing instanceof HTMLCanvasElement
        ? pixelsOf(drawing)
        : (drawing.cloneNode(true) as SVGSVGElement);
    if (!(drawing instanceof HTMLCanvasElement)) inline(drawing, copy, hex);
    const place = {
      x: box.left - frame.left,
      y: box.top - frame.top,
      width: box.width,
      height: box.height,
    };
    for (const [name, value] of Object.entries(place)) copy.setAttribute(name, value.toFixed(2));
    return new XMLSerializer().serializeToString(copy);
  });
  const size = `width="${Math.ceil(frame.width)}" height="${Math.ceil(frame.height)}"`;
  const paper = `<rect width="100%" height="100%" fill="${hex(getComputedStyle(document.body).backgroundColor)}"/>`;
  return `<svg xmlns="${SVG}" ${size}>${paper}${parts.join('')}</svg>`;
}

/** A canvas as an image that holds its pixels. */
function pixelsOf(canvas: HTMLCanvasElement): SVGElement {
  const image = document.createElementNS(SVG, 'image');
  image.setAttribute('href', canvas.toDataURL('image/png'));
  image.setAttribute('preserveAspectRatio', 'none');
  return image;
}

function inline(from: Element, to: Element, hex: (colour: string) => string): void {
  const style = getComputedStyle(from);
  const looks = LOOKS.map((name) => {
    const value = style.getPropertyValue(name);
    return `${name}:${/^(fill|stroke)$/.test(name) ? hex(value) : value}`;
  });
  to.removeAttribute('class');
  to.setAttribute('style', looks.join(';').replaceAll('"', "'"));
  [...from.children].forEach((child, i) => {
    inline(child, to.children[i]!, hex);
  });
}

/** Any CSS colour of the page as `#rrggbb`, which every picture program reads; `none` and paint servers as they are. */
function colourReader(): (colour: string) => string {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const known = new Map<string, string>();
  return (colour) => {
    if (colour === '' || colour === 'none' || colour.startsWith('url(')) return colour || 'none';
    const held = known.get(colour);
    if (held) return held;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    const two = (part: number): string => part.toString(16).padStart(2, '0');
    const whole = `#${two(red!)}${two(green!)}${two(blue!)}`;
    const shown = alpha === 255 ? whole : `${whole}${two(alpha!)}`;
    known.set(colour, shown);
    return shown;
  };
}
