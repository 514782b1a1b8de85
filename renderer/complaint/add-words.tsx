import { useId, useRef, useState } from 'react';
import type { ComplaintWords as Addition } from '#contracts/branch/complaint.ts';
import { WORDS_MOST } from '#contracts/branch/words.ts';
import { honestWords } from '../feedback/honest-words.ts';
import { newRecordId } from '../feedback/record-id.ts';
import type { FeedbackWords } from '../feedback/words.ts';
import type { ComplaintWords } from './words.ts';

type Props = {
  readonly words: ComplaintWords;
  readonly feedback: FeedbackWords;
  /** True once it was added. */
  readonly add: (addition: Addition) => Promise<boolean>;
};

/** Something in the customer's own words: written, read back, and sent under one id however often. */
export function AddWords({ words, feedback, add }: Props) {
  const name = useId();
  const id = useRef(newRecordId());
  const [text, setText] = useState('');
  const [checked, setChecked] = useState<string | null>(null);
  const [state, setState] = useState<'open' | 'sending' | 'added' | 'failed' | 'empty'>('open');
  const send = async (said: string) => {
    if (state === 'sending') return;
    setState('sending');
    const added = await add({ id: id.current, words: said });
    setState(added ? 'added' : 'failed');
    if (!added) return;
    id.current = newRecordId();
    setText('');
    setChecked(null);
  };
  return (
    <section className="rate">
      <h2>{words.add}</h2>
      {checked === null ? (
        <>
          <div className="field">
            <label htmlFor={name}>{words.addMore}</label>
            <textarea
              id={name}
              rows={3}
              maxLength={WORDS_MOST}
              value={text}
              aria-invalid={state === 'empty'}
              onChange={(event) => setText(event.target.value)}
            />
          </div>
          <p role="status">{state === 'added' && words.added}</p>
          <p className="problem" role="alert">
            {state === 'empty' && feedback.whatMissing}
          </p>
          <button
            type="button"
            onClick={() => {
              const said = honestWords(text);
              setState(said === '' ? 'empty' : 'open');
              if (said !== '') setChecked(said);
            }}
          >
            {words.addCheck}
          </button>
        </>
      ) : (
        <>
          <h3>{words.addSure}</h3>
          <p className="rated">{checked}</p>
          <p className="problem" role="alert">
            {state === 'failed' && words.notAdded}
          </p>
          <button
            type="button"
            onClick={() => {
              id.current = newRecordId();
              setChecked(null);
            }}
          >
            {words.change}
          </button>
          <button
            type="button"
            className="go"
            aria-disabled={state === 'sending'}
            onClick={() => void send(checked)}
          >
            {state === 'sending' ? feedback.sending : words.send}
          </button>
        </>
      )}
    </section>
  );
}
