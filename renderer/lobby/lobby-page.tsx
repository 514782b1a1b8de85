import { useCallback, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { HallView } from '#contracts/branch/hall.ts';
import type { LobbyCall } from '#contracts/branch/lobby.ts';
import type { Language } from '#contracts/language.ts';
import { ArrivalsSection } from '../arrivals/arrivals-section.tsx';
import type { ArrivalsLine } from '../arrivals/feed.ts';
import { ClockContext, type PageClock } from '../clock.ts';
import type { LiveFeed } from '../live/feed.ts';
import { useLive, useSeconds } from '../live/use-live.ts';
import { StaffHead } from '../staff/head.tsx';
import { useLanguage } from '../staff/language.tsx';
import type { CallAct } from './api.ts';
import { CallRow } from './call-row.tsx';
import { durationWords } from './duration.ts';
import type { LobbyFeed, LobbyView } from './feed.ts';
import { moveBetweenRows, useKeptFocus } from './focus.ts';
import { HallSection } from './hall-section.tsx';
import { Count, KeptCards } from './kept-cards.tsx';
import { AnsweredShape } from './shapes.tsx';
import type { LobbyWords } from './words.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';

type Sentence = (words: LobbyWords) => string;

export const WORDS: Readonly<Record<Language, LobbyWords>> = { 'zh-CN': zhCN, en };

/** The lobby: who waits at which terminal, who is being helped, which cards are kept. */
export function LobbyPage({
  feed,
  hallFeed,
  line,
}: {
  readonly line: ArrivalsLine;
  readonly feed: LobbyFeed;
  readonly hallFeed: LiveFeed<HallView>;
}) {
  const { language } = useLanguage();
  const words = WORDS[language];
  const view = useSyncExternalStore(feed.subscribe, feed.view);
  const clock = useContext(ClockContext);
  const pageNow = useSeconds();
  const now = pageNow + view.serverOffset;
  const hall = useLive(hallFeed);
  const arrivals = useLive(line.feed);
  const [said, say] = useSaid(clock);
  const list = useRef<HTMLElement>(null);
  const keptFocus = useKeptFocus(list);
  const own = useOwnActs();
  useNews(view, own, say);

  // Nothing is said to be empty that was not just heard to be.
  const live = view.connection === 'live';
  const open = view.calls.filter((call) => call.state === 'open');
  const answered = view.calls.filter((call) => call.state === 'acknowledged');
  useEffect(() => {
    document.title = open.length > 0 ? words.titleWith(open.length) : words.title;
  }, [words, open.length]);

  const act = async (call: LobbyCall, what: CallAct) => {
    own.current.add(call.id);
    const outcome = await feed.act(call.id, what);
    const quietly = call.reason === 'quiet' && what === 'acknowledge';
    if (outcome === 'ok') say((w) => w.said[quietly ? 'seenQuietly' : SAID_OF[what]](call.reference));
    else if (outcome === 'illegalMove' || outcome === 'notFound') say((w) => w.said.tooLate(call.reference));
    else say((w) => w.said.failed(call.reference));
  };
  const row = (call: LobbyCall) => <CallRow key={call.id} call={call} words={words} now={now} onAct={act} />;

  return (
    <div className="work" data-connection={view.connection}>
      <StaffHead
        title={words.title}
        line={{
          connection: view.connection,
          words,
          since: view.lostAt === null ? null : durationWords(clock.now() - view.lostAt, words),
          more: words.lostMore,
        }}
      />
      <ArrivalsSection line={line} view={arrivals} small />
      <div className="columns">
        <main ref={list} tabIndex={-1} aria-label={words.title} onKeyDown={moveBetweenRows} {...keptFocus}>
          <section aria-labelledby="waiting-title">
            <h2 id="waiting-title">
              {words.waiting} <Count of={open.length} sure={live} />
            </h2>
            {open.length > 0 && <ul className="calls">{open.map(row)}</ul>}
            {open.length === 0 && live && (
              <div className="nobody">
                <AnsweredShape />
                <p>{words.nobodyWaits}</p>
                <p className="nobody-more">{words.nobodyWaitsMore}</p>
              </div>
            )}
          </section>
          {answered.length > 0 && (
            <section aria-labelledby="helped-title">
              <h2 id="helped-title">
                {words.helped} <Count of={answered.length} sure={live} />
              </h2>
              <ul className="calls">{answered.map(row)}</ul>
            </section>
          )}
          {view.callsTotal > view.calls.length && (
            <p className="more">{words.more(view.callsTotal - view.calls.length)}</p>
          )}
        </main>
        <aside>
          <KeptCards
            custody={view.custody}
            total={view.custodyTotal}
            sure={live}
            words={words}
            language={language}
          />
        </aside>
      </div>
      <HallSection view={hall} words={words} language={language} pageNow={pageNow} />
      <footer className="bottom">
        <p className="said" role="status">
          {said(words)}
        </p>
        <p className="keys">{words.keys}</p>
      </footer>
    </div>
  );
}

/** The hall without the calls, for a manager who answers none. */
export function HallPage({
  hallFeed,
  line,
}: {
  readonly hallFeed: LiveFeed<HallView>;
  readonly line: ArrivalsLine;
}) {
  const { language } = useLanguage();
  const words = WORDS[language];
  const pageNow = useSeconds();
  const hall = useLive(hallFeed);
  const arrivals = useLive(line.feed);
  useEffect(() => {
    document.title = words.hallTitle;
  }, [words]);
  return (
    <div className="work" data-connection={hall.connection}>
      <StaffHead
        title={words.hallTitle}
        line={{ connection: hall.connection, words, more: words.lostMore }}
      />
      <ArrivalsSection line={line} view={arrivals} small />
      <main className="hall-alone" aria-label={words.hallTitle}>
        <HallSection view={hall} words={words} language={language} pageNow={pageNow} />
      </main>
    </div>
  );
}

const SAID_OF = {
  acknowledge: 'acknowledged',
  close: 'closed',
  'hands-on': 'handsOn',
  'hands-off': 'handsOff',
} as const satisfies Readonly<Record<CallAct, keyof LobbyWords['said']>>;

/** How long a piece of news stands in the foot of the page, in milliseconds. */
const SAID_FOR = 30_000;

const SILENCE: { readonly sentence: Sentence } = { sentence: () => '' };

/** What was said last, in whatever language the page speaks now, until it is old. */
function useSaid(clock: PageClock): [said: Sentence, say: (sentence: Sentence) => void] {
  const [said, setSaid] = useState(SILENCE);
  const forget = useRef(() => {});
  const say = useCallback(
    (sentence: Sentence) => {
      forget.current();
      setSaid({ sentence });
      forget.current = clock.after(SAID_FOR, () => setSaid(SILENCE));
    },
    [clock],
  );
  return [said.sentence, say];
}

/** Calls this page has acted on: what happens to them next is no news to whoever sits here. */
const useOwnActs = () => useRef(new Set<string>());

/** Says what came and what went since the last picture, for those who do not look all the time. */
function useNews(
  view: LobbyView,
  own: { readonly current: ReadonlySet<string> },
  say: (sentence: Sentence) => void,
): void {
  const before = useRef<LobbyView>(view);
  useEffect(() => {
    const known = before.current;
    before.current = view;
    if (known.connection === 'first' || known.calls === view.calls) return;
    const cards = view.custody.filter((card) => !known.custody.some((old) => old.id === card.id));
    const arrived = view.calls.filter((call) => !known.calls.some((old) => old.id === call.id));
    const gone = known.calls.filter(
      (old) => !own.current.has(old.id) && !view.calls.some((call) => call.id === old.id),
    );
    const news = [
      ...arrived.map((call) => (words: LobbyWords) => words.said.arrived(call.reference, call.terminal)),
      ...cards.map((card) => (words: LobbyWords) => words.said.cardKept(card.reference, card.terminal)),
      ...gone.map((call) => (words: LobbyWords) => words.said.gone(call.reference)),
    ];
    if (news.length > 0)
      say((words) =>
        news
          .slice(-3)
          .map((sentence) => sentence(words))
          .join(' · '),
      );
  }, [view, own, say]);
}
