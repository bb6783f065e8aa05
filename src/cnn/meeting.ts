import type { Meet } from './replica.ts';
import { bringTogether, type Sums } from './wasm/index.ts';

/**
 * Where the replicas of a network meet, as one of them sees it: everybody tells everybody else, and all bring the same
 * sums together in the same order, so that all go on with the same bits.
 *
 * @param place of this replica among all
 * @param ports to the others, in the order of their places
 */
export function meeting(place: number, ports: readonly MessagePort[]): Meet {
  const heard = ports.map(hearing);
  return async (own) => {
    const { count, first, second } = own;
    // By themselves: a message takes the whole memory along in which an array lies.
    const mine: Sums = { count, first: first.slice(), second: second.slice() };
    for (const port of ports) port.postMessage(mine);
    const all: Sums[] = [];
    for (const next of heard) all.push(await next());
    all.splice(place, 0, mine);
    bringTogether(own, all);
  };
}

/** What the other end says next. It cannot say more than one thing before it is answered. */
function hearing(port: MessagePort): () => Promise<Sums> {
  let said: Sums | undefined;
  let take: ((sums: Sums) => void) | undefined;
  port.onmessage = ({ data }) => {
    if (take) take(data);
    else said = data;
    take = undefined;
  };
  return () =>
    new Promise((resolve) => {
      if (said) resolve(said);
      else take = resolve;
      said = undefined;
    });
}
