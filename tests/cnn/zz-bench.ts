import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '../../src/cnn/gradients.ts';
import { simpleCnn } from '../../src/cnn/build.ts';
import { crossEntropy } from '../../src/cnn/losses.ts';
import { registerWasmKernels } from '../../src/cnn/wasm-kernels.ts';
import { random } from '../../src/cnn/math/index.ts';
const dir = new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', import.meta.url).pathname;
setWasmPaths(dir);
tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
console.log(await tf.setBackend('wasm'), tf.getBackend());
registerWasmKernels();
const kernels: Record<string, [number, number]> = {};
if (process.env.PROFILE) {
  for (const k of tf.getKernelsForBackend('wasm')) {
    const f = k.kernelFunc;
    const w = { ...k, kernelFunc: (a: any) => { const t = performance.now(); const r = f(a); const e = (kernels[k.kernelName + ':' + Object.values(a.inputs).map((i: any) => i?.shape?.join('x')).join(' ')] ??= [0, 0]); e[0] += performance.now() - t; e[1]++; return r; } };
    tf.unregisterKernel(k.kernelName, 'wasm'); const setup = w.setupFunc; w.setupFunc = undefined; tf.registerKernel(w as any); if (!setup) continue;
  }
}
const r = random(1);
for (const norm of ['batch', 'none'] as const)
  for (const n of [64, 512]) {
    const net = simpleCnn({ norm, seed: 0 });
    const x = Float32Array.from({ length: n * 784 }, () => r.uniform());
    const y = Int32Array.from({ length: n }, () => r.integer(10));
    const step = () => tf.tidy(() => {
      const images = tf.tensor(x, [n, 28, 28, 1]); const labels = tf.tensor(y, [n], 'int32');
      const { grads, value } = tf.variableGrads(() => crossEntropy(net.forward(images, true), labels), net.parameters.map((p) => p.value));
      for (const p of net.parameters) grads[p.value.name]!.dataSync();
      return value.dataSync()[0]!;
    });
    for (let i = 0; i < 4; i++) step();
    for (const k in kernels) delete kernels[k];
    const t = performance.now(), c = process.cpuUsage(); const steps = n === 64 ? 30 : 8;
    for (let i = 0; i < steps; i++) step();
    const ms = performance.now() - t; const cpu = process.cpuUsage(c);
    console.log(norm, n, 'images/s', Math.round(n * steps / ms * 1000), 'per cpu-s', Math.round(n * steps / (cpu.user + cpu.system) * 1e6), 'ms/step', (ms / steps).toFixed(1), tf.memory().numTensors);
    if (process.env.PROFILE) console.log(Object.entries(kernels).sort((a, b) => b[1][0] - a[1][0]).slice(0, 22).map(([k, [t, c]]) => `${(t / steps).toFixed(2)}ms x${c / steps} ${k}`).join('\n'));
  }
