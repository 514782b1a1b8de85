import type { HallView } from '#contracts/branch/hall.ts';
import type { Language } from '#contracts/language.ts';
import { ExpectedAppointments } from '../appointments/expected-appointments.tsx';
import type { LiveView } from '../live/feed.ts';
import { mayEnter, useStaff } from '../staff/gate.tsx';
import { RoomLink } from '../staff/room-link.tsx';
import { DayFigures, QueueFigures } from './hall-figures.tsx';
import { HALL_WORDS } from './hall-words.ts';
import { Count } from './kept-cards.tsx';
import { TerminalRail } from './terminal-rail.tsx';
import type { LobbyWords } from './words.ts';

type Props = {
  readonly view: LiveView<HallView>;
  readonly words: LobbyWords;
  readonly language: Language;
  /** Page time. */
  readonly pageNow: number;
};

/** The hall at a glance: each terminal as a rail, the queue, the day. Nothing here is about a person. */
export function HallSection({ view, words, language, pageNow }: Props) {
  const hallWords = HALL_WORDS[language];
  const { staff } = useStaff();
  const { value: hall, serverOffset, connection } = view;
  if (!hall) return null;
  const now = pageNow + serverOffset;
  return (
    <div className="hall" data-hall={connection}>
      {hall.approvals > 0 && mayEnter('approver', staff) && (
        <RoomLink className="hall-approvals" to="/approvals">
          {hallWords.approvals(hall.approvals)}
        </RoomLink>
      )}
      <section aria-labelledby="terminals-title">
        <h2 id="terminals-title">
          {hallWords.terminals} <Count of={hall.terminalsTotal} sure={connection === 'live'} />
        </h2>
        {hall.terminals.length === 0 ? (
          <p className="kept-none">{hallWords.noTerminals}</p>
        ) : (
          <ul className="rails">
            {hall.terminals.map((terminal) => (
              <TerminalRail key={terminal.terminal} {...{ terminal, words, hallWords, now }} />
            ))}
          </ul>
        )}
        {hall.terminalsTotal > hall.terminals.length && (
          <p className="more">{words.more(hall.terminalsTotal - hall.terminals.length)}</p>
        )}
      </section>
      <section className="tables" aria-label={words.hallTitle}>
        <QueueFigures {...{ hall, words, hallWords, language, now }} />
        <DayFigures {...{ hall, words, hallWords }} />
        <ExpectedAppointments />
      </section>
    </div>
  );
}
