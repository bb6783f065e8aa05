declare module 'convnetjs' {
  interface Volume {
    w: Float64Array;
  }
  interface Net {
    makeLayers(layers: readonly object[]): void;
  }
  const convnetjs: {
    Net: new () => Net;
    Vol: new (width: number, height: number, depth: number, value: number) => Volume;
    SGDTrainer: new (
      net: Net,
      options: Record<string, number>,
    ) => { train(image: Volume, label: number): unknown };
  };
  export default convnetjs;
}
