import type { Arrival } from '#contracts/branch/arrival.ts';
import { AnsweredShape, OpenShape } from '../lobby/shapes.tsx';
import type { ArrivalWords } from './words.ts';

type Props = {
  readonly arrival: Arrival;
  readonly words: ArrivalWords;
  /** The number of whoever looks at it. */
  readonly own: string;
  /** The service's wall clock now, milliseconds since the Unix epoch. */
  readonly now: number;
  readonly busy: boolean;
  readonly onGo: () => void;
};

/** Somebody who has come: how to call him, by what he was recognised, where, since when, and who goes. */
export function ArrivalRow({ arrival, words, own, now, busy, onGo }: Props) {
  const { id, name, reason, terminal, since, audiences, going, open } = arrival;
  const called = name ?? words.nameless;
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
  return (
    <li
      className={open ? 'arrival arrival-open' : 'arrival arrival-answered'}
      data-arrival={id}
      data-open={open}
      tabIndex={-1}
      aria-labelledby={`arrival-${id}`}
    >
      <p className="arrival-state">
        {open ? <OpenShape /> : <AnsweredShape />}
        <span>{open ? words.open : words.answered}</span>
      </p>
      <div className="arrival-who">
        <p className="arrival-name" id={`arrival-${id}`}>
          {called}
        </p>
        <p className={audiences.includes('escalated') ? 'arrival-as arrival-late' : 'arrival-as'}>
          {audiences.map((audience) => words.as[audience]).join(' · ')}
        </p>
      </div>
      <dl className="arrival-facts">
        <div>
          <dt>{words.label.reason}</dt>
          <dd>{words.reason[reason]}</dd>
        </div>
        <div>
          <dt>{words.label.place}</dt>
          <dd>{terminal === null ? words.noTerminal : words.at(terminal)}</dd>
        </div>
        <div>
          <dt>{words.label.since}</dt>
          <dd>
            <time dateTime={since}>{minutes === 0 ? words.justNow : words.minutes(minutes)}</time>
          </dd>
        </div>
      </dl>
      <div className="arrival-act">
        {going.map(({ audience, staff }) => (
          <p key={audience}>{staff === own ? words.youGo : words.goes(staff)}</p>
        ))}
        {open && (
          <button type="button" className="act" data-act="go" aria-disabled={busy} onClick={onGo}>
            {words.go}
            <span className="heard-only"> {called}</span>
          </button>
        )}
      </div>
    </li>
  );
}
