import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { BookWords } from './words.ts';

export type Choice = {
  readonly value: string;
  readonly label: string;
  /** What stands beside it. */
  readonly more?: string;
  /** It is shown and cannot be had. */
  readonly off?: boolean;
};
export type ChoiceGroup = { readonly title: string; readonly choices: readonly Choice[] };

type Props = {
  readonly words: BookWords;
  /** One group needs no title of its own: it has the question's. */
  readonly groups: readonly ChoiceGroup[];
  readonly look: 'rows' | 'grid';
  readonly chosen: string | null;
  readonly choose: (value: string) => void;
  readonly next: () => void;
  /** Undefined on the first question. */
  readonly back?: () => void;
  /** The question itself. */
  readonly children: ReactNode;
};

/** One question with its answers: arrow keys move, Enter goes on. */
export function Choose({ words, groups, look, chosen, choose, next, back, children }: Props) {
  const name = useId();
  const [missing, setMissing] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(chosen === null);
    if (chosen !== null) next();
  };
  return (
    <form className="rate book-step" onSubmit={send} noValidate>
      {children}
      {groups.map(({ title, choices }) => (
        <fieldset key={title} className={`book-${look}`}>
          <legend className={groups.length === 1 ? 'heard-only' : undefined}>{title}</legend>
          {choices.map(({ value, label, more, off = false }) => (
            <label key={value} data-off={off}>
              <input
                type="radio"
                name={name}
                value={value}
                disabled={off}
                checked={chosen === value}
                onChange={() => choose(value)}
              />
              <span>{label}</span>
              {more !== undefined && <span className="book-more">{more}</span>}
            </label>
          ))}
        </fieldset>
      ))}
      <p className="problem" role="alert">
        {missing && chosen === null && words.choose}
      </p>
      <div className="book-ways">
        {back && (
          <button type="button" onClick={back}>
            {words.back}
          </button>
        )}
        <button type="submit" className="go">
          {words.next}
        </button>
      </div>
    </form>
  );
}
