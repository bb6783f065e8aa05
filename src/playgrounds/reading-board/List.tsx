import { type Entry, kinds } from './model.ts';
import { dayWords, entryWords, kindNames } from './words.ts';

interface Props {
  entries: readonly Entry[];
  read: ReadonlySet<string>;
  live: boolean;
  lit: string | null;
  onLight(id: string | null): void;
  onTick(id: string): void;
  /** The board's own date, which is not said again beside each entry. */
  date: string;
}

/** The entries under their kinds: title, who and when, why, and which answers they help with. */
export function List(props: Props) {
  return kinds.map((kind) => {
    const these = props.entries.filter((entry) => entry.kind === kind);
    return these.length === 0 ? null : (
      <section key={kind} className="shelf">
        <p className="lab" id={`reading-${kind}`}>
          {kindNames[kind]}
        </p>
        <ul aria-labelledby={`reading-${kind}`}>
          {these.map((entry) => (
            <Item key={entry.id} {...props} entry={entry} />
          ))}
        </ul>
      </section>
    );
  });
}

function Item({
  entry,
  read,
  live,
  lit,
  onLight,
  onTick,
  date,
}: Omit<Props, 'entries'> & { entry: Entry }) {
  const done = read.has(entry.id);
  return (
    <li
      className={`${done ? 'done' : ''}${lit === entry.id ? ' lit' : ''}`}
      onPointerEnter={({ pointerType }) => pointerType === 'mouse' && onLight(entry.id)}
      onPointerLeave={() => onLight(null)}
      onFocus={() => onLight(entry.id)}
      onBlur={() => onLight(null)}
    >
      <label className="tick-box win scripted-only">
        <input
          type="checkbox"
          checked={done}
          disabled={!live}
          onChange={() => onTick(entry.id)}
          aria-label={`Read: ${entry.title}`}
        />
      </label>
      <div>
        <p>
          <a href={entry.href}>{entry.title}</a> <span className="quiet">{entryWords(entry)}</span>
        </p>
        <p>
          {entry.why}{' '}
          <span className="quiet">
            For{' '}
            {entry.questions.map(({ key, label, href, title }, i) => (
              <span key={key}>
                {i > 0 && ', '}
                <a href={href} title={title}>
                  {i === 0 ? `question ${label}` : label}
                </a>
              </span>
            ))}
            .
            {entry.seen !== date && (
              <>
                {' '}
                Last opened on <time dateTime={entry.seen}>{dayWords(entry.seen)}</time>.
              </>
            )}
          </span>
        </p>
      </div>
    </li>
  );
}
