/** The parts a playground's state is made of: each reads a text strictly and writes it back. */
import { readNumber, writeNumber } from './numbers.ts';

/** One part of a state as the text of an attribute or a link. */
export interface Field<Value> {
  /** @throws RangeError whose message continues "it takes …" */
  read(text: string): Value;
  /** A text that `read` turns into the same value again. */
  write(value: Value): string;
}

/** A whole number in bounds. */
export function whole(min: number, max: number): Field<number> {
  return {
    read(text) {
      const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      if (!(value >= min && value <= max)) {
        throw new RangeError(`a whole number from ${bound(min)} to ${bound(max)}`);
      }
      return value;
    },
    write: String,
  };
}

/** Any number in bounds, such as `0.06`, `1e-3` or `1/9`. */
export function amount(min: number, max: number): Field<number> {
  const accepts = `a number from ${bound(min)} to ${bound(max)}`;
  return {
    read(text) {
      const value = numberOr(text, Math.max(Math.abs(min), Math.abs(max)), accepts);
      if (value < min || value > max) throw new RangeError(accepts);
      return value;
    },
    write: writeNumber,
  };
}

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Field<Word> {
  return {
    read(text) {
      const found = words.find((word) => word === text);
      if (found === undefined) throw new RangeError(`one of ${words.join(', ')}`);
      return found;
    },
    write: (word) => word,
  };
}

/** A switch: `yes` or `no`. */
export const yesNo: Field<boolean> = {
  read(text) {
    if (text !== 'yes' && text !== 'no') throw new RangeError('yes or no');
    return text === 'yes';
  },
  write: (on) => (on ? 'yes' : 'no'),
};

/** `min` to `max` numbers with commas between, each from −limit to limit. */
export function numbers(min: number, max: number, limit: number): Field<readonly number[]> {
  const many = min === max ? `${min} numbers` : `${min} to ${max} numbers`;
  const accepts = `${many} from −${limit} to ${limit} with commas between`;
  return {
    read(text) {
      const parts = text === '' ? [] : text.split(',');
      if (parts.length < min || parts.length > max) throw new RangeError(accepts);
      return parts.map((part) => numberOr(part, limit, accepts));
    },
    write: (values) => values.map(writeNumber).join(','),
  };
}

/** A value or nothing: nothing is written as an empty text. */
export function optional<Value>(field: Field<Value>): Field<Value | null> {
  return {
    read: (text) => (text === '' ? null : field.read(text)),
    write: (value) => (value === null ? '' : field.write(value)),
  };
}

/** A bound as readers see it: with a true minus. */
const bound = (value: number): string => String(value).replace('-', '−');

function numberOr(text: string, limit: number, accepts: string): number {
  try {
    return readNumber(text, limit);
  } catch {
    throw new RangeError(accepts);
  }
}
