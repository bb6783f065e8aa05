import { simpleCnnPlan } from '#cnn/math';
import type { Contestant, Session } from '../../contestant.ts';
import { flopsPerImage } from '../../flops.ts';
import { flopsPerTurn, multiplyAdds, relaxedSimd } from '../multiply-adds.ts';
import { trainedFor } from '../trained-for.ts';

/** Turns of the loop in one call: about a millisecond. */
const TURNS = 50_000;

async function open(): Promise<Session> {
  const relaxed = relaxedSimd();
  const loop = multiplyAdds(relaxed);
  const imagesPerCall = (TURNS * flopsPerTurn) / flopsPerImage(simpleCnnPlan());
  return {
    engine: relaxed ? 'wasm, relaxed SIMD' : 'wasm, SIMD without fused multiply-add',
    run: async (seconds) => trainedFor(seconds, imagesPerCall, () => loop(TURNS)),
  };
}

export const contestants: readonly Contestant[] = [
  {
    name: 'roofline',
    title: 'What the core can do in WebAssembly',
    note:
      'No training: fused multiply-adds on registers alone, as fast as they come, divided by what the convolutions of ' +
      'one image need.',
    open,
  },
];
