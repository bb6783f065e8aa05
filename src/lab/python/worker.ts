/// <reference lib="webworker" />
/**
 * Lives inside the worker that holds a Python. Code that came with a link may run here, so that once Python is loaded the
 * worker gives up whatever could leave the tab or fill the machine.
 */
import wasm from '@micropython/micropython-webassembly-pyscript/micropython.wasm?url';
import { serve } from './serve.ts';

/** Ways out of the worker, as names of its global object. */
const EXITS = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'BroadcastChannel',
  'importScripts',
  'Worker',
  'indexedDB',
  'caches',
  'navigator',
];
/** Most bytes of memory: a list without end becomes Python's own MemoryError instead of a full machine. */
const MOST_MEMORY = 256 * 2 ** 20;

const post = self.postMessage.bind(self);
const { grow } = WebAssembly.Memory.prototype;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * 2 ** 16 > MOST_MEMORY)
    throw new RangeError('No more memory.');
  return grow.call(this, pages);
};

const hear = serve({
  wasm,
  post,
  fence() {
    for (let here: object | null = self; here; here = Object.getPrototypeOf(here)) {
      for (const name of EXITS) if (Object.hasOwn(here, name)) Reflect.deleteProperty(here, name);
    }
  },
});

self.onmessage = ({ data }) => void hear(data);
