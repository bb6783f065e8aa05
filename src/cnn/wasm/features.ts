import { type Expression, multiplyAdd, zeros } from './code.ts';
import { ModuleBuilder } from './module.ts';

/** Which arithmetic on four numbers at once the browser has. */
export interface Features {
  /** Four numbers at once. */
  simd: boolean;
  /** And a·b + c of them as one operation. */
  fused: boolean;
}

/** Asks the browser, by showing it the smallest functions that use them; nothing is compiled. */
export function features(): Features {
  const accepts = (fused: boolean, value: Expression) => {
    const module = new ModuleBuilder({ fused });
    module.define('probe', {}, (code) => code.put(value), { result: 'v128' });
    return typeof WebAssembly === 'object' && WebAssembly.validate(module.toBytes());
  };
  return {
    simd: accepts(false, multiplyAdd(zeros, zeros, zeros)),
    fused: accepts(true, multiplyAdd(zeros, zeros, zeros)),
  };
}
