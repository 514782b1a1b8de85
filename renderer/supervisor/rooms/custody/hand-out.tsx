import '../../count-field.css';
import { useEffect, useId, useRef, useState } from 'react';
import {
  CUSTODY_DOCUMENTS,
  type CustodyDocument,
  type HandedTo,
  handedToSchema,
  type KeptThing,
} from '#contracts/branch/custody.ts';
import { useAsk, useLanguage } from '../../use-line.ts';
import { WORDS } from '../../words.ts';
import { CUSTODY_WORDS } from './words.ts';

type Props = { readonly thing: KeptThing; readonly close: (said: string | null) => void };

/** To whom it goes, and what was looked at before: nothing is chosen for whoever hands it out. */
export function HandOut({ thing, close }: Props) {
  const ask = useAsk();
  const language = useLanguage();
  const words = CUSTODY_WORDS[language];
  const bagId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [to, setTo] = useState<HandedTo['to'] | null>(null);
  const [document, setDocument] = useState<CustodyDocument | null>(null);
  const [slip, setSlip] = useState<'is' | 'none' | null>(null);
  const [bag, setBag] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const given =
    to === 'bank'
      ? { to, bag }
      : { to, document, slip: slip === 'is' ? thing.reference : slip === 'none' ? null : undefined };
  const handed = handedToSchema.safeParse(given);
  const send = async () => {
    if (!handed.success) return;
    const answer = await ask('custody.handOut', { id: thing.id, handed: handed.data });
    if (answer === null) return;
    if (answer.ok) close(words.done(thing.reference));
    else setProblem(WORDS[language].refusal(answer.refusal));
  };
  const choice = (label: string, pressed: boolean, choose: () => void) => (
    <button key={label} type="button" className="act" aria-pressed={pressed} onClick={choose}>
      {label}
    </button>
  );
  return (
    <form
      className="fill"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2 ref={heading} tabIndex={-1}>
        {words.handOut(thing.reference)}
      </h2>
      <fieldset className="choices">
        <legend>{words.toWhom}</legend>
        {choice(words.to.owner, to === 'owner', () => setTo('owner'))}
        {choice(words.to.bank, to === 'bank', () => setTo('bank'))}
      </fieldset>
      {to === null ? null : <p>{words.toMore[to]}</p>}
      {to === 'owner' ? (
        <>
          <fieldset className="choices">
            <legend>{words.seen}</legend>
            {CUSTODY_DOCUMENTS.map((one) =>
              choice(words.document[one], document === one, () => setDocument(one)),
            )}
          </fieldset>
          <fieldset className="choices">
            <legend>{words.slip}</legend>
            {choice(words.slipIs(thing.reference), slip === 'is', () => setSlip('is'))}
            {choice(words.slipNone, slip === 'none', () => setSlip('none'))}
          </fieldset>
        </>
      ) : null}
      {to === 'bank' ? (
        <div className="count">
          <label htmlFor={bagId}>{words.bag}</label>
          <input
            id={bagId}
            className="count-value"
            autoComplete="off"
            value={bag}
            onChange={({ target }) =>
              setBag(
                target.value
                  .toUpperCase()
                  .replace(/[^A-Z0-9-]/g, '')
                  .slice(0, 20),
              )
            }
          />
        </div>
      ) : null}
      <p role="alert" className="problem">
        {problem}
      </p>
      <div className="entry-acts">
        <button type="button" className="act" onClick={() => close(null)}>
          {words.cancel}
        </button>
        <button type="submit" className="act act-primary" aria-disabled={!handed.success}>
          {words.confirm}
        </button>
      </div>
    </form>
  );
}
