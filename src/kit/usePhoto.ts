/**
 * A reader's own photo from a file, a drop, the clipboard or the camera. It is decoded in this tab and goes nowhere; it
 * lives until the reader takes it off or leaves. The camera's light goes out with the picture taken, a close, or the figure.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { inspectPhoto, PhotoError } from './photo.ts';

/** First bytes of a file that are looked at before anything decodes it. */
const head = 262_144;

/** What a playground makes of a photo. */
export interface PhotoReader<Picture> {
  /** The size it is drawn at before its pixels are read. @throws PhotoError when a photo of this size is of no use */
  size(width: number, height: number): { width: number; height: number };
  /** The pixels, four bytes each: red, green, blue, opacity. */
  read(rgba: Uint8ClampedArray, width: number, height: number): Picture;
  /** How large the picture is, in words. */
  called(picture: Picture): string;
}

export interface Photo<Picture> {
  image: Picture;
  /** Where it came from, for its name. */
  from: string;
}

export interface OwnPhoto<Picture = unknown> {
  photo: Photo<Picture> | null;
  problem: string | undefined;
  busy: boolean;
  /** The open camera, or null. */
  camera: MediaStream | null;
  open(file: Blob | null | undefined, from: string): Promise<void>;
  /** Takes what a drop or the clipboard holds. */
  take(data: DataTransfer | null, from: string): Promise<void>;
  openCamera(): Promise<void>;
  shoot(video: HTMLVideoElement): void;
  closeCamera(): void;
  clear(): void;
}

function pixelsOf<Picture>(
  source: CanvasImageSource,
  sizes: readonly [width: number, height: number],
  reader: PhotoReader<Picture>,
): Picture {
  const size = reader.size(...sizes);
  const canvas = Object.assign(document.createElement('canvas'), size);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new PhotoError('This browser does not let the page draw. Try another one.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, size.width, size.height);
  const { data } = context.getImageData(0, 0, size.width, size.height);
  return reader.read(data, size.width, size.height);
}

async function decode<Picture>(file: Blob, reader: PhotoReader<Picture>): Promise<Picture> {
  const bytes = new Uint8Array(await file.slice(0, head).arrayBuffer());
  const { kind } = inspectPhoto(bytes, file.size);
  // The kind its bytes showed, not the one its name claims.
  const honest = new Blob([file], { type: `image/${kind.toLowerCase()}` });
  const bitmap = await createImageBitmap(honest).catch(() => {
    throw new PhotoError(`The ${kind} could not be decoded: it is damaged. Choose another one.`);
  });
  try {
    return pixelsOf(bitmap, [bitmap.width, bitmap.height], reader);
  } finally {
    bitmap.close();
  }
}

const cameraRefusals: Record<string, string> = {
  NotAllowedError:
    'The browser did not allow the camera. Allow it in the address bar, or choose a file.',
  NotFoundError: 'There is no camera here. Choose a file instead.',
  NotReadableError: 'Another program is using the camera. Close it, or choose a file.',
};

/** @param reader the same at every call */
export function usePhoto<Picture>(
  reader: PhotoReader<Picture>,
  say: (text: string) => void,
): OwnPhoto<Picture> {
  const [held, hold] = useState<{ photo: Photo<Picture> | null; problem?: string; busy?: boolean }>(
    {
      photo: null,
    },
  );
  const [camera, setCamera] = useState<MediaStream | null>(null);
  const turn = useRef(0);
  const stream = useRef<MediaStream | null>(null);

  const closeCamera = useCallback(() => {
    for (const track of stream.current?.getTracks() ?? []) track.stop();
    stream.current = null;
    setCamera(null);
  }, []);
  useEffect(
    () => () => {
      turn.current++;
      for (const track of stream.current?.getTracks() ?? []) track.stop();
    },
    [],
  );

  const load = useCallback(
    async (read: () => Picture | Promise<Picture>, from: string) => {
      const mine = ++turn.current;
      hold(({ photo }) => ({ photo, busy: true }));
      try {
        const image = await read();
        if (turn.current !== mine) return;
        hold({ photo: { image, from } });
        say(`${from}, ${reader.called(image)}.`);
      } catch (fault) {
        if (turn.current !== mine) return;
        const problem =
          fault instanceof PhotoError
            ? fault.message
            : 'The file could not be read. Choose it again, or another one.';
        hold(({ photo }) => ({ photo, problem }));
      }
    },
    [reader, say],
  );

  const open = async (file: Blob | null | undefined, from: string): Promise<void> => {
    if (file) await load(() => decode(file, reader), from);
  };
  return {
    photo: held.photo,
    problem: held.problem,
    busy: held.busy ?? false,
    camera,
    open,
    async take(data, from) {
      const file = [...(data?.files ?? [])][0];
      if (file) return open(file, from);
      const what = data?.types.includes('text/plain') ? 'a text' : 'nothing that is a file';
      hold(({ photo }) => ({
        photo,
        problem: `That is ${what}. A photo is wanted: a PNG, JPEG, WebP, GIF or BMP.`,
      }));
    },
    async openCamera() {
      const mine = ++turn.current;
      try {
        if (!navigator.mediaDevices) throw new DOMException('', 'NotFoundError');
        const opened = await navigator.mediaDevices.getUserMedia({
          video: { facingMode: 'environment', width: { ideal: 640 }, height: { ideal: 480 } },
        });
        if (turn.current !== mine) {
          for (const track of opened.getTracks()) track.stop();
          return;
        }
        closeCamera();
        stream.current = opened;
        setCamera(opened);
        hold(({ photo }) => ({ photo }));
      } catch (fault) {
        const problem =
          cameraRefusals[(fault as DOMException).name] ??
          'The camera could not be opened. Choose a file instead.';
        hold(({ photo }) => ({ photo, problem }));
      }
    },
    shoot(video) {
      const { videoWidth, videoHeight } = video;
      if (videoWidth === 0) return;
      void load(
        () => pixelsOf(video, [videoWidth, videoHeight], reader),
        'Your photo from the camera',
      );
      closeCamera();
    },
    closeCamera,
    clear() {
      turn.current++;
      closeCamera();
      hold({ photo: null });
    },
  };
}
