import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { SignedIn } from '#contracts/supervisor/session.ts';
import { IdleWatch } from './idle.tsx';
import { ROOMS, type Room } from './rooms.ts';
import { SignIn } from './sign-in.tsx';
import { LanguageContext, useLanguage, useLine, useView } from './use-line.ts';
import { WithSecond } from './with-second.tsx';
import { WORDS } from './words.ts';

/** What stands while staff have the terminal, from the way in to the way out. */
export function SupervisorPage({ goBack }: { readonly goBack: () => void }) {
  const [language, setLanguage] = useState<'zh-CN' | 'en'>('zh-CN');
  const { state, open } = useView();
  const line = useLine();
  const words = WORDS[language];
  const over = state?.mode === 'inactive';
  useEffect(() => {
    if (over) goBack();
  }, [over, goBack]);
  useEffect(() => {
    document.title = words.title;
    document.documentElement.lang = language;
  }, [language, words]);
  const waiting = !state || !open ? words.connecting : state.mode === 'exitPending' ? words.ending : null;
  return (
    <LanguageContext value={language}>
      <header className="head">
        <span className="head-title">{words.title}</span>
        {state ? <span>{words.terminal(state.terminal)}</span> : null}
        <span className="head-gap" />
        {state?.signedIn ? (
          <span className="head-who">{words.who(state.signedIn.name, state.signedIn.number)}</span>
        ) : null}
        {state?.simulated ? <span className="tag">{words.simulated}</span> : null}
        {state?.signedIn?.offline ? <span className="tag tag-amiss">{words.offline}</span> : null}
        <button type="button" className="act" onClick={() => setLanguage(language === 'en' ? 'zh-CN' : 'en')}>
          {words.otherLanguage}
        </button>
        {state?.signedIn ? (
          <button type="button" className="act" onClick={() => void line.ask('entry.leave', {})}>
            {words.leave}
          </button>
        ) : null}
      </header>
      {state?.branch === 'away' ? <p className="banner">{words.away}</p> : null}
      {waiting !== null || !state ? (
        <main className="only">
          <p role="status">{waiting}</p>
        </main>
      ) : state.mode === 'enterPending' ? (
        <main className="only">
          <p role="status">{words.customerFirst}</p>
        </main>
      ) : state.signedIn ? (
        <Rooms signedIn={state.signedIn} />
      ) : (
        <main className="only">
          <SignIn />
        </main>
      )}
    </LanguageContext>
  );
}

/** The sections one may see, and the one that is open. */
function Rooms({ signedIn }: { readonly signedIn: SignedIn }) {
  const language = useLanguage();
  const words = WORDS[language];
  const mine = ROOMS.filter(({ by }) => by.some((role) => signedIn.roles.includes(role)));
  const [chosen, setChosen] = useState<string | null>(null);
  const room = mine.find(({ id }) => id === chosen) ?? mine[0];
  return (
    <>
      <IdleWatch seconds={signedIn.idleSeconds} />
      <div className="frame">
        <nav className="rooms" aria-label={words.rooms}>
          {mine.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              className="act room"
              aria-current={id === room?.id ? 'page' : undefined}
              onClick={() => setChosen(id)}
            >
              {name[language]}
            </button>
          ))}
        </nav>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit is scrolled by keys */}
        <main className="inside" tabIndex={0}>
          {room ? <Inside key={room.id} room={room} /> : <p>{words.noRooms}</p>}
        </main>
      </div>
    </>
  );
}

function Inside({ room }: { readonly room: Room }) {
  const language = useLanguage();
  const Content = useMemo(() => lazy(room.load), [room]);
  return (
    <WithSecond>
      <h1>{room.name[language]}</h1>
      <Suspense fallback={<p role="status">{WORDS[language].looking}</p>}>
        <Content />
      </Suspense>
    </WithSecond>
  );
}
