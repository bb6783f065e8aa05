import { useEffect, useMemo, useState } from 'react';
import { Choices, RunButton, Slider, useTraining } from '#kit';
import { forEye } from '#kit/state';
import { MapRows } from './MapRows.tsx';
import { type Mixer, onLayer } from './model.ts';
import { channelsOf, depth, digits, mapsOf, recipe, type Trained } from './net.ts';
import { OneMap } from './OneMap.tsx';

interface Props {
  state: Mixer;
  /** `[784]` each, the 3 and the 7. */
  pixels: readonly (readonly number[])[];
  recorded: Trained;
  live: boolean;
  onChange(part: Partial<Mixer>): void;
  onNet(trained: Trained): void;
}

const choices = digits.map((value) => ({ value, label: value }));

/** The channels of a trained net, layer by layer; a reader may train one here and look through that. */
export function MapsView({ state, pixels, recorded, live, onChange, onNet }: Props) {
  const { layer, channel, digit } = state;
  const { run, running, train, stop, ask } = useTraining();
  const [own, setOwn] = useState<Trained>();
  const [problem, complain] = useState<string>();
  const trained = own ?? recorded;
  const all = useMemo(
    () => mapsOf(trained, pixels[digits.indexOf(digit)]!),
    [trained, pixels, digit],
  );
  const shown = all.slice(0, depth + 1);
  const [three, seven] = Array.from(all.at(-1)!.values);

  const press = async (): Promise<void> => {
    complain(undefined);
    await train(recipe);
  };
  const accuracy = run.epochs.at(-1)?.accuracy;
  useEffect(() => {
    if (run.phase !== 'ended' || accuracy === undefined) return;
    ask('weights', {}).then(
      (weights) => {
        const net = { weights, accuracy, live: true };
        setOwn(net);
        onNet(net);
      },
      (fault: Error) => complain(fault.message),
    );
  }, [run.phase, accuracy, ask, onNet]);

  const to = (next: number): void => {
    const { channel, spot } = onLayer(state, next);
    onChange({ layer: next, channel, spot });
  };
  return (
    <div className="through">
      <p className="ask-for">
        The same word inside a network: a trained net, the digit it is shown, and the channels of
        its first four layers.
      </p>
      <MapRows
        maps={shown}
        {...{ layer, channel, live }}
        onPick={(to, next) => onChange({ ...pick(onLayer(state, to)), channel: next })}
      />
      <div className="walk">
        <Slider
          label="Layer"
          value={layer}
          min={0}
          max={depth}
          disabled={!live}
          text={layer === 0 ? 'the digit, 1 channel' : `${layer}, ${channelsOf(layer)} channels`}
          onChange={to}
        />
        <Slider
          label="Channel"
          value={channel}
          min={0}
          max={channelsOf(layer) - 1}
          disabled={!live || layer === 0}
          text={`${channel} of 0 to ${channelsOf(layer) - 1}`}
          onChange={(value) => onChange({ channel: value })}
        />
        <Choices
          legend="The digit"
          value={digit}
          options={choices}
          disabled={!live}
          onChange={(value) => onChange({ digit: value })}
        />
      </div>
      <OneMap {...{ state, trained, live, onChange }} all={shown} />
      <p className="said">
        A fifth layer makes 2 channels of a single number each, the scores: {forEye(three!)} for 3
        and {forEye(seven!)} for 7.
      </p>
      <div className="acts">
        <RunButton
          running={running}
          progress={run.batches.length / recipe.steps}
          label={own ? 'Train it again' : 'Train this net here'}
          failed={run.phase === 'failed'}
          disabled={!live}
          onRun={press}
          onStop={stop}
        />
        <span className="said quiet">
          {running
            ? `Batch ${run.batches.length} of ${recipe.steps}.`
            : `${trained.live ? 'Trained in this tab' : 'Recorded'}: ${recipe.steps} batches of ${recipe.batchSize}, ${forEye(trained.accuracy * 100, 1)} of 100 validation digits right.`}
        </span>
      </div>
      {(problem ?? run.problem?.message) && (
        <p className="said is-error" role="alert">
          {problem ?? run.problem?.message}
        </p>
      )}
    </div>
  );
}

const pick = ({ layer, channel, spot }: Mixer) => ({ layer, channel, spot });
