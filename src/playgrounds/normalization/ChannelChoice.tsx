import { Choices } from '#kit';
import type { NormState } from './model.ts';

interface Props {
  legend?: string;
  state: NormState;
  channels: number;
  live: boolean;
  change(part: Partial<NormState>): void;
}

/** Which channel a view looks at. */
export function ChannelChoice({ legend = 'Channel', state, channels, live, change }: Props) {
  return (
    <Choices
      legend={legend}
      value={String(state.channel)}
      options={Array.from({ length: channels }, (_, channel) => ({
        value: String(channel),
        label: String(channel),
      }))}
      disabled={!live}
      onChange={(channel) => change({ channel: Number(channel) })}
    />
  );
}
