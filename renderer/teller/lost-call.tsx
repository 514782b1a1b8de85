import { type FormEvent, useState } from 'react';
import type { DeskState } from '#contracts/branch/teller.ts';
import type { Language } from '#contracts/language.ts';
import { LOST_WORDS } from './lost-words.ts';

type Props = {
  readonly callBack: NonNullable<DeskState['toWrapUp']>['callBack'];
  readonly language: Language;
  readonly can: boolean;
  readonly book: (phone: string) => void;
};

const MOBILE = /^1[3-9]\d{9}$/;

/** A customer whose terminal was lost in mid-call: he is promised that somebody calls him, before it is written down. */
export function LostCall({ callBack, language, can, book }: Props) {
  const words = LOST_WORDS[language];
  const [phone, setPhone] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const number = phone.replace(/\s/g, '');
    setWrong(!MOBILE.test(number));
    if (MOBILE.test(number) && can) book(number);
  };
  return (
    <form className="box lost-call" aria-labelledby="lost-call" data-region="lostCall" onSubmit={submit}>
      <h2 id="lost-call">{words.title}</h2>
      <p>{words.more}</p>
      {callBack && <p role="status">{words.booked(callBack.reference, timeOf(callBack.from, language))}</p>}
      <label htmlFor="lost-phone">{words.phone}</label>
      <input
        id="lost-phone"
        inputMode="numeric"
        autoComplete="off"
        maxLength={13}
        data-home
        value={phone}
        aria-invalid={wrong}
        aria-describedby="lost-phone-more"
        onChange={({ target }) => {
          setPhone(target.value);
          setWrong(false);
        }}
      />
      <p id="lost-phone-more" className="hint">
        {words.phoneMore}
      </p>
      <p className="problem" role="alert">
        {wrong && words.wrong}
      </p>
      <button type="submit" className="deed" aria-disabled={!can}>
        <span>{callBack ? words.again : words.book}</span>
        <kbd>⏎</kbd>
      </button>
    </form>
  );
}

const timeOf = (from: string, language: Language): string =>
  new Intl.DateTimeFormat(language, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(from));
