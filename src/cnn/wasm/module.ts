import { type Callee, Code, type Local, type ValueType, valueTypes } from './code.ts';
import { unsigned } from './leb128.ts';

/** Names and types of the parameters of a function, in order. */
export type Signature = Readonly<Record<string, ValueType>>;

interface Definition {
  name: string;
  parameters: ValueType[];
  result: ValueType | undefined;
  exported: boolean;
  code: Code;
}

/** How a function is defined, besides its parameters and body. */
export interface DefineOptions {
  /** Type of what the body leaves at its end; nothing when absent. */
  result?: ValueType;
  /** Whether the page may call it; true when absent. */
  exported?: boolean;
}

/** A WebAssembly module that works on a memory it is given, as `memory` of `env`. */
export class ModuleBuilder {
  /** Whether a·b + c is one fused operation. */
  readonly fused: boolean;
  readonly definitions: Definition[] = [];

  constructor({ fused }: { fused: boolean }) {
    this.fused = fused;
  }

  define<Parameters extends Signature>(
    name: string,
    signature: Parameters,
    body: (code: Code, parameters: Record<keyof Parameters, Local>) => void,
    { result, exported = true }: DefineOptions = {},
  ): Callee {
    const names = Object.keys(signature);
    const code = new Code(names.length, this.fused);
    const locals = names.map((name, index) => [name, { index, type: signature[name]! }] as const);
    body(code, Object.fromEntries(locals) as Record<keyof Parameters, Local>);
    this.definitions.push({ name, parameters: Object.values(signature), result, exported, code });
    return { index: this.definitions.length - 1 };
  }

  /** The module as a browser compiles it. */
  toBytes(): Uint8Array<ArrayBuffer> {
    const types: string[] = [];
    const kinds = this.definitions.map(({ parameters, result }) => {
      const type = [
        ...[0x60, ...unsigned(parameters.length), ...parameters.map((one) => valueTypes[one])],
        ...(result ? [1, valueTypes[result]] : [0]),
      ].join();
      if (!types.includes(type)) types.push(type);
      return types.indexOf(type);
    });
    const exported = [...this.definitions.entries()].filter(([, { exported }]) => exported);
    const { length } = this.definitions;
    return joined([
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      ...section(
        1,
        types.length,
        types.map((type) => type.split(',').map(Number)),
      ),
      ...section(2, 1, [[...text('env'), ...text('memory'), 0x02, 0x00, 0x01]]),
      ...section(3, length, kinds.map(unsigned)),
      ...section(
        7,
        exported.length,
        exported.map(([index, { name }]) => [...text(name), 0x00, ...unsigned(index)]),
      ),
      ...section(
        10,
        length,
        this.definitions.flatMap(({ code }) => body(code)),
      ),
    ]);
  }
}

type Bytes = ArrayLike<number> & Iterable<number>;

function section(id: number, count: number, parts: readonly Bytes[]): Bytes[] {
  const counted = [unsigned(count), ...parts];
  const size = counted.reduce((sum, part) => sum + part.length, 0);
  return [[id, ...unsigned(size)], ...counted];
}

/** Size, then variables as runs of one type, then the instructions. */
function body({ variables, bytes }: Code): Bytes[] {
  const runs: [count: number, type: ValueType][] = [];
  for (const type of variables) {
    const last = runs.at(-1);
    if (last?.[1] === type) last[0]++;
    else runs.push([1, type]);
  }
  const head = [
    ...unsigned(runs.length),
    ...runs.flatMap(([count, type]) => [...unsigned(count), valueTypes[type]]),
  ];
  return [unsigned(head.length + bytes.length + 1), head, bytes, [0x0b]];
}

function text(words: string): number[] {
  const bytes = new TextEncoder().encode(words);
  return [...unsigned(bytes.length), ...bytes];
}

function joined(parts: readonly Bytes[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
