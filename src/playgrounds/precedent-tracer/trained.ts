/** A recorded training of the chapter's net for threes and sevens; tests/playgrounds/precedent-tracer.recorded.test.ts writes it. */
import type { NamedNumbers } from '#lab';
import type { Trained } from './nets.ts';
import recording from './recorded.json' with { type: 'json' };

export interface Recording {
  mean: number;
  std: number;
  accuracy: number;
  /** Each in whole steps of `unit`: base64 of signed 16-bit numbers, low byte first. */
  tensors: Record<string, { shape: number[]; unit: number; values: string }>;
}

export function readRecording({ mean, std, accuracy, tensors }: Recording): Trained {
  const weights = Object.entries(tensors).map(([name, { shape, unit, values }]) => {
    const bytes = Uint8Array.from(atob(values), (letter) => letter.charCodeAt(0));
    const steps = new DataView(bytes.buffer);
    const numbers = Float32Array.from(
      { length: bytes.length / 2 },
      (_, i) => steps.getInt16(2 * i, true) * unit,
    );
    return [name, { shape, values: numbers }] as const;
  });
  const named: NamedNumbers = Object.fromEntries(weights);
  return { net: 'threeOrSeven', weights: named, mean, std, accuracy, live: false };
}

export const recorded: Trained = readRecording(recording as Recording);
