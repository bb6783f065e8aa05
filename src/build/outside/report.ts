import type { Answer } from './ask.ts';
import type { OutsideLink } from './collect.ts';

/** What the last check found, kept beside the code so that everybody sees how old it is. */
export interface CheckRecord {
  /** `2026-11-24` */
  checked: string;
  links: Record<string, Answer>;
}

export interface Report {
  lines: string[];
  /** 0: nothing is dead. 1: something is. 2: nobody answered, so nothing is known. */
  exitCode: 0 | 1 | 2;
  /** Undefined when nothing is known. */
  record?: CheckRecord;
}

/** Puts the answers beside the places that asked for them. */
export function report(
  links: readonly OutsideLink[],
  answers: ReadonlyMap<string, Answer>,
  today: string,
): Report {
  const heard = [...answers.values()].filter(({ state }) => state !== 'silent');
  if (links.length > 0 && heard.length === 0) {
    return {
      exitCode: 2,
      lines: [
        `None of ${answers.size} addresses answered: this computer seems to have no way to them.`,
        'Nothing was checked and nothing was recorded. Try again where there is a network.',
      ],
    };
  }
  const found = { dead: [] as string[], look: [] as string[] };
  for (const { href, file, line } of links) {
    const answer = answers.get(href)!;
    const said = sentence(answer);
    if (said === null) continue;
    const bad = answer.state === 'dead' || answer.state === 'silent';
    found[bad ? 'dead' : 'look'].push(`${file}:${line}\n    ${href}\n    ${said}`);
  }
  const { dead, look } = found;
  const count = `${answers.size} addresses in ${links.length} places, checked on ${today}.`;
  return {
    exitCode: dead.length > 0 ? 1 : 0,
    lines: [
      ...dead,
      ...(look.length > 0 ? ['Worth a look:', ...look] : []),
      dead.length > 0 ? `${count} ${dead.length} to mend.` : `${count} None is dead.`,
    ],
    record: {
      checked: today,
      links: Object.fromEntries([...answers].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}

function sentence(answer: Answer): string | null {
  switch (answer.state) {
    case 'there':
      return null;
    case 'moved':
      return `It has moved for good. Write ${answer.to}`;
    case 'shut':
      return `It answers ${answer.status} to programs. Open it by hand.`;
    case 'dead':
      return `It answers ${answer.status}. Find where the page is now, or take the link out.`;
    case 'silent':
      return `It does not answer (${answer.why}). Open it by hand; take the link out if it is gone.`;
  }
}
