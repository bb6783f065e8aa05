import { useState } from 'react';
import { download, FileButton, type Training } from '#kit';
import type { OwnFiles } from '#lab';
import { inWords } from './model.ts';
import { LARGEST_FILE, networkOfFile, type SavedNetwork, weightsFile } from './weights-file.ts';

interface Props {
  training: Training;
  /** What the latest network was made by and what it answers; nothing when there is none. */
  network: Omit<SavedNetwork, 'weights'> | undefined;
  /** The images it is asked about, where they are the reader's own. */
  own: OwnFiles | undefined;
  onLoaded(network: SavedNetwork): void;
  disabled: boolean;
}

/** The trained network as a file, and one from a file in its place. */
export function Weights({ training, network, own, onLoaded, disabled }: Props) {
  const [said, say] = useState<{ text: string; bad?: boolean }>();
  const save = async () => {
    try {
      const weights = await training.ask('weights', {});
      if (network)
        download(
          'network.safetensors',
          'application/octet-stream',
          weightsFile({ ...network, weights }),
        );
      say({ text: 'Saved, as PyTorch’s safetensors.' });
    } catch (problem) {
      say({ text: (problem as Error).message, bad: true });
    }
  };
  const load = async (file: File) => {
    try {
      if (file.size > LARGEST_FILE) throw new Error('It is larger than any network of this page.');
      const saved = networkOfFile(await file.arrayBuffer());
      await training.load(saved.recipe, saved.weights, own);
      onLoaded(saved);
      say({ text: `Loaded: ${inWords(saved.recipe)}. It answers below.` });
    } catch (problem) {
      say({
        text: `${file.name} was not loaded. ${(problem as Error).message} The network that was here goes on answering.`,
        bad: true,
      });
    }
  };
  return (
    <div className="take">
      <p className="rowname">the network</p>
      <div className="acts">
        <button
          type="button"
          className="plain"
          disabled={disabled || !training.answers || !network}
          onClick={save}
        >
          Save weights
        </button>
        <FileButton
          label="Load weights"
          accept=".safetensors"
          disabled={disabled || training.running}
          onFiles={([file]) => file && load(file)}
        />
      </div>
      {said && (
        <p className={said.bad ? 'said is-error' : 'said'} role="status">
          {said.text}
        </p>
      )}
    </div>
  );
}
