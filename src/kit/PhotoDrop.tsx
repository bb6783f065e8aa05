import { type ReactNode, useEffect, useRef, useState } from 'react';
import './photo-drop.css';
import type { OwnPhoto as Own } from './usePhoto.ts';

interface Props {
  own: Own;
  live: boolean;
  /** What can be said of a photo once there is one, such as its size. */
  children?: ReactNode;
}

/** Ways to bring a photo: choose a file, drop or paste it on the marked place, or take one with the camera. */
export function PhotoDrop({ own, live, children }: Props) {
  const [over, setOver] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  return (
    <div className="photo-drop">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a second way beside the button in it */}
      <div
        className={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          if (!live) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void own.take(event.dataTransfer, 'Your dropped photo');
        }}
        onPaste={(event) => {
          event.preventDefault();
          void own.take(event.clipboardData, 'Your pasted photo');
        }}
      >
        <div className="acts">
          <button
            type="button"
            className="btn"
            disabled={!live || own.busy}
            onClick={() => file.current?.click()}
          >
            Open a photo
          </button>
          {own.camera === null && (
            <button type="button" className="plain" disabled={!live} onClick={own.openCamera}>
              Use the camera
            </button>
          )}
          {own.photo && (
            <button type="button" className="plain" onClick={own.clear}>
              Take the photo off
            </button>
          )}
        </div>
        <input
          ref={file}
          type="file"
          className="hide"
          tabIndex={-1}
          aria-label="A photo of yours"
          accept="image/png,image/jpeg,image/webp,image/gif,image/bmp"
          disabled={!live}
          onChange={({ target }) => {
            void own.open(target.files?.[0], 'Your photo');
            // The same file may be chosen again.
            target.value = '';
          }}
        />
        <p className="said quiet">
          Or drop one here, or paste it with the button in focus. It is read in this tab, goes
          nowhere, and is not part of the link.
        </p>
      </div>
      {own.camera && <Camera own={own} stream={own.camera} />}
      <p role="alert" className={own.problem ? 'said is-error' : 'hide'}>
        {own.problem}
      </p>
      {own.photo && children}
    </div>
  );
}

function Camera({ own, stream }: { own: Own; stream: MediaStream }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return (
    <div className="camera">
      <video ref={video} autoPlay playsInline muted aria-label="What the camera sees" />
      <div className="acts">
        <button
          type="button"
          className="btn"
          onClick={() => video.current && own.shoot(video.current)}
        >
          Take the picture
        </button>
        <button type="button" className="plain" onClick={own.closeCamera}>
          Close the camera
        </button>
      </div>
    </div>
  );
}
