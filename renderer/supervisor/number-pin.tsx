import './entry.css';
import { useCallback, useEffect, useState } from 'react';
import { DigitPad } from '../ui/digit-pad.tsx';
import { useLanguage } from './use-line.ts';
import { WORDS } from './words.ts';

/** Digits of a staff number at most, and of a PIN. */
const NUMBER = { least: 4, most: 8 } as const;
const PIN = 6;

type Props = {
  readonly title: string;
  readonly more?: string;
  readonly problem: string | null;
  readonly busy: boolean;
  readonly send: (number: string, pin: string) => void;
  readonly cancel: { readonly label: string; readonly run: () => void };
};

/**
 * Number, then PIN, by touch or by keys; the PIN goes as soon as its last digit is there. It stands in this page's memory
 * until then, and in no field that a browser could keep.
 */
export function NumberAndPin({ title, more, problem, busy, send, cancel }: Props) {
  const words = WORDS[useLanguage()];
  const [number, setNumber] = useState('');
  const [pin, setPin] = useState<string | null>(null);
  const atPin = pin !== null;
  const digit = useCallback(
    (one: number) => {
      if (busy) return;
      if (!atPin) return setNumber((now) => (now.length < NUMBER.most ? now + one : now));
      const next = `${pin}${one}`.slice(0, PIN);
      if (next.length < PIN) return setPin(next);
      send(number, next);
      setPin('');
    },
    [busy, atPin, pin, number, send],
  );
  const toPin = useCallback(() => {
    if (number.length >= NUMBER.least) setPin('');
  }, [number]);
  const rubOut = useCallback(() => {
    if (!atPin) setNumber((now) => now.slice(0, -1));
    else if (pin === '') setPin(null);
    else setPin(pin.slice(0, -1));
  }, [atPin, pin]);
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (/^\d$/.test(event.key)) digit(Number(event.key));
      else if (event.key === 'Backspace') rubOut();
      else if (event.key === 'Enter' && !atPin && !(event.target instanceof HTMLButtonElement)) toPin();
      else if (event.key === 'Escape') cancel.run();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, [digit, rubOut, toPin, atPin, cancel]);
  const label = atPin ? words.pin : words.number;
  return (
    <section className="entry" aria-labelledby="entry-title">
      <h1 id="entry-title">{title}</h1>
      {more ? <p className="entry-more">{more}</p> : null}
      <p className="entry-field" aria-live="polite">
        <span className="entry-label">{label}</span>
        <output className="entry-value">{atPin ? '•'.repeat(pin.length) : number}</output>
      </p>
      <p className="entry-problem" role="alert">
        {problem}
      </p>
      <DigitPad
        onDigit={digit}
        onBackspace={rubOut}
        onClear={() => (atPin ? setPin('') : setNumber(''))}
        backspaceLabel={words.rubOut}
        clearLabel={words.clear}
      />
      <div className="entry-acts">
        <button type="button" className="act" onClick={cancel.run}>
          {cancel.label}
        </button>
        {atPin ? null : (
          <button
            type="button"
            className="act act-primary"
            aria-disabled={number.length < NUMBER.least}
            onClick={toPin}
          >
            {words.next}
          </button>
        )}
      </div>
    </section>
  );
}
