import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { type DeskState, WRAP_UP_CODES, type WrapUpCode } from '#contracts/branch/teller.ts';
import { DEEDS, shownKey } from './keys.ts';
import type { TellerWords } from './words.ts';

type Props = {
  readonly toWrapUp: NonNullable<DeskState['toWrapUp']>;
  readonly words: TellerWords;
  readonly can: boolean;
  readonly send: (code: WrapUpCode, note: string) => void;
};

/** How the last call came out, before the next: a code by its figure, and a note. */
export function WrapUp({ toWrapUp, words, can, send }: Props) {
  const [code, setCode] = useState<WrapUpCode | null>(null);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(code === null);
    if (code !== null && can) send(code, note.trim());
  };
  const figure = (index: number) => String((index + 1) % 10);
  const pressed = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLTextAreaElement) {
      if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
      event.preventDefault();
      form.current?.requestSubmit();
      return;
    }
    const named = WRAP_UP_CODES.find((_, index) => figure(index) === event.key);
    if (!named) return;
    setCode(named);
    form.current?.querySelector<HTMLElement>(`[value=${named}]`)?.focus();
  };
  return (
    <form
      ref={form}
      className="box wrap-up"
      aria-labelledby="wrap-up-title"
      data-region="wrapUp"
      onSubmit={submit}
      onKeyDown={pressed}
    >
      <h2 id="wrap-up-title">{words.wrapUp}</h2>
      <p>
        {words.wrapUpMore(toWrapUp.reference)} <strong>{words.ended[toWrapUp.outcome]}</strong>
      </p>
      <fieldset className="codes">
        <legend className="heard-only">{words.wrapUp}</legend>
        {WRAP_UP_CODES.map((each, index) => (
          <label key={each} className="tick">
            <input
              type="radio"
              name="wrap-up"
              value={each}
              data-home={index === 0 ? true : undefined}
              checked={code === each}
              onChange={() => {
                setCode(each);
                setMissing(false);
              }}
            />
            {words.code[each]} <kbd>{figure(index)}</kbd>
          </label>
        ))}
      </fieldset>
      <label htmlFor="wrap-up-note">{words.note}</label>
      <textarea
        id="wrap-up-note"
        rows={3}
        value={note}
        maxLength={500}
        autoComplete="off"
        onChange={({ target }) => setNote(target.value)}
      />
      <p className="hint">{words.noteMore}</p>
      <p className="problem" role="alert">
        {missing && code === null && words.chooseCode}
      </p>
      <button type="submit" className="deed deed-primary" aria-disabled={!can || code === null}>
        <span>{words.save}</span>
        <kbd>⏎ / {shownKey(DEEDS.finish)}</kbd>
      </button>
    </form>
  );
}
