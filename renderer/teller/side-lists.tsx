import type { CallBackItem } from '#contracts/branch/call-back.ts';
import type { DeskState } from '#contracts/branch/teller.ts';
import type { LobbyWords } from '../lobby/words.ts';
import { moveBetweenRows } from './focus.ts';
import { letterOf, ROW_KEYS, shownKey } from './keys.ts';
import { timeOf } from './passed.ts';
import type { TellerWords } from './words.ts';

type TellersProps = {
  readonly tellers: DeskState['tellers'];
  readonly own: string;
  readonly words: TellerWords;
};

/** Who else is at a desk. */
export function Tellers({ tellers, own, words }: TellersProps) {
  const others = tellers.filter(({ staff }) => staff !== own);
  return (
    <section className="box" aria-labelledby="tellers-title">
      <h2 id="tellers-title">{words.tellers}</h2>
      {others.length === 0 && <p className="hint">{words.nobodyElse}</p>}
      <ul className="tellers">
        {others.map(({ staff, name, presence, inCall }) => (
          <li key={staff} data-teller={staff}>
            <span>
              {name} <span className="soft">{staff}</span>
            </span>
            <span className="state" data-presence={inCall ? 'inCall' : presence}>
              {inCall ? words.inCall : words.presence[presence]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Change = CallBackItem['state'];
type CallBackProps = {
  readonly items: DeskState['callBacks'];
  readonly own: string;
  readonly words: TellerWords;
  readonly services: LobbyWords['service'];
  readonly can: boolean;
  readonly change: (item: CallBackItem, to: Change) => void;
};

/** Whom one has promised to call back, the earliest first. */
export function CallBacks({ items, own, words, services, can, change }: CallBackProps) {
  const sorted = items.toSorted((a, b) => a.from.localeCompare(b.from));
  return (
    <section
      className="box call-backs"
      aria-labelledby="call-backs-title"
      data-region="callBacks"
      tabIndex={-1}
      onKeyDown={moveBetweenRows}
    >
      <h2 id="call-backs-title">
        {words.callBacks} <kbd>⇧F9</kbd>
      </h2>
      {sorted.length === 0 && <p className="hint">{words.noCallBacks}</p>}
      <ul>
        {sorted.map((item) => (
          <CallBackRow
            key={item.id}
            item={item}
            mine={item.staff === own}
            words={words}
            services={services}
            can={can}
            change={change}
          />
        ))}
      </ul>
    </section>
  );
}

/** What may become of it next, by its state. */
const NEXT: Readonly<Record<Change, readonly Change[]>> = {
  open: ['taken'],
  taken: ['done', 'notReached', 'open'],
  notReached: ['taken'],
  done: [],
};
const KEY: Readonly<Record<Change, string>> = {
  taken: ROW_KEYS.take,
  done: ROW_KEYS.done,
  notReached: ROW_KEYS.notReached,
  open: ROW_KEYS.open,
};

type RowProps = Omit<CallBackProps, 'items' | 'own'> & {
  readonly item: CallBackItem;
  readonly mine: boolean;
};

function CallBackRow({ item, mine, words, services, can, change }: RowProps) {
  const open = item.state !== 'taken' || mine ? NEXT[item.state] : [];
  return (
    <li
      data-row
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a row is where its letters are heard; its buttons are in it.
      tabIndex={0}
      data-call-back={item.id}
      data-state={item.state}
      aria-label={`${item.reference} ${timeOf(item.from)}–${timeOf(item.to)}`}
      onKeyDown={(event) => {
        const to = open.find((state) => KEY[state] === letterOf(event));
        if (to && can) change(item, to);
      }}
    >
      <p>
        <strong>
          {timeOf(item.from)}–{timeOf(item.to)}
        </strong>{' '}
        {item.reference} · {item.name ?? words.noName} · {words.speaks[item.language]}
      </p>
      <p>
        <span className="phone">{item.phone}</span> ·{' '}
        {item.service === null ? words.noService : services[item.service]}
      </p>
      <p className="soft">
        {words.callBackState[item.state]}
        {item.staff !== null && ` · ${item.staff}`}
        {item.tries > 0 && ` · ${words.tries(item.tries)}`}
      </p>
      <p className="row-acts">
        {open.map((to) => (
          <button
            key={to}
            type="button"
            className="small"
            data-act={to}
            aria-disabled={!can}
            onClick={() => can && change(item, to)}
          >
            {words.callBackAct[to]} <kbd>{shownKey(KEY[to])}</kbd>
          </button>
        ))}
      </p>
    </li>
  );
}
