import { Choices } from '#kit';
import { capped, grown, growthOf, growths, type NetState, withFirstKernel } from './model.ts';
import { type NetName, netName, nets } from './nets.ts';

interface Props {
  state: NetState;
  live: boolean;
  onChange(part: Partial<NetState>): void;
}

const names = Object.keys(nets) as NetName[];
const firstKernels = [3, 5, 7] as const;

/** The chapter's networks, how filters grow in them, and the first kernel: each a press. */
export function Presets({ state, live, onChange }: Props) {
  const { layers } = state;
  const first = layers[0]!;
  const growth = growthOf(layers);
  const { kernel } = withFirstKernel(layers, first.kernel)[0]!;
  const follows = withFirstKernel(layers, kernel)[0]!.padding === first.padding;
  return (
    <div className="presets">
      <Choices
        legend="Network"
        value={netName(state)}
        options={names.map((value) => ({ value, label: nets[value].label }))}
        disabled={!live}
        onChange={(name) =>
          onChange({
            layers: nets[name].rows,
            place: null,
            ...(state.open !== null && state.open >= nets[name].rows.length ? { open: null } : {}),
          })
        }
      />
      {layers.length > 2 && (
        <Choices
          legend="Filters grow from layer to layer"
          value={growth === undefined ? '' : String(growth)}
          options={growths.map((value) => ({ value: String(value), label: `× ${value}` }))}
          disabled={!live}
          onChange={(value) => onChange({ layers: grown(layers, Number(value)) })}
        />
      )}
      <Choices
        legend="First kernel"
        value={follows ? String(kernel) : ''}
        options={firstKernels.map((value) => ({
          value: String(value),
          label: `${value} × ${value}`,
        }))}
        disabled={!live}
        onChange={(value) =>
          onChange({ layers: withFirstKernel(layers, Number(value)), place: null })
        }
      />
      {growth !== undefined && capped(layers, growth) && (
        <p className="said quiet">A layer takes no more filters than its largest here.</p>
      )}
    </div>
  );
}
