import { useCallback, useEffect, useState } from 'react';
import type { Booked as BookedAnswer, BookingChoices } from '#contracts/branch/appointment.ts';
import type { Language } from '#contracts/language.ts';
import { newRecordId } from '../feedback/record-id.ts';
import { Booked } from './booked.tsx';
import type { BookDesk } from './desk.ts';
import { Planning } from './planning.tsx';
import { WORDS } from './words.ts';

/** Where the page is: it looks, it asks, or it shows what is booked. */
type Place =
  | { readonly at: 'looking' }
  | { readonly at: 'lost'; readonly id: string | null }
  | { readonly at: 'planning'; readonly id: string; readonly choices: BookingChoices; readonly note: boolean }
  | {
      readonly at: 'booked';
      readonly choices: BookingChoices;
      readonly booked: BookedAnswer;
      /** It was booked by an earlier sending, and not as it was asked for last. */
      readonly earlier: boolean;
    };

/** The practice page on which somebody books an appointment for himself. */
export function BookPage({ desk }: { readonly desk: BookDesk }) {
  const [language, setLanguage] = useState<Language>(() =>
    navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en',
  );
  const [strong, setStrong] = useState(() => matchMedia('(prefers-contrast: more)').matches);
  const [place, setPlace] = useState<Place>({ at: 'looking' });
  const words = WORDS[language];

  const start = useCallback(
    async (id: string | null) => {
      setPlace({ at: 'looking' });
      const [choices, standing] = await Promise.all([
        desk.choices(),
        id === null ? undefined : desk.find(id),
      ]);
      if (!choices.ok || (standing && !standing.ok && standing.code !== 'notFound'))
        return setPlace({ at: 'lost', id });
      if (standing?.ok)
        return setPlace({ at: 'booked', choices: choices.value, booked: standing.value, earlier: false });
      // What was sent and is not there may still arrive: under the same id it books nothing a second time.
      setPlace({
        at: 'planning',
        id: id ?? newRecordId(),
        choices: choices.value,
        note: standing !== undefined,
      });
    },
    [desk],
  );
  useEffect(() => void start(desk.kept()), [desk, start]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.title;
  }, [language, words]);
  useEffect(() => {
    document.documentElement.dataset.contrast = strong ? 'high' : 'normal';
  }, [strong]);

  return (
    <div className="phone book" data-place={place.at}>
      <header>
        <p>{'choices' in place ? words.name(place.choices.branch) : words.title}</p>
        <div className="book-display">
          <button type="button" aria-pressed={strong} onClick={() => setStrong(!strong)}>
            {words.contrast}
          </button>
          <button type="button" lang={words.other.language} onClick={() => setLanguage(words.other.language)}>
            {words.other.name}
          </button>
        </div>
      </header>
      <main>
        {place.at === 'looking' && (
          <section className="rate">
            <h1>{words.title}</h1>
            <p role="status">{words.looking}</p>
          </section>
        )}
        {place.at === 'lost' && (
          <section className="rate">
            <h1>{words.title}</h1>
            <p className="problem" role="alert">
              {place.id === null ? words.unreachable : words.lost}
            </p>
            <button type="button" className="go" onClick={() => void start(place.id)}>
              {words.again}
            </button>
          </section>
        )}
        {place.at === 'planning' && (
          <Planning
            key={place.id}
            desk={desk}
            id={place.id}
            words={words}
            language={language}
            choices={place.choices}
            note={place.note ? words.notBooked : null}
            startOver={() => void start(place.id)}
            booked={(booked, earlier) => setPlace({ at: 'booked', choices: place.choices, booked, earlier })}
          />
        )}
        {place.at === 'booked' && (
          <Booked
            words={words}
            language={language}
            choices={place.choices}
            booked={place.booked}
            note={place.earlier ? words.earlier : null}
            cancel={async () => {
              const { id } = place.booked.appointment;
              const reply = await desk.cancel(id);
              if (reply.ok) setPlace({ ...place, booked: reply.value, earlier: false });
              if (reply.ok || reply.code !== 'illegalMove') return reply;
              const now = await desk.find(id);
              if (now.ok) setPlace({ ...place, booked: now.value, earlier: false });
              return reply;
            }}
            another={() => {
              desk.keep(null);
              void start(null);
            }}
          />
        )}
      </main>
      <footer>{words.practice}</footer>
    </div>
  );
}
