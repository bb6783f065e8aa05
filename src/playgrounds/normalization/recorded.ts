/** What was recorded of run E, the chapter's run with batch norm; tests/playgrounds/normalization.recorded.test.ts writes it. */

/** Numbers in whole steps of `unit`: base64 of signed bytes, or of signed pairs of bytes, low byte first. */
export interface Packed {
  shape: number[];
  unit: number;
  bytes: 1 | 2;
  values: string;
}

export interface Recording {
  accuracy: number;
  /** Conv1's outputs for the ten sample digits, before ReLU and norm: `[10, 14, 14, 8]`. */
  conv1: Packed;
  /** The last convolution's outputs for the same digits: `[10, 10]`. */
  conv5: Packed;
  /** The last convolution's outputs for digits of the training set: `[512, 10]`. */
  pool: Packed;
  /** Scale and shift at the end, and the running statistics at the start and after every step: `[steps + 1][channels]`. */
  bn1: { weight: number[]; bias: number[]; mean: number[][]; variance: number[][] };
  bn5: { weight: number[]; bias: number[]; mean: number[]; variance: number[] };
}

/** The numbers of a packed tensor, the last axis fastest. */
export function unpacked({ unit, bytes, values }: Packed): Float64Array {
  const raw = Uint8Array.from(atob(values), (letter) => letter.charCodeAt(0));
  const view = new DataView(raw.buffer);
  return Float64Array.from({ length: raw.length / bytes }, (_, i) => {
    const steps = bytes === 1 ? view.getInt8(i) : view.getInt16(2 * i, true);
    return steps * unit;
  });
}
