import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { LetterPad } from '../ui/letter-pad.tsx';
import { useVisit } from './visit.tsx';

export type WordFieldProps = {
  /** What stands there now, as the host has it. */
  readonly stands: string;
  readonly label: string;
  /** Most characters. */
  readonly most: number;
};

/**
 * What stands there now, and a place for words from an input method or a voice. The host keeps what stands; only while
 * an input method is at work does the field keep its own.
 */
export function WordField({ stands, label, most }: WordFieldProps) {
  const { write } = useVisit();
  const [own, setOwn] = useState<string | null>(null);
  const composing = useRef(false);
  useEffect(() => {
    if (!composing.current) setOwn((kept) => (kept === stands ? null : kept));
  }, [stands]);
  const changed = ({ target }: ChangeEvent<HTMLInputElement>) => {
    setOwn(target.value);
    if (!composing.current) write(target.value.slice(0, most));
  };
  return (
    <input
      className="find-field"
      data-action="words"
      type="text"
      aria-label={label}
      placeholder={label}
      value={own ?? stands}
      maxLength={most}
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
      onChange={changed}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={({ currentTarget }) => {
        composing.current = false;
        write(currentTarget.value.slice(0, most));
      }}
      onBlur={() => setOwn(null)}
    />
  );
}

/** Letters, figures and what takes them away again. */
export function LetterKeys() {
  const { act, label } = useVisit();
  const of = (id: 'backspace' | 'clear') => ({ id, role: 'entry' as const });
  return (
    <LetterPad
      onLetter={(choice) => act({ id: 'letter', role: 'entry', choice })}
      onDigit={(digit) => act({ id: 'digit', role: 'entry', choice: digit })}
      onBackspace={() => act(of('backspace'))}
      onClear={() => act(of('clear'))}
      blankLabel={label({ id: 'letter', role: 'entry', choice: 26 })}
      backspaceLabel={label(of('backspace'))}
      clearLabel={label(of('clear'))}
    />
  );
}
