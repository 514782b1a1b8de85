import './count-field.css';
import { useId } from 'react';

type Props = {
  readonly label: string;
  /** What an empty field means. */
  readonly more?: string;
  readonly value: string;
  readonly set: (value: string) => void;
};

const MOST = 4;
const STEPS = [-10, -1, 1, 10] as const;

/** A number of pieces: typed on a keyboard, or by steps where there is only the screen. */
export function CountField({ label, more, value, set }: Props) {
  const id = useId();
  const step = (by: number) => set(String(Math.min(5_000, Math.max(0, Number(value) + by))));
  return (
    <div className="count">
      <label htmlFor={id}>{label}</label>
      <div className="count-row">
        {STEPS.slice(0, 2).map((by) => (
          <button
            key={by}
            type="button"
            className="act"
            aria-label={`${label} ${by}`}
            onClick={() => step(by)}
          >
            {by}
          </button>
        ))}
        <input
          id={id}
          className="count-value"
          inputMode="numeric"
          autoComplete="off"
          placeholder={more}
          value={value}
          onChange={({ target }) => set(target.value.replace(/\D/g, '').slice(0, MOST))}
        />
        {STEPS.slice(2).map((by) => (
          <button
            key={by}
            type="button"
            className="act"
            aria-label={`${label} +${by}`}
            onClick={() => step(by)}
          >
            +{by}
          </button>
        ))}
      </div>
    </div>
  );
}
