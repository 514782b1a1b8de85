import type { Ticket } from '#contracts/branch/ticket.ts';
import { MindShape } from './shapes.tsx';
import { timeAt } from './time-at.ts';
import type { CounterWords } from './words.ts';

type Props = {
  readonly ticket: Ticket;
  readonly words: CounterWords;
  /** The branch's own. */
  readonly timeZone: string;
};

/** What is to be minded with this customer, by shape and word: language, needs, segment, an appointment. */
export function Minds({ ticket, words, timeZone }: Props) {
  const { language, needs, segment, channel, appointment } = ticket;
  const kept = appointment && { time: timeAt(appointment.startsAt, timeZone), kept: appointment.kept };
  return (
    <ul className="minds">
      {needs.map((need) => (
        <li key={need} className="mind mind-need">
          <MindShape of={need} />
          {words.need[need]}
        </li>
      ))}
      {segment !== 'ordinary' && (
        <li className="mind">
          <MindShape of={segment} />
          {words.segment[segment]}
        </li>
      )}
      {channel === 'appointment' && (
        <li className="mind">
          <MindShape of="appointment" />
          {words.appointment(kept ?? null)}
        </li>
      )}
      {language !== 'zh-CN' && (
        <li className="mind">
          <MindShape of="language" />
          {words.speaks[language]}
        </li>
      )}
    </ul>
  );
}
