interface Props {
  live: boolean;
  onStep(key: string): void;
}

const steps = [
  { key: 'ArrowLeft', sign: '←', label: 'One column to the left' },
  { key: 'ArrowUp', sign: '↑', label: 'One row up' },
  { key: 'ArrowDown', sign: '↓', label: 'One row down' },
  { key: 'ArrowRight', sign: '→', label: 'One column to the right' },
];

/** The arrow keys as buttons, shown where the pointer is a finger. */
export function Steps({ live, onStep }: Props) {
  return (
    <fieldset className="steps">
      <legend className="hide">Move the window by one</legend>
      {steps.map(({ key, sign, label }) => (
        <button
          type="button"
          key={key}
          className="btn"
          aria-label={label}
          disabled={!live}
          onClick={() => onStep(key)}
        >
          {sign}
        </button>
      ))}
    </fieldset>
  );
}
