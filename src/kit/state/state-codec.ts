/**
 * A playground's state as text, described once: `fields` names its parts. From them come what the tag accepts, what a
 * link carries (`padding=1&stride=2`), and the sentences for what neither takes. Reading is strict: a part that is unknown,
 * given twice or illegal gives the starting state and says so.
 */
import type { Field } from './fields.ts';

export type Fields<State> = { readonly [Name in keyof State]: Field<State[Name]> };

export interface StateCodecOptions<State extends object> {
  /** Tag as an author types it, such as `ConvGeometry`. */
  tag: string;
  /** Key in the address and id of the figure, such as `conv-geometry`. */
  id: string;
  fields: Fields<State>;
  start: State;
  /** Makes a state legal whose parts are legal each by itself. @throws RangeError, a whole sentence, when none is meant */
  settle?(state: State): State;
}

export interface StateCodec<State> {
  start: State;
  /** What the tag accepts. */
  attributes: readonly string[];
  /**
   * The starting state and the address key that the tag's attributes ask for.
   *
   * @throws Error naming the tag, the attribute, what it got and what it accepts
   */
  startFrom(props: Record<string, unknown>): { start: State; id: string };
  /** Reads a link over a starting state. */
  parse(text: string, start: State): { state: State; problem?: string };
  /** The parts that differ from the playground's own start or from that of this figure, so that a link stays short. */
  format(state: State, from?: State): string;
}

/** Longer texts are no link of ours. */
const LONGEST = 4000;

export function stateCodec<State extends object>(
  options: StateCodecOptions<State>,
): StateCodec<State> {
  const { tag, id, fields, start, settle = (state) => state } = options;
  const names = Object.keys(fields) as (keyof State & string)[];
  const attributes = [...names, 'id'];
  const keyForm = new RegExp(`^${id}(-[a-z0-9]+)*$`);
  const isName = (name: string): name is keyof State & string => (names as string[]).includes(name);

  return {
    start,
    attributes,
    startFrom(props) {
      let state = start;
      let key = id;
      for (const [name, value] of Object.entries(props)) {
        const refuse = (accepts: string): never => {
          throw new Error(
            `<${tag}>: attribute ${name} is ${JSON.stringify(value)}; it accepts ${accepts}.`,
          );
        };
        const text = typeof value === 'number' ? String(value) : value;
        if (name === 'id') {
          if (typeof text !== 'string' || !keyForm.test(text)) {
            refuse(`${id}, or ${id}- and a name, for a second one on a page`);
          }
          key = String(text);
        } else if (!isName(name)) {
          throw new Error(
            `<${tag}>: there is no attribute ${name}; it accepts ${attributes.join(', ')}.`,
          );
        } else if (typeof text !== 'string') refuse('a text in quotes or a plain number');
        else {
          try {
            state = { ...state, [name]: fields[name].read(text) };
          } catch (fault) {
            refuse((fault as Error).message);
          }
        }
      }
      return { start: settle(state), id: key };
    },
    parse(text, from) {
      const bad = (what: string) => ({
        state: from,
        problem: `${what} The figure shows its starting state instead.`,
      });
      if (text.length > LONGEST) {
        return bad(`The link is longer than ${LONGEST} letters, so no part of it was read.`);
      }
      let state = from;
      const given = new Set<string>();
      for (const part of text === '' ? [] : text.split('&')) {
        const name = part.split('=', 1)[0]!;
        if (!isName(name)) {
          return bad(
            `The link has a part “${cut(name)}”, which is not one of ${names.join(', ')}.`,
          );
        }
        if (given.has(name)) return bad(`The link has the part “${name}” twice.`);
        given.add(name);
        const value = decoded(part.slice(name.length + 1));
        try {
          state = { ...state, [name]: fields[name].read(value) };
        } catch (fault) {
          return bad(
            `The link’s “${name}” is “${cut(value)}”; it takes ${(fault as Error).message}.`,
          );
        }
      }
      try {
        return { state: settle(state) };
      } catch (fault) {
        return bad((fault as Error).message);
      }
    },
    format: (state, from = start) =>
      names
        .map((name) => {
          const write = (of: State) => fields[name].write(of[name]);
          return { name, written: write(state), usual: [write(start), write(from)] };
        })
        .filter(({ written, usual }) => usual.some((text) => text !== written))
        .map(({ name, written }) => `${name}=${encoded(written)}`)
        .join('&'),
  };
}

const cut = (text: string): string => (text.length > 24 ? `${text.slice(0, 24)}…` : text);

/** Only what would end a part or the address is escaped, so that a link can be read. */
const encoded = (text: string): string =>
  text.replace(/[%&#\s]/g, (letter) => encodeURIComponent(letter));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
