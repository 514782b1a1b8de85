import { useId, useRef, useState } from 'react';
import type { PhoneTicket } from '#contracts/branch/phone.ts';
import type { Reply } from '../live/ask.ts';
import type { LiveFeed } from '../live/feed.ts';
import type { PhoneWords } from './words.ts';

type Props = {
  readonly label: string;
  readonly words: PhoneWords;
  readonly feed: LiveFeed<PhoneTicket>;
  readonly send: () => Promise<Reply<PhoneTicket>>;
};

/** Giving the number back, after one more question. */
export function GiveUp({ label, words, feed, send }: Props) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [sending, setSending] = useState(false);
  const [said, say] = useState<'notSent' | 'tooLate' | null>(null);

  const give = async () => {
    if (sending) return;
    setSending(true);
    const reply = await send();
    setSending(false);
    dialog.current?.close();
    if (reply.ok) return feed.take(reply.value);
    say(reply.code === 'illegalMove' ? 'tooLate' : 'notSent');
    feed.wake();
  };

  return (
    <section className="phone-give-up">
      <p className="phone-said" role="alert">
        {said && words[said]}
      </p>
      <button
        type="button"
        onClick={() => {
          say(null);
          dialog.current?.showModal();
        }}
      >
        {words.giveUp}
      </button>
      <dialog ref={dialog} aria-labelledby={`${id}-sure`} aria-describedby={`${id}-means`}>
        <h2 id={`${id}-sure`}>{words.giveUpSure(label)}</h2>
        <p id={`${id}-means`}>{words.giveUpMeans}</p>
        {/* The first button has the focus: a press too many keeps the place. */}
        <button type="button" className="phone-go-on" onClick={() => dialog.current?.close()}>
          {words.giveUpNo}
        </button>
        <button type="button" className="phone-stop" aria-disabled={sending} onClick={() => void give()}>
          {sending ? words.sending : words.giveUpYes}
        </button>
      </dialog>
    </section>
  );
}
