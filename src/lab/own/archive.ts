import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { ownLimits } from './limits.ts';

/** A file with its place in a folder or archive. */
export interface PlacedFile {
  /** Folders and name, with slashes between. */
  path: string;
  file: Blob;
}

/** An archive begins so. */
export const isZip = (start: Uint8Array): boolean =>
  start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5);

/** What systems add to an archive by themselves. */
export const isClutter = (path: string): boolean =>
  /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/.test(path);

/**
 * The files of a zip archive, unpacked part by part as it is read; the caps hold for what comes out, whatever the archive
 * says of itself.
 *
 * @param budget bytes that may come out
 * @throws Error that says what is wrong, as the end of “digits.zip: …”
 */
export async function filesInZip(archive: Blob, budget: number): Promise<PlacedFile[]> {
  const files: PlacedFile[] = [];
  let left = budget;
  let problem: Error | undefined;
  const unzip = new Unzip((entry: UnzipFile) => {
    if (problem || entry.name.endsWith('/') || isClutter(entry.name)) return;
    if (files.length >= ownLimits.files) {
      problem = new Error(`it holds more than ${ownLimits.files} files`);
      return;
    }
    const parts: Uint8Array<ArrayBuffer>[] = [];
    entry.ondata = (fault, part, last) => {
      if (fault) problem ??= new Error(`its ${entry.name} cannot be unpacked`);
      if (problem) return;
      left -= part.length;
      if (left < 0) {
        problem = new Error(`it unpacks to more than ${ownLimits.unpacked / 1e6} MB`);
        entry.terminate();
        return;
      }
      parts.push(part.slice());
      if (last) files.push({ path: entry.name, file: new Blob(parts) });
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  const reader = archive.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      unzip.push(value ?? new Uint8Array(), done);
      if (problem) throw problem;
      if (done) break;
    }
  } catch (fault) {
    throw fault === problem ? fault : new Error('it is broken, or no zip that can be read');
  } finally {
    reader.cancel().catch(() => {});
  }
  if (files.length === 0) throw new Error('it holds no file, or is cut off');
  return files;
}
