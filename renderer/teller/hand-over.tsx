import type { Language } from '#contracts/language.ts';
import { isTextKey } from '#texts/catalogue.ts';
import { textsFor } from '#texts/format.ts';
import type { LobbyWords } from '../lobby/words.ts';
import { timeOf } from './passed.ts';
import type { InHand } from './picture.ts';
import type { TellerWords } from './words.ts';

type Props = {
  readonly inHand: InHand;
  readonly words: TellerWords;
  readonly lobby: LobbyWords;
  readonly language: Language;
};

/** What whoever takes over must know: who, what was done, what failed, devices, papers, and what tellers before wrote. */
export function HandOverPacket({ inHand, words, lobby, language }: Props) {
  const { handOver, notes, call } = inHand.case;
  const { customer, cardLast4, elder, done, failed, devices, papers } = handOver;
  const stepName = (step: string): string => {
    if (Object.hasOwn(lobby.step, step)) return lobby.step[step as keyof typeof lobby.step];
    const key = `step.${step}`;
    return isTextKey(key) ? textsFor(language).message(key) : lobby.otherStep;
  };
  const troubled = devices.filter(({ health }) => health !== 'ok');
  return (
    <section
      className="box packet"
      aria-labelledby="packet-title"
      data-region="packet"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard, too.
      tabIndex={0}
    >
      <h2 id="packet-title">{words.handOver}</h2>
      <dl className="packet-facts">
        <dt>{words.customer}</dt>
        <dd>
          {customer ? (
            <>
              <strong className="packet-name">{customer.name}</strong>
              <br />
              {words.document[customer.documentType]} …{customer.numberEnd}
              <br />
              <span className="soft">{words.known[customer.known]}</span>
            </>
          ) : (
            words.unknownCustomer
          )}
          {elder && <span className="mark">{words.elder}</span>}
          {call.own && <strong className="mark mark-own">{words.own}</strong>}
        </dd>
        {cardLast4 !== null && (
          <>
            <dt>{words.card}</dt>
            <dd>•••• {cardLast4}</dd>
          </>
        )}
        <dt>{words.column.reason}</dt>
        <dd>
          {words.reason[call.reason]} · {words.speaks[call.language]}
        </dd>
        <dt>{words.column.service}</dt>
        <dd>{call.service === null ? words.noService : lobby.service[call.service]}</dd>
        <dt>{words.column.place}</dt>
        <dd>
          {call.branch} · {call.terminal}
        </dd>
      </dl>
      <h3>{words.failed}</h3>
      {failed.length === 0 ? (
        <p className="soft">{words.failedNothing}</p>
      ) : (
        <ul className="packet-list packet-failed">
          {failed.map(({ step, what, at }) => (
            <li key={`${at} ${step} ${what}`}>
              <time dateTime={at}>{timeOf(at)}</time> {stepName(step)}
              {words.problem(what) !== null && <span className="soft"> · {words.problem(what)}</span>}
            </li>
          ))}
        </ul>
      )}
      <h3>{words.did}</h3>
      {done.length === 0 ? (
        <p className="soft">{words.didNothing}</p>
      ) : (
        <ul className="packet-list">
          {done.map(({ service, outcome, at }) => (
            <li key={`${at} ${service}`}>
              <time dateTime={at}>{timeOf(at)}</time> {lobby.service[service]} · {words.outcome(outcome)}
            </li>
          ))}
        </ul>
      )}
      <h3>{words.devices}</h3>
      {troubled.length === 0 ? (
        <p className="soft">{words.allDevices}</p>
      ) : (
        <ul className="packet-list">
          {troubled.map(({ device, health }) => (
            <li key={device} data-health={health}>
              {words.device(device)} · {words.health[health]}
            </li>
          ))}
        </ul>
      )}
      <h3>{words.papers}</h3>
      {papers.length === 0 ? (
        <p className="soft">{words.noPapers}</p>
      ) : (
        <ul className="packet-list">
          {papers.map(({ number, state }) => (
            <li key={number}>
              {number} · {words.paperState(state)}
            </li>
          ))}
        </ul>
      )}
      {notes.length > 0 && (
        <>
          <h3>{words.notes}</h3>
          <ul className="packet-list packet-notes">
            {notes.map(({ staff, at, note }) => (
              <li key={at}>
                <span className="soft">
                  {staff} · {timeOf(at)}
                </span>
                <p>{note}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
