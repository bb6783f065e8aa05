import * as tf from '@tensorflow/tfjs-core';
import { adam, fusedEngine, networkFor, ActivationStats } from '#cnn';
import { startBackend } from '#cnn/backend';
import { defaultRecipe, random } from '#cnn/math';
import { wasmUrls } from './reference/wasm-files.ts';
tf.enableProdMode();
await startBackend({ wasmUrls });
for (const batchSize of [64, 512]) for (const norm of ['batch', 'none'] as const) {
  const model = networkFor({ ...defaultRecipe, norm });
  const optimizer = adam(model.parameters);
  optimizer.lr = 1e-6; optimizer.mom = 0.9;
  const a = performance.now();
  const engine = fusedEngine()({ model, optimizer, batchSize })!;
  const made = performance.now() - a;
  const { uniform, integer } = random(1, 'x');
  const batch = { images: Float32Array.from({ length: batchSize * 784 }, () => uniform()), labels: Int32Array.from({ length: batchSize }, () => integer(10)), size: batchSize };
  const quiet = { afterPred() {}, afterLoss() {}, beforeBackward() {} };
  const step = () => { engine.trainBatch(batch, quiet); engine.step(); };
  const stats = new ActivationStats();
  const fit = { model: engine, training: true, step: 0 } as never;
  const time = (n: number, look: boolean) => {
    if (look) stats.beforeFit(fit);
    const c = process.cpuUsage(); 
    for (let i = 0; i < n; i++) { if (look) stats.beforeBatch(fit); step(); if (look) stats.afterBatch(); }
    const u = process.cpuUsage(c);
    if (look) stats.afterFit();
    return (u.user + u.system) / 1000 / n;
  };
  const n = batchSize === 64 ? 30 : 6;
  time(n, false); time(n, true); time(n, false); time(n, true);
  const ratios: number[] = [], plains: number[] = [];
  for (let r = 0; r < 9; r++) { const p = time(n, false); const s = time(n, true); const q = time(n, false); ratios.push(2 * s / (p + q)); plains.push(p); }
  ratios.sort((a, b) => a - b); plains.sort((a, b) => a - b);
  console.log(batchSize, norm, 'code', (engine as never as { codeBytes: number }).codeBytes, 'made in', made.toFixed(0), 'ms; step CPU ms', plains[4]!.toFixed(2), 'stats ratio median', ratios[4]!.toFixed(3), 'range', ratios[0]!.toFixed(3), ratios[8]!.toFixed(3));
  engine.dispose();
}
