import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import {
  COMPLAINT_SUBJECTS,
  COMPLAINT_WISHES,
  type ComplaintReceipt,
  type PhoneComplaint,
} from '#contracts/branch/complaint.ts';
import { contactSchema, WORDS_MOST } from '#contracts/branch/words.ts';
import type { Language } from '#contracts/language.ts';
import { mayBeDone, type Reply } from '../live/ask.ts';
import { honestWords } from './honest-words.ts';
import { newRecordId } from './record-id.ts';
import { type FeedbackWords, instantWords } from './words.ts';

type Draft = Omit<PhoneComplaint, 'id' | 'language' | 'words'> & { readonly words: string };
const EMPTY: Draft = { subject: 'waiting', wish: 'byNumber', contact: null, words: '' };

type Props = {
  readonly words: FeedbackWords;
  readonly language: Language;
  readonly file: (complaint: PhoneComplaint) => Promise<Reply<ComplaintReceipt>>;
  readonly cancel: () => void;
};

/** A complaint in words: written, read back, and filed only then; under one id however often it is sent. */
export function ComplaintForm({ words, language, file, cancel }: Props) {
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [step, setStep] = useState<'write' | 'check'>('write');
  const [receipt, setReceipt] = useState<ComplaintReceipt | null>(null);
  const [sending, setSending] = useState(false);
  /** It was sent and may be filed: before that is known nothing is changed, so that it is never filed twice. */
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useRef(newRecordId());
  const head = useRef<HTMLHeadingElement>(null);
  const shown = receipt ? 'filed' : step;
  useEffect(() => {
    if (shown !== 'write') head.current?.focus();
  }, [shown]);

  const send = async () => {
    if (sending) return;
    setSending(true);
    const reply = await file({ ...draft, id: id.current, language });
    setSending(false);
    if (reply.ok) return setReceipt(reply.value);
    // Too many tries says nothing of an earlier one that was not answered.
    if (reply.code !== 'tooManyRequests') setOpen(mayBeDone(reply.code));
    setProblem(
      mayBeDone(reply.code)
        ? words.unanswered
        : reply.code === 'tooManyRequests'
          ? words.tooMany
          : words.refused,
    );
  };

  const change = () => {
    if (!sending) setStep('write');
  };

  if (receipt)
    return (
      <section className="complaint-filed" aria-labelledby="complaint-filed">
        <h2 id="complaint-filed" ref={head} tabIndex={-1}>
          {words.filed}
        </h2>
        <dl className="told">
          <Pair label={words.number} value={receipt.number} strong />
          <Pair label={words.due} value={instantWords(receipt.due, language)} />
          <Pair label={words.seenBy} value={words.owner[receipt.owner]} />
        </dl>
        <p>{words.keep}</p>
        {receipt.url !== null && (
          <p>
            <a href={new URL(receipt.url).pathname}>{words.follow}</a>
          </p>
        )}
      </section>
    );
  if (step === 'check')
    return (
      <section className="complaint-check" aria-labelledby="complaint-check">
        <h2 id="complaint-check" ref={head} tabIndex={-1}>
          {words.readBack}
        </h2>
        <dl className="told">
          <Pair label={words.about} value={words.subject[draft.subject]} />
          <Pair label={words.what} value={draft.words} />
          <Pair label={words.answer} value={words.wish[draft.wish]} />
          {draft.contact !== null && <Pair label={words.calls} value={draft.contact} />}
        </dl>
        <p>{words.readBackMore}</p>
        <p className="problem" role="alert">
          {problem}
        </p>
        {!open && (
          <button type="button" className="plain" aria-disabled={sending} onClick={change}>
            {words.change}
          </button>
        )}
        <button type="button" className="go" aria-disabled={sending} onClick={() => void send()}>
          {sending ? words.sending : open ? words.fileAgain : words.file}
        </button>
      </section>
    );
  return (
    <Write
      words={words}
      draft={draft}
      cancel={cancel}
      done={(written) => {
        // What was changed is another complaint; what was not is sent again under its own id.
        if (JSON.stringify(written) !== JSON.stringify(draft)) id.current = newRecordId();
        setDraft(written);
        setProblem(null);
        setStep('check');
      }}
    />
  );
}

const Pair = ({ label, value, strong = false }: { label: string; value: string; strong?: boolean }) => (
  <div className={strong ? 'told-strong' : undefined}>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
);

type WriteProps = {
  readonly words: FeedbackWords;
  readonly draft: Draft;
  readonly cancel: () => void;
  readonly done: (written: Draft) => void;
};

function Write({ words, draft, cancel, done }: WriteProps) {
  const name = useId();
  const [subject, setSubject] = useState(draft.subject);
  const [wish, setWish] = useState(draft.wish);
  const [contact, setContact] = useState(draft.contact ?? '');
  const [text, setText] = useState(draft.words);
  const [wrong, setWrong] = useState<'contact' | 'words' | null>(null);
  const check = (event: FormEvent) => {
    event.preventDefault();
    const honest = honestWords(text);
    if (honest === '') return setWrong('words');
    if (wish === 'callBack' && !contactSchema.safeParse(contact).success) return setWrong('contact');
    done({ subject, wish, contact: wish === 'callBack' ? contact : null, words: honest });
  };
  return (
    <form className="complaint-write" onSubmit={check} noValidate>
      <h2>{words.complain}</h2>
      <fieldset>
        <legend>{words.about}</legend>
        {COMPLAINT_SUBJECTS.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={`${name}-subject`}
              checked={subject === each}
              onChange={() => setSubject(each)}
            />
            {words.subject[each]}
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor={`${name}-words`}>{words.what}</label>
        <textarea
          id={`${name}-words`}
          rows={4}
          maxLength={WORDS_MOST}
          value={text}
          aria-invalid={wrong === 'words'}
          aria-describedby={`${name}-left`}
          onChange={(event) => setText(event.target.value)}
        />
        <p id={`${name}-left`} className="hint">
          {words.left(Math.max(0, WORDS_MOST - text.length))}
        </p>
      </div>
      <fieldset>
        <legend>{words.answer}</legend>
        {COMPLAINT_WISHES.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={`${name}-wish`}
              checked={wish === each}
              onChange={() => setWish(each)}
            />
            {words.wish[each]}
          </label>
        ))}
      </fieldset>
      {wish === 'callBack' && (
        <div className="field">
          <label htmlFor={`${name}-contact`}>{words.contact}</label>
          <input
            id={`${name}-contact`}
            inputMode="numeric"
            autoComplete="off"
            maxLength={15}
            value={contact}
            aria-invalid={wrong === 'contact'}
            onChange={(event) => setContact(event.target.value.replace(/\D/g, ''))}
          />
        </div>
      )}
      <p className="problem" role="alert">
        {wrong === 'words' ? words.whatMissing : wrong === 'contact' ? words.contactWrong : ''}
      </p>
      <button type="button" className="plain" onClick={cancel}>
        {words.cancel}
      </button>
      <button type="submit" className="go">
        {words.check}
      </button>
    </form>
  );
}
