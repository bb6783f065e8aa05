declare module '@micropython/micropython-webassembly-pyscript/micropython.mjs' {
  interface MicroPython {
    globals: { get(name: string): unknown };
    /** @throws Error named PythonError, its message a traceback */
    runPython(code: string): unknown;
  }
  export function loadMicroPython(options: {
    url?: string;
    heapsize?: number;
    linebuffer?: boolean;
    stdout?: (chunk: Uint8Array) => void;
    stderr?: (chunk: Uint8Array) => void;
  }): Promise<MicroPython>;
}

declare module '*.py?raw' {
  const text: string;
  export default text;
}
