import { useEffect, useState } from 'react';
import type { ComplaintReceipt, PhoneComplaint } from '#contracts/branch/complaint.ts';
import type { PhoneRating, RatingAnswer } from '#contracts/branch/feedback.ts';
import type { PhoneTicket } from '#contracts/branch/phone.ts';
import type { Wait } from '#contracts/branch/ticket.ts';
import type { Language } from '#contracts/language.ts';
import type { Reply } from '../live/ask.ts';
import type { LiveFeed } from '../live/feed.ts';
import { useLive } from '../live/use-live.ts';
import { Feedback } from './feedback.tsx';
import { GiveUp } from './give-up.tsx';
import type { PhoneWords } from './words.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';

const WORDS: Readonly<Record<Language, PhoneWords>> = { 'zh-CN': zhCN, en };

/** Milliseconds of humming and of pauses when the number is called. */
const HUM = [400, 150, 400, 150, 700];

type Props = {
  readonly feed: LiveFeed<PhoneTicket>;
  readonly giveUp: () => Promise<Reply<PhoneTicket>>;
  readonly rate: (rating: PhoneRating) => Promise<Reply<RatingAnswer>>;
  readonly complain: (complaint: PhoneComplaint) => Promise<Reply<ComplaintReceipt>>;
};

/** One number on its holder's own phone: where it stands, how long it may take and why, and where to go. */
export function PhonePage({ feed, giveUp, rate, complain }: Props) {
  const { connection, value: ticket, heardAt, serverOffset } = useLive(feed);
  const [chosen, choose] = useState<Language | null>(null);
  const language = chosen ?? ticket?.language ?? 'zh-CN';
  const words = WORDS[language];
  // Each call of the number, the second as well as the first.
  const call = ticket?.state === 'called' ? ticket.calls : 0;
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = ticket ? `${ticket.label} · ${stateWords(ticket, words)}` : words.title;
  }, [language, ticket, words]);
  useEffect(() => {
    if (call > 0 && 'vibrate' in navigator) navigator.vibrate(HUM);
  }, [call]);

  const time = heardAt === null ? '' : clockTime(heardAt + serverOffset);
  return (
    <div className="phone" data-connection={connection} data-state={ticket?.state}>
      <header>
        <p>{ticket ? words.name(ticket.branch) : words.title}</p>
        <button
          type="button"
          className="phone-language"
          lang={words.other.language}
          onClick={() => choose(words.other.language)}
        >
          {words.other.name}
        </button>
      </header>
      {connection === 'lost' && ticket && (
        <p className="phone-lost" role="alert">
          {words.lost(time)}
        </p>
      )}
      <main>
        {connection === 'ended' ? (
          <section className="phone-unknown">
            <h1>{words.unknown}</h1>
            <p>{words.unknownMore}</p>
          </section>
        ) : ticket ? (
          <TicketShown ticket={ticket} words={words} />
        ) : (
          <p role="status">{connection === 'first' ? words.connecting : words.lost('–')}</p>
        )}
        {ticket && connection !== 'ended' && (ticket.state === 'waiting' || ticket.state === 'parked') && (
          <GiveUp label={ticket.label} words={words} feed={feed} send={giveUp} />
        )}
        {ticket && connection !== 'ended' && (
          <Feedback ticket={ticket} language={language} rate={rate} complain={complain} />
        )}
      </main>
      {ticket && connection === 'live' && <footer>{words.asOf(time)}</footer>}
    </div>
  );
}

function TicketShown({ ticket, words }: { readonly ticket: PhoneTicket; readonly words: PhoneWords }) {
  const { label, state, service, wait, care } = ticket;
  return (
    <>
      <section className="phone-number">
        <h1>
          <span className="phone-number-title">{words.number}</span>{' '}
          <span className="phone-label">{label}</span>
        </h1>
        <p className="phone-service">{words.name(service)}</p>
      </section>
      <section className="phone-state" role="status">
        <p className="phone-state-words">{stateWords(ticket, words)}</p>
        {words.more[state] !== '' && <p>{words.more[state]}</p>}
        {state === 'waiting' && wait && <WaitShown wait={wait} words={words} />}
      </section>
      {state === 'waiting' && (care.until !== null || care.seats > 0) && (
        <p className="phone-keep">
          {care.until !== null && words.careUntil(care.until)} {care.seats > 0 && words.seats(care.seats)}
        </p>
      )}
      {state === 'waiting' && <p className="phone-keep">{words.keepOpen}</p>}
    </>
  );
}

function WaitShown({ wait, words }: { readonly wait: Wait; readonly words: PhoneWords }) {
  const { ahead, minutes, reason, counter } = wait;
  return (
    <>
      <p className="phone-ahead">{words.ahead(ahead)}</p>
      {(minutes || reason !== 'noCounter') && (
        <p className="phone-minutes">
          {minutes ? words.minutes(minutes.from, minutes.to) : words.minutesUnknown}
        </p>
      )}
      <p className="phone-reason">{words.reason[reason](counter)}</p>
    </>
  );
}

function stateWords({ state, counter }: PhoneTicket, words: PhoneWords): string {
  if (state === 'called' && counter !== null) return words.called(counter);
  if (state === 'called' || state === 'serving') return words.serving(counter);
  return words.state[state];
}

/** By the phone's own clock's zone: its holder is where the branch is. */
const clockTime = (instant: number): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant);
