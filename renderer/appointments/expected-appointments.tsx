import { useLanguage } from '../staff/language.tsx';
import { useExpected } from './use-expected.ts';
import { WORDS } from './words.ts';

/** Today's appointments by time; who they are for stands nowhere. */
export function ExpectedAppointments() {
  const { language } = useLanguage();
  const words = WORDS[language];
  const value = useExpected();
  if (!value) return null;
  const { appointments, total } = value;
  return (
    <table className="figures" data-figures="appointments">
      <caption>{words.title}</caption>
      {appointments.length > 0 && (
        <thead>
          <tr>
            <th scope="col">{words.columns.time}</th>
            <th scope="col">{words.columns.business}</th>
            <th scope="col">{words.columns.state}</th>
          </tr>
        </thead>
      )}
      <tbody>
        {appointments.length === 0 && (
          <tr>
            <td>{words.none}</td>
          </tr>
        )}
        {appointments.map(({ time, service, name, state, label, kept }, place) => (
          // Two of the same time and business are told apart by their place alone: nothing else is known of them.
          <tr
            key={`${time} ${service} ${appointments.slice(0, place).filter((one) => one.time === time && one.service === service).length}`}
          >
            <th scope="row">{time}</th>
            <td>{language === 'en' ? name.en : name.zh}</td>
            <td>{[words.state[state], label, kept && words.kept[kept]].filter(Boolean).join(' · ')}</td>
          </tr>
        ))}
        {total > appointments.length && (
          <tr>
            <td colSpan={3}>{words.more(total - appointments.length)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
