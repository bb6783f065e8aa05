export {
  amount,
  type Field,
  numbers,
  oneOf,
  optional,
  whole,
  yesNo,
} from './fields.ts';
export { forEye, readNumber, writeNumber } from './numbers.ts';
export { type Fields, type StateCodec, type StateCodecOptions, stateCodec } from './state-codec.ts';
