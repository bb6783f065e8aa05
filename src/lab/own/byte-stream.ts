/** A file as bytes that come in parts: unpacked if it is gzip, counted, and never more than asked for. */
export interface ByteStream {
  /** Fills `into` from its start. @returns how many bytes came: fewer only at the end */
  fill(into: Uint8Array): Promise<number>;
  /** Lets go of the file. */
  close(): void;
}

/** gzip begins so; whether a file is packed is seen by that, for browsers unpack some on the way. */
export const isGzip = (start: Uint8Array): boolean => start[0] === 0x1f && start[1] === 0x8b;

/** The first bytes of a file. */
export const startOf = async (file: Blob, count: number): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(0, count).arrayBuffer());

/** Rejects, in `fill`, with an Error that says a packed file is broken. */
export async function byteStream(file: Blob): Promise<ByteStream> {
  const packed = isGzip(await startOf(file, 2));
  const stream: ReadableStream<Uint8Array> = packed
    ? file.stream().pipeThrough(new DecompressionStream('gzip') as ReadableWritablePair)
    : file.stream();
  const reader = stream.getReader();
  let rest = new Uint8Array();
  return {
    async fill(into) {
      let filled = 0;
      while (filled < into.length) {
        if (rest.length === 0) {
          const part = await reader.read().catch(() => {
            throw new Error('it is broken, or cut off: it cannot be unpacked');
          });
          if (part.done) break;
          rest = part.value as Uint8Array<ArrayBuffer>;
          continue;
        }
        const part = rest.subarray(0, into.length - filled);
        into.set(part, filled);
        filled += part.length;
        rest = rest.subarray(part.length);
      }
      return filled;
    },
    close() {
      reader.cancel().catch(() => {});
    },
  };
}
