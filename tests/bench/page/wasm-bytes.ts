const memories = new Set<WebAssembly.Memory>();

const keep = (values: object) => {
  for (const value of Object.values(values)) {
    if (value instanceof WebAssembly.Memory) memories.add(value);
  }
};

/** Takes note of every memory that an instance brings or is given: no browser tells how much WebAssembly holds. */
function watch(name: 'instantiate' | 'instantiateStreaming') {
  const plain = WebAssembly[name] as (...given: unknown[]) => Promise<unknown>;
  Object.assign(WebAssembly, {
    [name]: async (...given: unknown[]) => {
      const made = await plain(...given);
      const instance =
        made instanceof WebAssembly.Instance
          ? made
          : (made as WebAssembly.WebAssemblyInstantiatedSource).instance;
      keep(instance.exports);
      for (const imported of Object.values((given[1] ?? {}) as object)) keep(imported as object);
      return made;
    },
  });
}
watch('instantiate');
watch('instantiateStreaming');

const Plain = WebAssembly.Instance;
WebAssembly.Instance = new Proxy(Plain, {
  construct(target, [module, imports = {}]: [WebAssembly.Module, WebAssembly.Imports?]) {
    const instance = new target(module, imports);
    keep(instance.exports);
    for (const imported of Object.values(imports)) keep(imported);
    return instance;
  },
});

/** Bytes of all WebAssembly memories of this page. */
export const wasmBytes = () =>
  [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
