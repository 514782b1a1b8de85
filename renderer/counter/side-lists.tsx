import type { CounterPage } from '#contracts/branch/counter.ts';
import { ExpectedList } from '../appointments/expected-list.tsx';
import { inHandOf } from './current-customer.tsx';
import type { CounterWords } from './words.ts';

type Props = {
  readonly page: CounterPage;
  readonly words: CounterWords;
  readonly canCall: boolean;
  readonly call: (label: string) => void;
};

/** Beside the queue: numbers that were kept, what the other counters do, and who is expected today. */
export function SideLists({ page, words, canCall, call }: Props) {
  const { parked, counters, configuration, own } = page;
  const serviceOf = (id: string | undefined) => configuration.services.find((service) => service.id === id);
  return (
    <aside>
      <section aria-labelledby="parked-title">
        <h2 id="parked-title">
          {words.parked} <span className="count">{parked.length}</span>
        </h2>
        {parked.length === 0 && <p className="nobody">{words.nobodyParked}</p>}
        <ul className="parked">
          {parked.map((ticket) => {
            const service = serviceOf(inHandOf(ticket)?.id);
            return (
              <li key={ticket.id} data-parked={ticket.label}>
                <b>{ticket.label}</b>
                <span>{service && words.name(service.name)}</span>
                <button
                  type="button"
                  className="plain"
                  aria-disabled={!canCall}
                  onClick={() => canCall && call(ticket.label)}
                >
                  {words.callBack}
                  <span className="heard-only"> {ticket.label}</span>
                </button>
              </li>
            );
          })}
        </ul>
      </section>
      <section aria-labelledby="counters-title">
        <h2 id="counters-title">{words.counters}</h2>
        <ul className="others">
          {configuration.counters
            .filter(({ id }) => id !== own)
            .map(({ id }) => {
              const counter = counters.find((each) => each.id === id);
              const state = counter?.state ?? 'closed';
              return (
                <li key={id} data-counter={id} data-state={state}>
                  <b>{words.counter(id)}</b>
                  <span>
                    {words[state]}
                    {state === 'open' && ` · ${counter?.ticket ? words.withCustomer : words.idle}`}
                  </span>
                  <span className="others-staff">{counter?.staff}</span>
                </li>
              );
            })}
        </ul>
      </section>
      <ExpectedList />
    </aside>
  );
}
