import type { DeskState, WaitingCall } from '#contracts/branch/teller.ts';
import type { LobbyWords } from '../lobby/words.ts';
import { moveBetweenRows } from './focus.ts';
import { letterOf, ROW_KEYS, shownKey } from './keys.ts';
import { passed } from './passed.ts';
import type { TellerWords } from './words.ts';

type Props = {
  readonly desk: DeskState;
  readonly words: TellerWords;
  readonly services: LobbyWords['service'];
  /** The service's wall clock, milliseconds since the epoch. */
  readonly now: number;
  readonly canTake: boolean;
  readonly take: (call: WaitingCall) => void;
};

/** Who waits, in the order of routing; one's own customers are marked, and may be taken out of turn. */
export function WaitingList({ desk, words, services, now, canTake, take }: Props) {
  const { waiting, total } = desk;
  return (
    <section
      className="box waiting"
      aria-labelledby="waiting-title"
      data-region="waiting"
      tabIndex={-1}
      onKeyDown={moveBetweenRows}
    >
      <h2 id="waiting-title">
        {words.waiting} <span className="count">{total}</span>
      </h2>
      {waiting.length === 0 ? (
        <p className="hint">{words.nobodyWaits}</p>
      ) : (
        <table>
          <thead>
            <tr>
              {(['reference', 'waited', 'reason', 'service', 'language', 'mode', 'place'] as const).map(
                (column) => (
                  <th key={column} scope="col">
                    {words.column[column]}
                  </th>
                ),
              )}
              <td />
            </tr>
          </thead>
          <tbody>
            {waiting.map((call) => (
              <WaitingRow
                key={call.id}
                call={call}
                words={words}
                services={services}
                now={now}
                canTake={canTake && call.yours}
                take={take}
              />
            ))}
          </tbody>
        </table>
      )}
      {total > waiting.length && <p className="hint">{words.more(total - waiting.length)}</p>}
    </section>
  );
}

type RowProps = Omit<Props, 'desk'> & { readonly call: WaitingCall };

function WaitingRow({ call, words, services, now, canTake, take }: RowProps) {
  return (
    <tr
      data-row
      data-call={call.id}
      data-own={call.own}
      data-yours={call.yours}
      onKeyDown={(event) => {
        if (letterOf(event) === ROW_KEYS.take && canTake) take(call);
      }}
    >
      <th scope="row">{call.reference}</th>
      <td>{passed(now - Date.parse(call.since), words)}</td>
      <td>
        {words.reason[call.reason]}
        {call.own && <strong className="mark mark-own">{words.own}</strong>}
        {call.transferred && <span className="mark">{words.transferred}</span>}
        {!call.yours && <span className="mark">{words.keptForOther}</span>}
      </td>
      <td>{call.service === null ? words.noService : services[call.service]}</td>
      <td>{words.speaks[call.language]}</td>
      <td>{words.mode[call.mode]}</td>
      <td>
        {call.branch} · {call.terminal}
      </td>
      <td>
        <button
          type="button"
          className="small"
          data-act="take"
          aria-disabled={!canTake}
          onClick={() => canTake && take(call)}
        >
          {words.take}
          <span className="heard-only"> {call.reference}</span> <kbd>{shownKey(ROW_KEYS.take)}</kbd>
        </button>
      </td>
    </tr>
  );
}
