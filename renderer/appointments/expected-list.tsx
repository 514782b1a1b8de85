import { useLanguage } from '../staff/language.tsx';
import { useExpected } from './use-expected.ts';
import { WORDS } from './words.ts';

/** As many as are read beside the queue. */
const MOST = 20;

/** Who is expected when, for a counter: business, time, and the number of whoever is there. Nobody's name stands anywhere. */
export function ExpectedList() {
  const { language } = useLanguage();
  const words = WORDS[language];
  const value = useExpected();
  if (!value) return null;
  const { appointments, total } = value;
  const missed = appointments.filter(({ state }) => state === 'noShow').length;
  const coming = appointments.filter(({ state }) => state !== 'noShow');
  const shown = coming.slice(0, MOST);
  const more = total - missed - shown.length;
  return (
    <section aria-labelledby="expected-title">
      <h2 id="expected-title">
        {words.title} <span className="count">{total}</span>
      </h2>
      {total === 0 && <p className="nobody">{words.none}</p>}
      <ul className="expected">
        {shown.map(({ time, service, name, state, label, kept }, place) => (
          // Two of the same time and business are told apart by their place alone: nothing else is known of them.
          <li
            key={`${time} ${service} ${shown.slice(0, place).filter((one) => one.time === time && one.service === service).length}`}
            data-expected={state}
          >
            <b>{time}</b>
            <span>{language === 'en' ? name.en : name.zh}</span>
            <span className="expected-state">
              {[words.state[state], label, kept && words.kept[kept]].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="more">{words.more(more)}</p>}
      {missed > 0 && <p className="more">{words.missed(missed)}</p>}
    </section>
  );
}
