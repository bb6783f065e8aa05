/** The attributes of `<KernelBench />`, read strictly. */
import {
  type Bench,
  chapterBench,
  readAt,
  readBias,
  readCell,
  readDigit,
  readFlip,
  readKernel,
} from './model.ts';

const fields: Record<string, (text: string) => Partial<Bench>> = {
  kernel: (text) => ({ kernel: readKernel(text) }),
  at: (text) => ({ at: readAt(text) }),
  digit: (text) => ({ digit: readDigit(text) }),
  bias: (text) => ({ bias: readBias(text) }),
  flip: (text) => ({ flip: readFlip(text) }),
  cell: (text) => ({ cell: readCell(text) }),
};

/** What the tag accepts. */
export const attributes = [...Object.keys(fields), 'id'];

const keyForm = /^kernel-bench(-[a-z0-9]+)*$/;

/**
 * The starting state and the address key (also the figure's id) that the attributes ask for.
 *
 * @throws Error naming the tag, the attribute, what it got and what it accepts.
 */
export function startFrom(props: Record<string, unknown>): { start: Bench; id: string } {
  let start = chapterBench;
  let id = 'kernel-bench';
  const refuse = (name: string, value: unknown, accepts: string): never => {
    throw new Error(
      `<KernelBench>: attribute ${name} is ${JSON.stringify(value)}; it accepts ${accepts}.`,
    );
  };
  for (const [name, value] of Object.entries(props)) {
    const text = typeof value === 'number' ? String(value) : value;
    const read = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (name === 'id') {
      if (typeof text !== 'string' || !keyForm.test(text)) {
        refuse(
          name,
          value,
          'kernel-bench, or kernel-bench- and a name, for a second bench on one page',
        );
      }
      id = String(text);
    } else if (read === undefined) {
      throw new Error(
        `<KernelBench>: there is no attribute ${name}; it accepts ${attributes.join(', ')}.`,
      );
    } else if (typeof text !== 'string') refuse(name, value, 'a text in quotes');
    else {
      try {
        start = { ...start, ...read(text) };
      } catch (fault) {
        refuse(name, value, (fault as Error).message);
      }
    }
  }
  return { start, id };
}
