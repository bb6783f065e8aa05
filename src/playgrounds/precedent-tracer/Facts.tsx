import { precedents } from '#cnn/math';
import { gridName } from './addresses.ts';
import type { Tracer } from './model.ts';
import type { Scene } from './scene.ts';
import { extentInWords, pathsInWords, setInWords } from './words.ts';

/** The trace as a table, level by level, whether drawn or not; below it the paths along one axis. */
export function Facts({ state, scene }: { state: Tracer; scene: Scene }) {
  const { at, layers } = state;
  const all = precedents({ size: scene.sizes[0]!, layers: layers.slice(0, at.grid) }, [
    at.row,
    at.column,
  ]);
  const levels = all.map((set, grid) => ({ set, grid })).toReversed();
  return (
    <>
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">presses</th>
            <th scope="col">cells</th>
            <th scope="col">where</th>
            <th scope="col">filter</th>
          </tr>
        </thead>
        <tbody>
          {levels.map(({ set, grid }) => (
            <tr key={grid}>
              <th scope="row">{at.grid - grid}</th>
              <td>
                {grid === at.grid ? `the chosen cell of ${gridName(grid)}` : setInWords(set, grid)}
              </td>
              <td>{extentInWords(set)}</td>
              <td>{grid === at.grid ? '' : `filter ${grid + 1}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="said">{pathsInWords(scene)}</p>
    </>
  );
}
