import { type ReactNode, useEffect, useRef, useState } from 'react';

interface Props {
  summary: string;
  /** What is inside; asked only when it is needed. */
  children: () => ReactNode;
}

/**
 * Something long behind a line to press, such as a table of every number. It is there on the server, for readers without a
 * script; once the page lives it is drawn only while it is open, so that a drag does not redraw what nobody sees.
 */
export function Unfolding({ summary, children }: Props) {
  const [drawn, draw] = useState(true);
  const details = useRef<HTMLDetailsElement>(null);
  // The reader may have opened it before the script arrived.
  useEffect(() => draw(details.current?.open ?? false), []);
  return (
    <details ref={details} onToggle={({ currentTarget }) => draw(currentTarget.open)}>
      <summary>{summary}</summary>
      {drawn && children()}
    </details>
  );
}
