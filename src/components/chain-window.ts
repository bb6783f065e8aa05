/**
 * Lets the small window of the chain be moved: press or drag in a layer, or arrow keys, and Page Up and Page Down from
 * layer to layer. The frames, the sizes and the spoken value follow.
 */
import {
  boxes,
  type Cell,
  cellAt,
  GRIDS,
  layerAt,
  rectangle,
  START,
  sizeOf,
  ticks,
  valueText,
  WIDTH,
} from './chain.ts';

const figure = document.getElementById('chain')!;
const svg = figure.querySelector('svg')!;
const reach = figure.querySelector<HTMLElement>('[data-reach]')!;
const handle = figure.querySelector<HTMLElement>('[data-handle]')!;
const sizes = figure.querySelectorAll<HTMLElement>('[data-size]');
let cell: Cell = START;

function move(to: Cell): void {
  cell = to;
  const seen = boxes(cell);
  const own = seen.at(-1)!;
  const frames = seen.map(rectangle).join('');
  svg.querySelector('.halo')!.setAttribute('d', frames);
  svg.querySelector('.frame')!.setAttribute('d', frames);
  svg.querySelector('.tick')!.setAttribute('d', ticks(seen.at(-2)!));
  for (const [grid, size] of sizes.entries())
    size.textContent = seen[grid] ? sizeOf(seen[grid]) : '';
  handle.style.left = `calc(${own.x - 28} * var(--c))`;
  handle.style.top = `calc(${own.y} * var(--c))`;
  speak();
}

function speak(): void {
  const { side } = GRIDS[cell.layer]!;
  handle.ariaValueMin = '1';
  handle.ariaValueMax = String(side * side);
  handle.ariaValueNow = String(cell.row * side + cell.column + 1);
  handle.ariaValueText = valueText(cell);
}

/** A pointer's place in cells of the picture. */
function place(event: PointerEvent): { x: number; y: number } {
  const area = svg.getBoundingClientRect();
  const scale = WIDTH / area.width;
  return { x: (event.clientX - area.left) * scale, y: (event.clientY - area.top) * scale };
}

reach.addEventListener('pointerdown', (event) => {
  const { x, y } = place(event);
  const layer = layerAt(y);
  move(cellAt(layer, x, y));
  reach.setPointerCapture(event.pointerId);
  event.preventDefault();
  handle.focus({ preventScroll: true });
});
reach.addEventListener('pointermove', (event) => {
  if (!reach.hasPointerCapture(event.pointerId)) return;
  const { x, y } = place(event);
  move(cellAt(cell.layer, x, y));
});

const STEPS: Record<string, (c: Cell) => Cell> = {
  ArrowLeft: (c) => ({ ...c, column: c.column - 1 }),
  ArrowRight: (c) => ({ ...c, column: c.column + 1 }),
  ArrowUp: (c) => ({ ...c, row: c.row - 1 }),
  ArrowDown: (c) => ({ ...c, row: c.row + 1 }),
  Home: (c) => ({ ...c, row: 0, column: 0 }),
  End: (c) => ({ ...c, row: GRIDS[c.layer]!.side - 1, column: GRIDS[c.layer]!.side - 1 }),
  PageUp: (c) => ({ layer: c.layer - 1, row: c.row * 2, column: c.column * 2 }),
  PageDown: (c) => ({ layer: c.layer + 1, row: c.row >> 1, column: c.column >> 1 }),
};
handle.addEventListener('keydown', (event) => {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const next = step(cell);
  const grid = GRIDS[next.layer];
  if (next.layer > 0 && grid) move(cellAt(next.layer, next.column + grid.x, next.row + grid.y));
});

handle.tabIndex = 0;
handle.role = 'slider';
handle.ariaLabel = 'Window';
speak();
