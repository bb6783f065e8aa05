import type { CSSProperties } from 'react';
import { confusionMatrix, mostConfused } from '#cnn/math';
import { type CellPlace, ColourBar, NumberGrid, viridis } from '#kit';
import type { Answer } from './answers.ts';
import { grouped } from './words.ts';

interface Props {
  answers: readonly Answer[];
  classes: readonly string[];
  /** Truth and answer of the mistakes that are picked out. */
  picked: CellPlace | null;
  onPick(place: CellPlace | null): void;
}

/** How often each class was taken for each; a cell picks its images out. The tones are those of the mistakes alone. */
export function Confusion({ answers, classes, picked, onPick }: Props) {
  // Answers beyond the classes are possible early in a training on few classes.
  const size = Math.max(classes.length, ...answers.map(({ guess }) => guess + 1));
  const counts = confusionMatrix(
    answers.map(({ label }) => label),
    answers.map(({ guess }) => guess),
    size,
  );
  const nameOf = (place: number) => classes[place] ?? 'no class';
  const names = counts.map((_, place) => nameOf(place));
  const worst = mostConfused(counts);
  const most = Math.max(1, worst[0]?.count ?? 0);
  return (
    <div className="confusion" style={{ '--classes': size } as CSSProperties}>
      <p className="rowname">
        <em>confusion matrix</em>{' '}
        {worst[0]
          ? `most often ${nameOf(worst[0].truth)} was taken for ${nameOf(worst[0].answer)}: ${grouped(worst[0].count)}`
          : 'no mistake at all'}
      </p>
      <div className="scroll">
        <div className="counts">
          <span className="quiet corner">truth ↓ answer →</span>
          <ol className="across" aria-hidden="true">
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ol>
          <ol className="down" aria-hidden="true">
            {names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ol>
          <NumberGrid
            label="Confusion matrix: rows are the truth, columns the answers. Enter shows the images of a cell."
            texts={counts.map((row) => row.map(String))}
            tone={(row, column) =>
              row === column ? 'transparent' : viridis((counts[row]?.[column] ?? 0) / most)
            }
            name={(row, column) =>
              `${nameOf(row)} taken for ${nameOf(column)}: ${counts[row]?.[column] ?? 0}`
            }
            mark={(row, column) => (counts[row]?.[column] === 0 ? 'off' : undefined)}
            pinned={picked}
            onPin={(place) =>
              onPick(picked && picked[0] === place[0] && picked[1] === place[1] ? null : place)
            }
            onRelease={() => onPick(null)}
          />
        </div>
      </div>
      <ColourBar colour={viridis} ends={['0', '', `${grouped(most)} mistakes`]} />
    </div>
  );
}
