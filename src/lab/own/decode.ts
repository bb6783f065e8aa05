import { imageSide } from '#cnn/math';
import { ownLimits } from './limits.ts';
import { type Decode, demandPicture } from './pictures.ts';

/** Bytes of a picture's header in which its size stands. */
const HEADER = 64;

/** A picture as MNIST's images are: 28 × 28 greys. */
export const decodePicture: Decode = (file) => greyPicture(file, imageSide);

/**
 * A picture by way of the browser's own decoder, fitted whole into a square on paper of the colour of its corner.
 *
 * @returns `[side × side]`, 0 (black) to 255 (white)
 * @throws Error that says what is wrong, as the end of “3.png: …”
 */
export async function greyPicture(file: Blob, side: number): Promise<Uint8Array> {
  demandPicture(file);
  const announced = pngSize(new Uint8Array(await file.slice(0, HEADER).arrayBuffer()));
  demandSide(announced);
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    throw new Error('it is no picture that this browser reads');
  }
  try {
    demandSide([bitmap.width, bitmap.height]);
    const canvas = new OffscreenCanvas(side, side);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('this browser gives no canvas to read it by');
    context.imageSmoothingQuality = 'high';
    // The corner gives the paper; what is transparent is white.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, side, side);
    context.drawImage(bitmap, 0, 0, 1, 1, 0, 0, side, side);
    const scale = side / Math.max(bitmap.width, bitmap.height);
    const [width, height] = [bitmap.width * scale, bitmap.height * scale];
    context.drawImage(bitmap, (side - width) / 2, (side - height) / 2, width, height);
    const { data } = context.getImageData(0, 0, side, side);
    return Uint8Array.from({ length: side * side }, (_, i) =>
      // Rec. 709 luma.
      Math.round(0.2126 * data[4 * i]! + 0.7152 * data[4 * i + 1]! + 0.0722 * data[4 * i + 2]!),
    );
  } finally {
    bitmap.close();
  }
}

/** Width and height that a PNG announces, before anything is unpacked: a small file may announce a huge picture. */
function pngSize(start: Uint8Array): [number, number] | undefined {
  if (start.length < 24 || start[0] !== 0x89 || start[1] !== 0x50) return undefined;
  const view = new DataView(start.buffer);
  return [view.getUint32(16), view.getUint32(20)];
}

function demandSide(sides: readonly [number, number] | undefined) {
  if (!sides || Math.max(...sides) <= ownLimits.side) return;
  throw new Error(`it is ${sides[0]} × ${sides[1]} pixels; a side may have ${ownLimits.side}`);
}
