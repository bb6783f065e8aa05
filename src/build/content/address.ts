import { shown } from './letters.ts';
import type { Problem } from './problem.ts';

type Fault = Pick<Problem, 'fault' | 'remedy'>;

/** What is wrong with an address of another site, if anything: https only, a plain host, nobody's password. */
export function addressFault(url: string): Fault | undefined {
  const neither = {
    fault: `The link ${shown(url)} is neither a page of this site nor an https address.`,
    remedy: remedyFor(url),
  };
  if (!/^https:\/\/[^\s/]+\.[^\s/]+/.test(url)) return neither;
  const address = URL.parse(url);
  if (address?.protocol !== 'https:') return neither;
  if (address.username || address.password || url.includes('\\'))
    return {
      fault: `The link ${shown(url)} hides where it leads.`,
      remedy: `Write the address without what stands before the @, as https://${address.host}${address.pathname}.`,
    };
  if (address.hostname.split('.').some((part) => part.startsWith('xn--')))
    return {
      fault: `The link ${shown(url)} leads to a host with letters that can be mistaken for others.`,
      remedy: 'Link to an address whose host is written in plain Latin letters.',
    };
  return undefined;
}

function remedyFor(url: string): string {
  const scheme = /^([a-z]+):/i.exec(url.replace(/[^\w:.+-]/g, ''))?.[1]?.toLowerCase();
  if (scheme === 'http') return 'Write https instead of http, and look whether the page opens.';
  if (scheme === 'https') return 'Write it as https://host.tld/page, in small letters.';
  if (scheme === 'mailto') return 'Write a mail address in `code`; a page links to pages.';
  if (scheme === 'javascript' || scheme === 'data' || scheme === 'vbscript')
    return 'A link opens a page and never runs code; take it out.';
  return 'Write a page as /questions/06-stride/, an anchor as #why, another site as https://….';
}
