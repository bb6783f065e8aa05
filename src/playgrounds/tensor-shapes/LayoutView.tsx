import type { RefObject } from 'react';
import { Choices, NumberGrid, type Selection, Slider } from '#kit';
import {
  type Address,
  addressAt,
  axesOf,
  numberAt,
  placeOf,
  placeSteps,
  strides,
} from './layout.ts';
import { Memory } from './Memory.tsx';
import { count, mostImage, type Order, type ShapesState } from './model.ts';
import { planeTone } from './tones.ts';
import { addressWords, nameOf, orderWords } from './words.ts';

interface Props {
  state: ShapesState;
  /** Places in memory. */
  selection: Selection<number>;
  live: boolean;
  drawing: RefObject<HTMLDivElement | null>;
  onChange(part: Partial<ShapesState>): void;
}

const dial: readonly { value: Order; label: string }[] = [
  { value: 'nchw', label: 'NCHW' },
  { value: 'nhwc', label: 'NHWC, permuted' },
  { value: 'reshape', label: 'NHWC, only reshaped' },
];
const names = ['N, images', 'C, channels', 'H, rows', 'W, columns'];

/** The picture as its planes, the same numbers as one strip of memory, and the arithmetic between them. */
export function LayoutView({ state, selection, live, drawing, onChange }: Props) {
  const { image, order, at } = state;
  const [n, c, h, w] = image as [number, number, number, number];
  const each = (many: number) => Array.from({ length: many }, (_, i) => i);
  const lit = selection.lit === null ? at : Math.min(selection.lit, count(image) - 1);
  const steps = placeSteps({ image, order, at: lit });
  const address = addressAt(image, order, lit);
  const here = (plane: Partial<Address>) => address.n === plane.n && address.c === plane.c;
  const place = (to: Address): number => placeOf(image, order, to);
  return (
    <>
      <Choices
        legend="Order of the axes in memory"
        value={order}
        options={dial}
        disabled={!live}
        onChange={(to) =>
          onChange({ order: to, at: placeOf(image, to, addressAt(image, order, at)) })
        }
      />
      <div className="planes">
        {each(n).flatMap((image_) =>
          each(c).map((channel) => (
            <div key={`${image_} ${channel}`}>
              <span className="lab">
                {n > 1 && `image ${image_}, `}channel {channel}
              </span>
              <NumberGrid
                label={`${n > 1 ? `Image ${image_}, ` : ''}channel ${channel}`}
                texts={each(h).map((row) =>
                  each(w).map((column) =>
                    nameOf(
                      image,
                      numberAt(state, place({ n: image_, c: channel, h: row, w: column })),
                    ),
                  ),
                )}
                tone={(row, column) =>
                  planeTone(
                    numberAt(state, place({ n: image_, c: channel, h: row, w: column })).c,
                    c,
                  )
                }
                name={(row, column) => {
                  const to = { n: image_, c: channel, h: row, w: column };
                  return `${addressWords(image, to)}: number ${nameOf(image, numberAt(state, place(to)))}, place ${place(to)} in memory`;
                }}
                mark={(row, column) =>
                  here({ n: image_, c: channel }) && address.h === row && address.w === column
                    ? 'lit'
                    : undefined
                }
                first={here({ n: image_, c: channel }) ? [address.h, address.w] : [0, 0]}
                onPoint={(to) =>
                  selection.light(to && place({ n: image_, c: channel, h: to[0], w: to[1] }))
                }
                onPin={(to) =>
                  onChange({ at: place({ n: image_, c: channel, h: to[0], w: to[1] }) })
                }
              />
            </div>
          )),
        )}
      </div>
      <div ref={drawing}>
        <Memory
          {...{ state, lit }}
          onLight={selection.light}
          onPlace={(to) => onChange({ at: to })}
        />
      </div>
      <Slider
        label="Place in memory"
        value={at}
        min={0}
        max={count(image) - 1}
        text={`${at}: ${addressWords(image, addressAt(image, order, at))}`}
        disabled={!live}
        onChange={(to) => onChange({ at: to })}
      />
      <div className="row">
        <p className="hang">The place</p>
        <div className="text">
          <p className="steps-of-place">
            {steps.map((step, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place in the equation is the identity
              <span key={i}>
                {i > 0 && '= '}
                {i === steps.length - 1 ? <output>{step}</output> : step}{' '}
              </span>
            ))}
          </p>
          <p className="said">
            Strides of {axesOf(order).join(', ')}: {strides(image, order).join(', ')}.{' '}
            {orderWords(state)}
          </p>
        </div>
      </div>
      <div className="controls">
        {image.map((side, axis) => (
          <Slider
            key={names[axis]}
            label={names[axis]!}
            value={side}
            min={1}
            max={mostImage[axis]!}
            text={String(side)}
            disabled={!live}
            onChange={(value) => {
              const next = image.with(axis, value);
              onChange({ image: next, at: Math.min(at, count(next) - 1) });
            }}
          />
        ))}
      </div>
    </>
  );
}
