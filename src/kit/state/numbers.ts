/** Numbers as readers type them and as they read them. Pure: a model, a check at build and an island share it. */

/**
 * Reads a number as a reader types it: `-1`, `−1`, `+0.5`, `0,5` or a fraction such as `1/9`.
 *
 * @throws RangeError, a whole sentence, when it is none or lies beyond `limit` on either side of zero.
 */
export function readNumber(text: string, limit: number): number {
  const plain = text.trim().replace(/[−–]/g, '-').replace(',', '.');
  const accepts = `a number from −${limit} to ${limit}, such as −1, 0.5 or 1/9`;
  if (plain === '') throw new RangeError(`The field is empty. Type ${accepts}.`);
  const parts = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?:\/(\d+\.?\d*))?$/i.exec(plain);
  if (!parts) throw new RangeError(`“${shown(text)}” is not a number. Type ${accepts}.`);
  const value = Number(parts[1]) / Number(parts[2] ?? 1);
  if (Number.isNaN(value) || Math.abs(value) > limit) {
    throw new RangeError(`“${shown(text)}” is out of range. Type ${accepts}.`);
  }
  return value + 0;
}

const shown = (text: string): string => (text.length > 12 ? `${text.slice(0, 12)}…` : text);

/** Writes a weight so that `readNumber` gives the very same number back; ninths stay fractions. */
export function writeNumber(value: number): string {
  const ninths = Math.round(value * 9);
  if (!Number.isInteger(value) && ninths / 9 === value) return `${ninths}/9`;
  return String(value);
}

/** A number for the eye: a true minus, at most two decimals (`places`), thousands set off by commas. */
export function forEye(value: number, places = 2): string {
  const scale = 10 ** places;
  const rounded = Math.round(Math.abs(value) * scale) / scale;
  const [whole = '0', decimals] = String(rounded).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return (value < 0 && rounded > 0 ? '−' : '') + grouped + (decimals ? `.${decimals}` : '');
}
