import { memo } from 'react';
import type { Maps } from '#cnn/math';
import { diverging, ink, tonePaths } from '#kit';
import { gridOf, largestIn } from './net.ts';

interface RowProps {
  maps: Maps;
  layer: number;
}

const STEPS = 24;

/** Cells between two maps of a row: a share of a map, so that every row is as wide. */
const gapOf = ({ width, channels }: Maps): number => (channels === 1 ? 0 : width / 8);

const Row = memo(({ maps, layer }: RowProps) => {
  const { width, height, channels } = maps;
  const gap = gapOf(maps);
  const most = largestIn(maps);
  return (
    <svg
      className="px"
      viewBox={`0 0 ${channels * (width + gap) - gap} ${height}`}
      role="img"
      aria-label={
        layer === 0
          ? `The digit: 1 channel of ${height} by ${width}`
          : `Layer ${layer}: ${channels} channels of ${height} by ${width}`
      }
    >
      {Array.from({ length: channels }, (_, channel) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the channel is the identity
        <g key={channel} transform={`translate(${channel * (width + gap)} 0)`}>
          <rect className="edge" width={width} height={height} />
          {tonePaths(gridOf(maps, channel), most / STEPS).map(({ value, path }) => (
            <path
              key={value}
              fill={layer === 0 ? ink(value / most) : diverging(value, most)}
              d={path}
            />
          ))}
        </g>
      ))}
    </svg>
  );
});

interface Props {
  maps: readonly Maps[];
  layer: number;
  channel: number;
  live: boolean;
  onPick(layer: number, channel: number): void;
}

/** The image and every layer's channels, one row a layer: while maps shrink by half, there are twice as many. */
export function MapRows({ maps, layer, channel, live, onPick }: Props) {
  return (
    <div className="map-rows">
      {maps.map((one, i) => {
        const gap = gapOf(one);
        const wide = one.channels * (one.width + gap) - gap;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the layer is the identity
          <div key={i} className={i === layer ? 'of-layer now' : 'of-layer'}>
            <span className="lab">
              {i === 0 ? 'digit' : `layer ${i}`}
              <span className="n">
                {one.channels} × {one.height} × {one.width}
              </span>
            </span>
            {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: keys have the sliders below */}
            <div
              className={i === 0 ? 'maps one' : 'maps'}
              onClick={(event) => {
                if (!live) return;
                const box = event.currentTarget.getBoundingClientRect();
                const at = ((event.clientX - box.left) / box.width) * wide;
                onPick(
                  i,
                  Math.min(one.channels - 1, Math.max(0, Math.floor(at / (one.width + gap)))),
                );
              }}
            >
              <Row maps={one} layer={i} />
              {i === layer && (
                <svg className="px over" viewBox={`0 0 ${wide} ${one.height}`} aria-hidden="true">
                  <rect
                    className="halo"
                    x={channel * (one.width + gap)}
                    width={one.width}
                    height={one.height}
                  />
                  <rect
                    className="frame"
                    x={channel * (one.width + gap)}
                    width={one.width}
                    height={one.height}
                  />
                </svg>
              )}
            </div>
          </div>
        );
      })}
    </div>
  );
}
