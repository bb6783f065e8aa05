import { useEffect, useRef } from 'react';
import { cellAt } from '#kit';
import { addressAt, memory } from './layout.ts';
import type { ShapesState } from './model.ts';
import { planeTone } from './tones.ts';
import { groupName, nameOf } from './words.ts';

/** Pixels of a cell and of what stands above and below the strip. */
const cell = 38;
const above = 24;
const below = 22;

interface Props {
  state: ShapesState;
  /** The lit place. */
  lit: number;
  onLight(place: number | null): void;
  onPlace(place: number): void;
}

/** The memory as one strip, each number with its own address on it, and above it what lies together. */
export function Memory({ state, lit, onLight, onPlace }: Props) {
  const { image, order, at } = state;
  const numbers = memory(state);
  const run = order === 'nchw' ? image[2]! * image[3]! : image[1]!;
  const width = numbers.length * cell;
  const strip = useRef<HTMLElement>(null);
  // The strip is longer than the screen: what was chosen elsewhere comes into sight, without moving the page.
  useEffect(() => {
    const box = strip.current;
    if (!box) return;
    const x = at * cell;
    if (x < box.scrollLeft || x + cell > box.scrollLeft + box.clientWidth) {
      box.scrollLeft = x - box.clientWidth / 2;
    }
  }, [at]);
  const placeUnder = (event: { clientX: number; clientY: number; currentTarget: Element }) =>
    cellAt(event.currentTarget.getBoundingClientRect(), event, 1, numbers.length)[1];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="memory" tabIndex={0} aria-label="The memory as one strip" ref={strip}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys have the slider below */}
      <svg
        className="strip-of-memory px"
        role="img"
        aria-label={`Memory from place 0 on: ${numbers.map((number) => nameOf(image, number)).join(', ')}`}
        width={width}
        height={above + cell + below}
        onPointerMove={(event) => event.pointerType === 'mouse' && onLight(placeUnder(event))}
        onPointerLeave={() => onLight(null)}
        onClick={(event) => onPlace(placeUnder(event))}
      >
        {numbers.map((number, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
          <g key={place}>
            <rect className="cell" x={place * cell} y={above} width={cell} height={cell} />
            <text x={place * cell + cell / 2} y={above + 21} textAnchor="middle">
              {nameOf(image, number)}
            </text>
            <rect
              x={place * cell + 4}
              y={above + cell - 9}
              width={cell - 8}
              height="5"
              fill={planeTone(number.c, image[1]!)}
            />
            <text
              x={place * cell + cell / 2}
              y={above + cell + 15}
              textAnchor="middle"
              className="quiet"
            >
              {place}
            </text>
            {place % run === 0 && (
              <>
                <path
                  className="bracket"
                  d={`M${place * cell + 2} ${above - 3}v-4h${run * cell - 4}v4`}
                />
                <text x={place * cell + 4} y={above - 11} className="quiet">
                  {groupName(state, addressAt(image, order, place), run * cell)}
                </text>
              </>
            )}
          </g>
        ))}
        <rect className="halo" x={lit * cell} y={above} width={cell} height={cell} />
        <rect className="frame" x={lit * cell} y={above} width={cell} height={cell} />
      </svg>
    </section>
  );
}
