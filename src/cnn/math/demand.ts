// What arguments are asked to be. Every refusal names the argument, what it got and what it accepts.

/** A value in an error message, cut where it is long. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`.slice(0, 60);
  return (JSON.stringify(value) ?? String(value)).slice(0, 60);
}

/** @throws RangeError naming the argument, what it got and what it accepts, unless `right` */
export function demand(name: string, got: unknown, right: boolean, accepts: string) {
  if (!right) throw new RangeError(`${name} is ${shown(got)}; it accepts ${accepts}.`);
}

/** @throws RangeError naming the argument, unless it is a whole number of at least `least` */
export function demandWhole(name: string, value: number, least: number) {
  const right = Number.isInteger(value) && value >= least;
  demand(name, value, right, `a whole number of at least ${least}`);
}

/** @throws RangeError naming the argument, unless it is a finite number */
export function demandNumber(name: string, value: number) {
  demand(name, value, Number.isFinite(value), 'a number');
}

/** @throws RangeError naming the argument, unless it is a finite number above 0 */
export function demandAboveZero(name: string, value: number) {
  demand(name, value, Number.isFinite(value) && value > 0, 'a number above 0');
}

/** @throws RangeError naming the argument, unless it is a finite number, 0 or above */
export function demandFromZero(name: string, value: number) {
  demand(name, value, Number.isFinite(value) && value >= 0, 'a number of at least 0');
}

/** @throws RangeError naming the argument, unless it is a number from 0 to 1, both allowed */
export function demandShare(name: string, value: number) {
  demand(name, value, value >= 0 && value <= 1, 'a number from 0 to 1');
}

/** @throws RangeError naming the argument, unless it is a share of a running average to keep: 0 to below 1 */
export function demandMomentum(name: string, value: number) {
  demand(name, value, value >= 0 && value < 1, 'a number from 0 to below 1');
}

/** @throws RangeError naming the argument, unless it is one of the words, or absent where that is among them */
export function demandChoice(name: string, value: unknown, choices: readonly unknown[]) {
  const words = choices.filter((choice) => choice !== undefined).map(shown);
  demand(name, value, choices.includes(value), words.join(' or '));
}

/** @throws RangeError naming the argument, unless it is a list of whole numbers of at least 1, at least one of them */
export function demandShape(name: string, shape: readonly number[]) {
  const right =
    Array.isArray(shape) &&
    shape.length > 0 &&
    shape.every((side) => Number.isInteger(side) && side >= 1);
  demand(name, shape, right, 'a list of whole numbers of at least 1');
}

/** @throws RangeError naming the argument and the first entry of it that is not a finite number */
export function demandNumbers(name: string, values: ArrayLike<number>) {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) demandNumber(`${name}[${i}]`, values[i]!);
  }
}
