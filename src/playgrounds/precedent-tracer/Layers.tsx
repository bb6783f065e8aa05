import { type Layer, limits, mostLayers, settings } from './layers.ts';
import { allowed, restacked, type Tracer } from './model.ts';
import { ruleSteps } from './predict.ts';
import type { Pass } from './scene.ts';

interface Props {
  state: Tracer;
  pass: Pass;
  live: boolean;
  change(next: (was: Tracer) => Tracer): void;
}

const between = (name: keyof Layer): number[] => {
  const [low, high] = limits[name];
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
};

/** The stack as a table: each setting can be changed, and beside it the field grows by the rule. */
export function Layers({ state, pass, live, change }: Props) {
  const { layers } = state;
  const steps = ruleSteps(layers);
  const withLayers = (next: readonly Layer[]) => change((was) => restacked(was, { layers: next }));
  const one: Layer = { kernel: 1, stride: 1, padding: 0, dilation: 1 };
  const next = [{ ...layers.at(-1)! }, { ...one, kernel: 3, padding: 1 }].find((layer) =>
    settings.every((name) =>
      allowed({ ...state, layers: [...layers, layer] }, layers.length, name, layer[name]),
    ),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="stack" tabIndex={0} aria-label="The layers">
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">layer</th>
            {settings.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
            <th scope="col">cells</th>
            <th scope="col">field</th>
            <th scope="col">distance</th>
          </tr>
        </thead>
        <tbody>
          {layers.map((layer, i) => {
            const [height, width] = pass.sizes[i + 1]!;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
              <tr key={i}>
                <th scope="row">{i + 1}</th>
                {settings.map((name) => (
                  <td key={name}>
                    <select
                      className="line"
                      aria-label={`${name} of layer ${i + 1}`}
                      disabled={!live}
                      value={layer[name]}
                      onChange={({ target }) =>
                        withLayers(layers.with(i, { ...layer, [name]: Number(target.value) }))
                      }
                    >
                      {between(name).map((value) => (
                        <option
                          key={value}
                          value={value}
                          disabled={value !== layer[name] && !allowed(state, i, name, value)}
                        >
                          {value}
                        </option>
                      ))}
                    </select>
                  </td>
                ))}
                <td>
                  {height}×{width}
                </td>
                <td>{steps[i]!.how}</td>
                <td>{steps[i]!.jump}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className="acts">
        <button
          type="button"
          className="plain"
          disabled={!live || layers.length >= mostLayers || next === undefined}
          onClick={() => next && withLayers([...layers, next])}
        >
          Add a layer
        </button>
        <button
          type="button"
          className="plain"
          disabled={!live || layers.length === 1}
          onClick={() => withLayers(layers.slice(0, -1))}
        >
          Take the last layer off
        </button>
      </div>
      <p className="said quiet">
        A setting that cannot be chosen is one PyTorch refuses: “Kernel size can’t be greater than
        actual input size”. Take a smaller kernel or more padding.
      </p>
    </section>
  );
}
