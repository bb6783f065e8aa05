import { memo, type ReactNode } from 'react';
import type { Grid } from '#cnn/math';
import { ColourBar, diverging, ink, Kernel, PixelGrid } from '#kit';
import { forEye } from '#kit/state';
import { type FeatureMap, side } from './feature.ts';
import { bins, directions } from './hog.ts';

interface Props {
  map: FeatureMap;
  children?: ReactNode;
}

const Picture = memo(({ map }: { map: FeatureMap }) => {
  const after = side - map.offset - map.values.length;
  return (
    <PixelGrid
      values={map.values}
      colour={(value) => (map.signed ? diverging(value, map.end) : ink(value / map.end))}
      step={map.end / 40}
      label={map.label}
      border={[map.offset, Math.max(0, after)]}
    />
  );
});

/** One picture of a feature with its scale, and the kernel that made it. */
export function MapPicture({ map, children }: Props) {
  const end = forEye(map.end, map.end < 1 ? 4 : 1);
  return (
    <div className="map">
      <span className="lab">{map.label}</span>
      <div className="pic">
        <Picture map={map} />
        <svg className="px over" viewBox={`0 0 ${side} ${side}`} aria-hidden="true">
          {children}
        </svg>
      </div>
      <ColourBar
        colour={map.signed ? (at) => diverging(2 * at - 1, 1) : ink}
        ends={map.signed ? [`−${end}`, '0', `+${end}`] : ['0', '', end]}
      />
      {map.kernel && (
        <div className="by">
          <span className="lab">
            kernel, {map.kernel.length} × {map.kernel.length}
          </span>
          <Kernel
            values={map.kernel.flat()}
            max={Math.max(...map.kernel.flat().map(Math.abs))}
            label={`Kernel of ${map.label}`}
          />
        </div>
      )}
    </div>
  );
}

/** The cells of HOG: a line along each direction of edge, as long as there is much of it. */
export const Directions = memo(({ image }: { image: Grid }) => {
  const counts = directions(image);
  const most = Math.max(1, ...counts.flat(2));
  const cell = side / counts.length;
  return (
    <div className="map">
      <span className="lab">directions of edge in each cell</span>
      <div className="pic">
        <svg
          className="px glyphs"
          viewBox={`0 0 ${side} ${side}`}
          role="img"
          aria-label="Directions of edge in each of 4 × 4 cells"
        >
          {counts.flatMap((row, r) =>
            row.map((histogram, c) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              <g key={`${r} ${c}`}>
                <rect className="grid" x={c * cell} y={r * cell} width={cell} height={cell} />
                <path
                  d={histogram
                    .map((count, bin) => {
                      // The slope points across the edge; the line is drawn along it.
                      const along = ((bin + 0.5) / bins) * Math.PI + Math.PI / 2;
                      const reach = (count / most) * (cell / 2);
                      const [x, y] = [(c + 0.5) * cell, (r + 0.5) * cell];
                      const [dx, dy] = [Math.cos(along) * reach, Math.sin(along) * reach];
                      return `M${(x - dx).toFixed(2)} ${(y - dy).toFixed(2)}L${(x + dx).toFixed(2)} ${(y + dy).toFixed(2)}`;
                    })
                    .join('')}
                />
              </g>
            )),
          )}
        </svg>
      </div>
    </div>
  );
});
