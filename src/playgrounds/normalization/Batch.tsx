import { DigitPicture } from '#kit';

interface Props {
  /** `[10][784]`, the digits 0 to 9. */
  digits: readonly (readonly number[])[];
  mine: number;
  mates: string;
  disabled: boolean;
  onChange(mates: string): void;
}

/** The ten digits; each but the followed one is put into the batch or taken out of it. */
export function Batch({ digits, mine, mates, disabled, onChange }: Props) {
  const toggle = (digit: string): void =>
    onChange(
      mates.includes(digit) ? mates.replace(digit, '') : [...mates, digit].toSorted().join(''),
    );
  return (
    <fieldset className="batch" disabled={disabled}>
      <legend>In the batch with the {mine}</legend>
      {digits.map((pixels, digit) => {
        const name = String(digit);
        const own = digit === mine;
        return (
          <label key={name} className={own ? 'mate win own' : 'mate win'}>
            <input
              type="checkbox"
              checked={own || mates.includes(name)}
              disabled={own}
              onChange={() => toggle(name)}
            />
            <DigitPicture pixels={pixels} />
            <span>{own ? `${name}, followed` : name}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
