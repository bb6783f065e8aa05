import { type DragEvent, useState } from 'react';
import { DigitPicture, FileButton } from '#kit';
import { type OwnFiles, type OwnSummary, ownLimits } from '#lab';
import { dropped, placed } from './dropped.ts';
import { grouped } from './words.ts';

/** A set of the reader's own, as it was read. */
export interface OwnSet {
  files: OwnFiles;
  summary: OwnSummary;
}

interface Props {
  own: OwnSet | undefined;
  /** Reads a set in the worker. @throws Error with a sentence when it cannot be used */
  read(files: OwnFiles): Promise<OwnSummary>;
  onOwn(own: OwnSet | undefined): void;
  disabled: boolean;
}

/** Problems that are named one by one. */
const NAMED = 8;
const megabytes = (bytes: number) => `${bytes / 1e6} MB`;

/** Images of the reader's own in place of the site's digits: chosen or dropped, read in the worker, never sent anywhere. */
export function OwnImages({ own, read, onOwn, disabled }: Props) {
  const [state, setState] = useState<{ reading?: boolean; problem?: string }>({});
  const [over, setOver] = useState(false);
  const take = async (files: Promise<OwnFiles['files']> | OwnFiles['files']) => {
    setState({ reading: true });
    try {
      const set = { key: `own ${Date.now()}`, files: await files };
      onOwn({ files: set, summary: await read(set) });
      setState({});
    } catch (problem) {
      setState({ problem: `${(problem as Error).message} The images in use stay as they were.` });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) void take(dropped(event.dataTransfer, ownLimits.files));
  };
  const off = disabled || state.reading === true;
  return (
    <details className="own">
      <summary>Train on images of your own</summary>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the buttons inside do the same */}
      <div
        className={over ? 'drop is-over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p>
          Drop the four files of MNIST or Fashion-MNIST as they are published, or a folder or zip
          with one folder of pictures for each class. At most {grouped(ownLimits.images)} images and{' '}
          {ownLimits.classes} classes, {grouped(ownLimits.files)} files,{' '}
          {megabytes(ownLimits.packed)} for a packed file and {megabytes(ownLimits.unpacked)}{' '}
          unpacked; a picture up to {megabytes(ownLimits.picture)} and {grouped(ownLimits.side)}{' '}
          pixels a side. They become 28 × 28 greys. They are read in this tab and never leave it.
        </p>
        <div className="acts">
          <FileButton
            label="Choose files"
            multiple
            disabled={off}
            onFiles={(files) => take(placed(files))}
          />
          <FileButton
            label="Choose a folder"
            folder
            disabled={off}
            onFiles={(files) => take(placed(files))}
          />
          {own && (
            <button type="button" className="plain" disabled={off} onClick={() => onOwn(undefined)}>
              Back to the site’s digits
            </button>
          )}
        </div>
      </div>
      <div role="status">
        {state.reading && <p className="said">Reading the images.</p>}
        {state.problem && <p className="said is-error">{state.problem}</p>}
        {own && !state.reading && <Told {...own.summary} />}
      </div>
      {own && !state.reading && <Looks {...own.summary} />}
    </details>
  );
}

/** What is in use, in words. */
function Told({ names, perClass, trainCount, validCount, notes }: OwnSummary) {
  return (
    <p className="said">
      In use: {grouped(trainCount)} images to train and {grouped(validCount)} to validate.{' '}
      {names.map((name, i) => `${name}: ${grouped(perClass[i] ?? 0)}`).join(', ')}.{' '}
      {notes.join(' ')}
    </p>
  );
}

/** The first images, and the files that were left out. */
function Looks({ names, samples, problems }: OwnSummary) {
  return (
    <>
      {problems.length > 0 && (
        <ul className="said is-error">
          {problems.slice(0, NAMED).map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
          {problems.length > NAMED && <li>and {grouped(problems.length - NAMED)} more</li>}
        </ul>
      )}
      <ul className="digits few">
        {Array.from(samples.labels, (label, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sample is its place in the set
          <li key={i}>
            <DigitPicture
              pixels={samples.pixels.subarray(i * 784, (i + 1) * 784)}
              label={`An image of ${names[label]}`}
            />
            <span className="quiet">{names[label]}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
