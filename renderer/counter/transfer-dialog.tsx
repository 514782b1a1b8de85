import { useEffect, useRef } from 'react';
import type { CounterPage } from '#contracts/branch/counter.ts';
import type { Ticket } from '#contracts/branch/ticket.ts';
import { moveBetweenButtons } from './choose-counter.tsx';
import { inHandOf } from './current-customer.tsx';
import type { CounterWords } from './words.ts';

type Props = {
  readonly page: CounterPage;
  readonly ticket: Ticket;
  readonly words: CounterWords;
  readonly to: (place: { readonly service: string | null; readonly counter: string | null }) => void;
  readonly close: () => void;
};

/** Where the customer goes: into the queue for another service, or to one counter for the service in hand. */
export function TransferDialog({ page, ticket, words, to, close }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { configuration, counters, own } = page;
  const inHand = configuration.services.find(({ id }) => id === inHandOf(ticket)?.id);
  const stateOf = (id: string) => counters.find((counter) => counter.id === id)?.state ?? 'closed';
  // A counter that is closed hands nobody on: whoever was sent there would wait for it alone.
  const others = configuration.counters.filter(({ id }) => id !== own && stateOf(id) !== 'closed');
  return (
    <dialog
      ref={dialog}
      className="transfer"
      aria-labelledby="transfer-title"
      onClose={close}
      onKeyDown={moveBetweenButtons}
    >
      <h2 id="transfer-title">{words.transferTitle(ticket.label)}</h2>
      <div className="transfer-lists">
        <section aria-labelledby="transfer-service">
          <h3 id="transfer-service">{words.toService}</h3>
          {configuration.services
            .filter(({ id }) => id !== inHand?.id)
            .map(({ id, name }) => (
              <button type="button" key={id} onClick={() => to({ service: id, counter: null })}>
                {words.name(name)}
              </button>
            ))}
        </section>
        {others.length > 0 && (
          <section aria-labelledby="transfer-counter">
            <h3 id="transfer-counter">{words.toCounter(inHand ? words.name(inHand.name) : '')}</h3>
            {others.map(({ id }) => (
              <button type="button" key={id} onClick={() => to({ service: null, counter: id })}>
                {words.counter(id)}
                {stateOf(id) === 'paused' && ` · ${words.paused}`}
              </button>
            ))}
          </section>
        )}
      </div>
      <button type="button" className="plain" onClick={() => dialog.current?.close()}>
        {words.cancel} <kbd>Esc</kbd>
      </button>
    </dialog>
  );
}
