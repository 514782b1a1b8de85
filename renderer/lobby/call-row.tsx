import { useState } from 'react';
import type { LobbyCall } from '#contracts/branch/lobby.ts';
import { languageSchema } from '#contracts/language.ts';
import type { CallAct } from './api.ts';
import { durationWords, LONG_WAIT_SECONDS } from './duration.ts';
import { AnsweredShape, HandShape, OpenShape } from './shapes.tsx';
import type { LobbyWords } from './words.ts';

type Props = {
  readonly call: LobbyCall;
  readonly words: LobbyWords;
  /** The service's wall clock now, in milliseconds since the Unix epoch. */
  readonly now: number;
  readonly onAct: (call: LobbyCall, act: CallAct) => Promise<void>;
};

/** One call: whose, where, why, how long, and what can be done about it; the screen is operated by its helper alone. */
export function CallRow({ call, words, now, onAct }: Props) {
  const [sending, setSending] = useState(false);
  const answered = call.state === 'acknowledged';
  const act = answered ? 'close' : 'acknowledge';
  const waited = now - Date.parse(call.createdAt);
  const long = !answered && waited >= LONG_WAIT_SECONDS * 1000;
  const press = (what: CallAct) => () => {
    if (sending) return;
    setSending(true);
    void onAct(call, what).finally(() => setSending(false));
  };
  const hands = call.hands !== null;
  const quiet = call.reason === 'quiet';
  const button = (what: CallAct, label: string, look: string) => (
    <button
      // A new button for each state: what was pressed for one act never does the other.
      key={what}
      type="button"
      className={`act ${look}`}
      data-act={what}
      aria-disabled={sending}
      onClick={press(what)}
    >
      {label}
      <span className="heard-only"> {call.reference}</span>
    </button>
  );
  return (
    <li
      className={`call ${answered ? 'call-answered' : 'call-open'}`}
      data-call={call.id}
      data-state={call.state}
      data-reason={call.reason}
      tabIndex={-1}
      aria-labelledby={`reference-${call.id}`}
    >
      <p className="call-state">
        {hands ? <HandShape /> : answered ? <AnsweredShape /> : <OpenShape />}
        <span>{words.state[hands ? 'handsOn' : answered ? 'acknowledged' : quiet ? 'quiet' : 'open']}</span>
      </p>
      <dl className="call-facts">
        <div className="fact-place">
          <dt className="heard-only">{words.label.terminal}</dt>
          <dd className={call.terminal.length > 6 ? 'fact-terminal fact-terminal-long' : 'fact-terminal'}>
            {call.terminal}
          </dd>
          <dt className="heard-only">{words.label.reference}</dt>
          <dd className="fact-reference" id={`reference-${call.id}`}>
            {call.reference}
          </dd>
        </div>
        <div className="fact-where">
          <dt className="heard-only">{words.label.where}</dt>
          <dd>
            <span className="fact-step">{stepWords(call.step, words)}</span>
            <span className="fact-service">{serviceWords(call.service, words)}</span>
          </dd>
        </div>
        <div className="fact-reason">
          <dt className="heard-only">{words.label.reason}</dt>
          <dd>
            <span>{words.reason[call.reason]}</span>
            <span className="fact-language">{languageWords(call.language, words)}</span>
          </dd>
        </div>
        <div className="fact-waiting">
          <dt>{answered ? words.label.sinceCall : words.label.waiting}</dt>
          <dd>
            <time dateTime={call.createdAt}>{durationWords(waited, words)}</time>
            {long && <span className="long-wait">{words.longWait}</span>}
          </dd>
        </div>
      </dl>
      <div className="call-acts">
        {button(act, answered ? words.close : words.acknowledge, answered ? 'act-close' : 'act-acknowledge')}
        {hands
          ? button('hands-off', words.handsOff, 'act-hands-off')
          : answered && call.yours && !quiet && button('hands-on', words.handsOn, 'act-close')}
      </div>
    </li>
  );
}

const lookUp = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;

const stepWords = (step: string, words: LobbyWords): string => lookUp(words.step, step) ?? words.otherStep;

const serviceWords = (service: string | null, words: LobbyWords): string =>
  (service === null ? undefined : lookUp(words.service, service)) ?? words.noService;

function languageWords(language: string, words: LobbyWords): string {
  const known = languageSchema.safeParse(language);
  return known.success ? words.speaks[known.data] : language;
}
