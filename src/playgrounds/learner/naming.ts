/** How a callback's class becomes the attribute of the learner, as fastcore's `class2attr` does it. */
import type { Field } from '#kit/state';

/** The word that is cut from the end of a class name. */
const suffix = 'Callback';

/** The name after each step. */
export interface Naming {
  cut: string;
  words: string;
  attribute: string;
}

export function naming(className: string): Naming {
  const cut = className.endsWith(suffix) ? className.slice(0, -suffix.length) : className;
  // A class called Callback keeps its name, in lower case.
  const kept = cut || suffix.toLowerCase();
  const words = kept.replace(/(.)([A-Z][a-z]+)/g, '$1_$2').replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return { cut: kept, words, attribute: words.toLowerCase() };
}

/** A class name as Python takes it, of at most forty letters. */
export const classField: Field<string> = {
  read(text) {
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,39}$/.test(text)) {
      throw new RangeError(
        'a class name of at most 40 letters, digits and underscores, such as CSVLogger',
      );
    }
    return text;
  },
  write: (name) => name,
};
