import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Booked as BookedAnswer, BookingChoices } from '#contracts/branch/appointment.ts';
import type { Language } from '#contracts/language.ts';
import { mayBeDone, type Reply } from '../live/ask.ts';
import { qrPath } from '../ui/qr-path.ts';
import { Papers } from './papers.tsx';
import { comingBetween } from './plan.ts';
import { type BookWords, dayWords } from './words.ts';

/** Modules of white around a code, as a reader needs them. */
const QUIET = 4;

type Props = {
  readonly words: BookWords;
  readonly language: Language;
  readonly booked: BookedAnswer;
  readonly choices: BookingChoices;
  readonly note: string | null;
  readonly cancel: () => Promise<Reply<BookedAnswer>>;
  readonly another: () => void;
};

/** An appointment as it stands: its code, when, how to come, and the way to take it back. */
export function Booked({ words, language, booked, choices, note, cancel, another }: Props) {
  const { appointment, code, qr } = booked;
  const { state, time, day } = appointment;
  const service = choices.services.find(({ id }) => id === appointment.service);
  const { from, until } = comingBetween(time, choices);
  const head = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another state is news, and is read out
  useEffect(() => head.current?.focus(), [state]);
  const when = `${dayWords(day, language, true)} ${time}`;
  return (
    <section className="book-booked" data-state={state}>
      <div className="book-head">
        <h1 ref={head} tabIndex={-1}>
          {words.state[state]}
        </h1>
        {note !== null && (
          <p className="phone-said" role="alert">
            {note}
          </p>
        )}
        <p>{words.means[state]}</p>
      </div>
      {state === 'booked' && (
        <div className="book-code">
          <p>{words.code}</p>
          {/* Heard digit by digit. */}
          <p className="book-digits" role="img" aria-label={[...code].join(' ')}>
            <span>{code.slice(0, 4)}</span> <span>{code.slice(4)}</span>
          </p>
          <Picture data={qr} label={words.picture} />
        </div>
      )}
      <dl className="told">
        <div className="told-strong">
          <dt>{words.when}</dt>
          <dd>{when}</dd>
        </div>
        <div>
          <dt>{words.business}</dt>
          <dd>{service ? words.name(service.name) : appointment.service}</dd>
        </div>
        <div>
          <dt>{words.where}</dt>
          <dd>{words.name(choices.branch)}</dd>
        </div>
      </dl>
      {state === 'booked' && (
        <div className="book-how">
          <h2>{words.how}</h2>
          <ol>
            <li>{words.comeBetween(from, until)}</li>
            <li>{words.atMachine}</li>
            <li>{words.late}</li>
          </ol>
          <h2>{words.bring}</h2>
          <Papers words={words} papers={service?.papers ?? []} />
          <p className="hint">{words.keep}</p>
        </div>
      )}
      <div className="book-ways">
        {state === 'booked' && <Cancel words={words} when={when} cancel={cancel} />}
        <button type="button" className={state === 'booked' ? undefined : 'go'} onClick={another}>
          {words.bookAnother}
        </button>
      </div>
    </section>
  );
}

function Picture({ data, label }: { readonly data: string; readonly label: string }) {
  const { size, path } = useMemo(() => qrPath(data), [data]);
  const side = size + 2 * QUIET;
  return (
    <svg className="book-qr" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}

type CancelProps = {
  readonly words: BookWords;
  readonly when: string;
  readonly cancel: () => Promise<Reply<BookedAnswer>>;
};

/** Taking it back, after one more question. */
function Cancel({ words, when, cancel }: CancelProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [sending, setSending] = useState(false);
  const [said, say] = useState<string | null>(null);
  const send = async () => {
    if (sending) return;
    setSending(true);
    const reply = await cancel();
    setSending(false);
    dialog.current?.close();
    if (!reply.ok) say(mayBeDone(reply.code) ? words.cancelUnanswered : words.cancelTooLate);
  };
  return (
    <>
      <p className="problem" role="alert">
        {said}
      </p>
      <button
        type="button"
        className="phone-stop"
        onClick={() => {
          say(null);
          dialog.current?.showModal();
        }}
      >
        {words.cancel}
      </button>
      <dialog ref={dialog} aria-labelledby={`${id}-sure`} aria-describedby={`${id}-means`}>
        <h2 id={`${id}-sure`}>{words.cancelSure}</h2>
        <p id={`${id}-means`}>
          {when}
          <br />
          {words.cancelMeans}
        </p>
        {/* The first button has the focus: a press too many keeps the appointment. */}
        <button type="button" className="phone-go-on" onClick={() => dialog.current?.close()}>
          {words.cancelNo}
        </button>
        <button type="button" className="phone-stop" aria-disabled={sending} onClick={() => void send()}>
          {sending ? words.sending : words.cancelYes}
        </button>
      </dialog>
    </>
  );
}
