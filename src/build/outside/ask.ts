/** Asks other sites whether their pages are still there, slowly enough that nobody minds. */

export type Answer =
  | { state: 'there'; status: number }
  /** There, but under another address for good. */
  | { state: 'moved'; status: number; to: string }
  /** It answers, but not to programs; somebody has to look. */
  | { state: 'shut'; status: number }
  | { state: 'dead'; status: number }
  /** No answer at all. */
  | { state: 'silent'; why: string };

export interface Manners {
  /** Milliseconds for one answer. */
  patience: number;
  /** Milliseconds between two questions to one host. */
  pause: number;
  /** Hosts asked at the same time. */
  hosts: number;
}

const MANNERS: Manners = { patience: 15_000, pause: 1_000, hosts: 6 };
const NAME = 'receptive-field link check (+https://github.com/receptive-field/receptive-field)';
/** Many servers do not know HEAD, or refuse it; what GET says counts. */
const SHUT = new Set([401, 402, 403, 407, 429, 451, 999]);
const MOST_HOPS = 8;

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks for one page: HEAD first, GET where that is not enough. Never throws. */
export async function ask(href: string, patience = MANNERS.patience): Promise<Answer> {
  const first = await follow(href, 'HEAD', patience);
  if (first.state === 'there' || first.state === 'moved') return first;
  return follow(href, 'GET', patience);
}

async function follow(href: string, method: 'HEAD' | 'GET', patience: number): Promise<Answer> {
  let here = href;
  let forGood = true;
  try {
    for (let hop = 0; hop <= MOST_HOPS; hop++) {
      const response = await fetch(here, {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
        headers: { 'user-agent': NAME, accept: 'text/html,*/*' },
      });
      await response.body?.cancel();
      const { status } = response;
      const next = response.headers.get('location');
      if (status >= 300 && status < 400 && next) {
        forGood &&= status === 301 || status === 308;
        here = new URL(next, here).href;
        continue;
      }
      if (status >= 200 && status < 300) {
        return here !== href && forGood && plain(here) !== plain(href)
          ? { state: 'moved', status, to: here }
          : { state: 'there', status };
      }
      return SHUT.has(status) ? { state: 'shut', status } : { state: 'dead', status };
    }
    return { state: 'silent', why: `more than ${MOST_HOPS} redirects` };
  } catch (problem) {
    const { name, message, cause } = problem as Error & { cause?: { code?: string } };
    const why = name === 'TimeoutError' ? `no answer in ${patience / 1000} s` : message;
    return { state: 'silent', why: cause?.code ?? why };
  }
}

/** An address without its fragment and its last slash, which redirects like to add. */
const plain = (href: string): string => href.replace(/#.*$/, '').replace(/\/$/, '');

/** Asks for every address once: hosts side by side, the pages of one host one after the other. */
export async function askAll(
  hrefs: readonly string[],
  manners: Partial<Manners> = {},
  tell: (href: string, answer: Answer) => void = () => {},
): Promise<Map<string, Answer>> {
  const { patience, pause, hosts } = { ...MANNERS, ...manners };
  const byHost = Map.groupBy(new Set(hrefs), (href) => new URL(href).host);
  const queues = [...byHost.values()];
  const answers = new Map<string, Answer>();
  const work = async (): Promise<void> => {
    for (let queue = queues.shift(); queue; queue = queues.shift()) {
      for (const [i, href] of queue.entries()) {
        if (i > 0) await wait(pause);
        const answer = await ask(href, patience);
        answers.set(href, answer);
        tell(href, answer);
      }
    }
  };
  await Promise.all(Array.from({ length: hosts }, work));
  return answers;
}
