import { type RefObject, useRef } from 'react';
import { CopyButton } from './CopyButton.tsx';
import { download } from './download.ts';
import { downloadPicture } from './downloadPicture.ts';
import { pictureOf } from './pictureOf.ts';
import { useHydrated } from './useHydrated.ts';

interface Props {
  /** Name of the files, such as `conv-geometry`. */
  name: string;
  /** The state as the address holds it, `conv-geometry?stride=2`. */
  link: () => string;
  /** PyTorch or fastai code that does what the figure shows. */
  code: () => string;
  /** What the code is, `PyTorch` when absent. */
  codeIs?: string;
  /** The figure's numbers, a header line first. */
  csv: () => string;
  /** The drawing to save: the SVGs inside this element. The nearest figure when absent. */
  drawing?: RefObject<Element | null>;
}

/** What every figure gives away: a link to its state, code, numbers, and its picture. */
export function TakeAway({ name, link, code, codeIs = 'PyTorch', csv, drawing }: Props) {
  const live = useHydrated();
  const here = useRef<HTMLDivElement>(null);
  const picture = (kind: 'svg' | 'png'): void => {
    const element = drawing?.current ?? here.current?.closest('figure');
    const svg = element ? pictureOf(element) : '';
    if (svg !== '') void downloadPicture(name, svg, kind);
  };
  const act = (label: string, take: () => void) => (
    <button type="button" className="plain" disabled={!live} onClick={take}>
      {label}
    </button>
  );
  return (
    <div className="acts" ref={here}>
      <CopyButton label="Copy link" text={() => new URL(`#${link()}`, window.location.href).href} />
      <CopyButton label={`Copy as ${codeIs}`} text={code} />
      {act('Numbers as CSV', () => download(`${name}.csv`, 'text/csv', csv()))}
      {act('Picture as SVG', () => picture('svg'))}
      {act('Picture as PNG', () => picture('png'))}
    </div>
  );
}
