import type { CounterPage, QueuedTicket } from '#contracts/branch/counter.ts';
import { inHandOf } from './current-customer.tsx';
import { Minds } from './minds.tsx';
import type { CounterWords } from './words.ts';

type Props = { readonly page: CounterPage; readonly words: CounterWords; readonly now: number };

/** Who waits, in the order in which the branch's rule would call them. */
export function QueueTable({ page, words, now }: Props) {
  const { waiting, waitingTotal } = page;
  return (
    <section className="queue" aria-labelledby="queue-title">
      <h2 id="queue-title">
        {words.queue} <span className="count">{waitingTotal}</span>
      </h2>
      {waiting.length === 0 ? (
        <p className="nobody">{words.nobodyWaits}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {[
                words.order,
                words.number,
                words.business,
                words.about,
                words.waited,
                words.wait,
                words.overtaken,
              ].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {waiting.map((queued, at) => (
              <Row key={queued.ticket.id} queued={queued} at={at + 1} page={page} words={words} now={now} />
            ))}
          </tbody>
        </table>
      )}
      {waitingTotal > waiting.length && <p className="more">{words.more(waitingTotal - waiting.length)}</p>}
    </section>
  );
}

function Row({
  queued,
  at,
  page,
  words,
  now,
}: Props & { readonly queued: QueuedTicket; readonly at: number }) {
  const { ticket, wait, mine } = queued;
  const waited = Math.max(0, Math.floor((now - Date.parse(ticket.issuedAt)) / 60_000));
  const late = waited >= page.configuration.waitTargetMinutes;
  const inHand = inHandOf(ticket);
  const more = ticket.services.filter(({ outcome }) => outcome === 'open').length - 1;
  const service = page.configuration.services.find(({ id }) => id === inHand?.id);
  return (
    <tr data-ticket={ticket.label} data-mine={mine}>
      <td>{at}</td>
      <th scope="row">{ticket.label}</th>
      <td>
        {service ? words.name(service.name) : inHand?.id}
        {more > 0 && ` +${more}`}
        {!mine && page.own !== null && (
          <span className="not-mine">
            {ticket.counter === null ? words.notMine : words.onlyAt(ticket.counter)}
          </span>
        )}
      </td>
      <td>
        <Minds ticket={ticket} words={words} timeZone={page.configuration.timeZone} />
      </td>
      <td data-late={late}>{words.minutes(waited, waited)}</td>
      <td>
        {wait && (
          <>
            {wait.minutes ? words.minutes(wait.minutes.from, wait.minutes.to) : words.minutesUnknown}
            <span className="why">{words.reason[wait.reason](wait.counter)}</span>
          </>
        )}
      </td>
      <td>{ticket.overtaken > 0 && words.times(ticket.overtaken)}</td>
    </tr>
  );
}
