import { imagePixels } from '#cnn/math';
import { type ByteStream, byteStream } from './byte-stream.ts';
import { ownLimits } from './limits.ts';
import { stretched } from './stretch.ts';

/** What an IDX file holds: the format of MNIST and Fashion-MNIST (LeCun, Cortes and Burges, the MNIST page). */
export type IdxContent =
  | { kind: 'images'; count: number; pixels: Uint8Array }
  | { kind: 'labels'; count: number; labels: Uint8Array };

const IMAGES = 0x0803;
const LABELS = 0x0801;

/** Whether a file's first bytes, unpacked, are those of IDX: two zeros, a type, a number of dimensions. */
export const looksLikeIdx = (start: Uint8Array): boolean =>
  start.length >= 4 && start[0] === 0 && start[1] === 0 && start[2]! >= 0x08 && start[2]! <= 0x0e;

/**
 * Reads an IDX file, plain or gzip, part by part. Images come as `[count × 784]`, stretched where theirs are of another size.
 *
 * @param room bytes it may take
 * @throws Error that says what is wrong, as the end of “train-images: …”
 */
export async function readIdx(file: Blob, room: number = ownLimits.unpacked): Promise<IdxContent> {
  const stream = await byteStream(file);
  try {
    const magic = await numbersOf(stream, 1);
    if (magic[0] !== IMAGES && magic[0] !== LABELS) {
      throw new Error(
        `it begins with 0x${magic[0]!.toString(16).padStart(8, '0')}; images begin with 0x00000803, labels with 0x00000801`,
      );
    }
    return magic[0] === IMAGES ? await images(stream, room) : await labels(stream);
  } finally {
    stream.close();
  }
}

async function images(stream: ByteStream, room: number): Promise<IdxContent> {
  const [count, height, width] = (await numbersOf(stream, 3)) as [number, number, number];
  demandCount(count, 'images');
  for (const side of [height, width]) {
    if (side < 1 || side > ownLimits.idxSide) {
      throw new Error(
        `its images are ${height} × ${width}; a side may have 1 to ${ownLimits.idxSide} pixels`,
      );
    }
  }
  const size = height * width;
  if (count * Math.max(size, imagePixels) > room) {
    throw new Error(
      `it announces ${count} images of ${height} × ${width}, more than ${megabytes(room)}`,
    );
  }
  const pixels = new Uint8Array(count * imagePixels);
  const one = new Uint8Array(size);
  // Images of the right size come in one go.
  const direct = size === imagePixels && width === height;
  if (direct) await demandFull(stream, pixels, `${count} images`);
  for (let i = 0; !direct && i < count; i++) {
    await demandFull(stream, one, `${count} images`);
    pixels.set(stretched(one, width, height), i * imagePixels);
  }
  await demandEnd(stream, `${count} images of ${height} × ${width}`);
  return { kind: 'images', count, pixels };
}

async function labels(stream: ByteStream): Promise<IdxContent> {
  const [count] = (await numbersOf(stream, 1)) as [number];
  demandCount(count, 'labels');
  const labels = new Uint8Array(count);
  await demandFull(stream, labels, `${count} labels`);
  await demandEnd(stream, `${count} labels`);
  const odd = labels.findIndex((label) => label >= ownLimits.classes);
  if (odd >= 0) {
    throw new Error(
      `its label ${odd} is ${labels[odd]}; the network has ${ownLimits.classes} answers, 0 to ${ownLimits.classes - 1}`,
    );
  }
  return { kind: 'labels', count, labels };
}

const megabytes = (room: number) =>
  room === ownLimits.unpacked
    ? `${room / 1e6} MB`
    : `the ${Math.floor(room / 1e6)} MB that the files before it leave of ${ownLimits.unpacked / 1e6}`;

function demandCount(count: number, what: string) {
  if (count < 1) throw new Error(`it announces no ${what}`);
  if (count > ownLimits.images) {
    throw new Error(`it announces ${count} ${what}; at most ${ownLimits.images} are read`);
  }
}

async function demandFull(stream: ByteStream, into: Uint8Array, announced: string) {
  const came = await stream.fill(into);
  if (came < into.length) throw new Error(`it announces ${announced} and ends before the last one`);
}

async function demandEnd(stream: ByteStream, announced: string) {
  const more = await stream.fill(new Uint8Array(1));
  if (more > 0) throw new Error(`it holds more than the ${announced} it announces`);
}

/** Whole numbers of four bytes, the big end first. */
async function numbersOf(stream: ByteStream, count: number): Promise<number[]> {
  const bytes = new Uint8Array(4 * count);
  if ((await stream.fill(bytes)) < bytes.length) throw new Error('it is too short to be IDX');
  const view = new DataView(bytes.buffer);
  return Array.from({ length: count }, (_, i) => view.getUint32(4 * i));
}
