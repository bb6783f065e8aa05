import * as tf from '@tensorflow/tfjs-core';

/** The graphics processor that a backend computes on. */
export interface Graphics {
  /** Whether it has gone; what it computes from then on is worth nothing. */
  isLost(): boolean;
  /** Settles when it goes. */
  lost: Promise<void>;
}

/** What TensorFlow.js's two backends keep of theirs. */
interface Held {
  gpgpu?: { gl: Pick<WebGL2RenderingContext, 'isContextLost' | 'canvas'> };
  device?: { lost: Promise<unknown> };
}

/**
 * The graphics processor of the backend in use, if it has one. TensorFlow.js computes on after a loss, with zeros.
 * WebGL tells at once and by an event, WebGPU by a promise.
 */
export function graphicsInUse(): Graphics | undefined {
  const { gpgpu, device } = tf.backend() as unknown as Held;
  if (gpgpu) {
    const { gl } = gpgpu;
    const lost = new Promise<void>((resolve) => {
      gl.canvas.addEventListener('webglcontextlost', () => resolve(), { once: true });
    });
    return { isLost: () => gl.isContextLost(), lost };
  }
  if (!device) return undefined;
  let gone = false;
  const lost = device.lost.then(() => {
    gone = true;
  });
  return { isLost: () => gone, lost };
}
