import { type KeyboardEvent, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Arrival, ArrivalList } from '#contracts/branch/arrival.ts';
import { BoardSound } from '../board/sound.ts';
import { ClockContext } from '../clock.ts';
import type { LiveView } from '../live/feed.ts';
import { useSeconds } from '../live/use-live.ts';
import { useStaff } from '../staff/gate.tsx';
import { useLanguage } from '../staff/language.tsx';
import { SHUT_OUT } from '../staff/shut-out.ts';
import { ArrivalRow } from './arrival-row.tsx';
import type { ArrivalsLine } from './feed.ts';
import { type ArrivalWords, WORDS } from './words.ts';

/** How long what was said stands, milliseconds. */
const SAID_FOR = 30_000;

/** What names somebody (`of`: his arrival) is not said any longer than he is there. */
type Said = { readonly of: string | null; readonly sentence: (words: ArrivalWords) => string };
type Props = {
  readonly line: ArrivalsLine;
  readonly view: LiveView<ArrivalList>;
  /** On a page about something else: without sound, and in one line where nobody has come. */
  readonly small?: boolean;
};

/** Who has come, of whom the person at this page is to know, and "I am going". */
export function ArrivalsSection({ line, view, small = false }: Props) {
  const { language } = useLanguage();
  const words = WORDS[language];
  const { staff, keeper } = useStaff();
  const now = useSeconds() + view.serverOffset;
  const [busy, setBusy] = useState(false);
  const { said, say } = useSaid();
  const sound = useSound();
  const list = useRef<HTMLElement>(null);
  const held = useKeptFocus(list);
  const arrivals = view.value?.arrivals ?? [];
  useNews(view.value, (came) => {
    say(came.id, (w) => w.said.came(came.name ?? w.nameless));
    void sound.chime();
  });
  useEffect(() => {
    if (view.connection === 'ended') keeper.lost();
  }, [view.connection, keeper]);

  const go = async ({ id, name }: Arrival) => {
    if (busy) return;
    setBusy(true);
    const reply = await line.going(id);
    setBusy(false);
    if (reply.ok) {
      line.feed.take(reply.value);
      return say(id, (w) => w.said.going(name ?? w.nameless));
    }
    if (SHUT_OUT.includes(reply.code)) return keeper.lost();
    say(null, (w) => (reply.code === 'notFound' ? w.said.tooLate : w.said.failed));
    line.feed.wake();
  };

  return (
    <section
      ref={list}
      className="arrivals"
      aria-labelledby="arrivals-title"
      tabIndex={-1}
      onKeyDown={moveBetweenRows}
      {...held}
    >
      <h2 id="arrivals-title">
        {words.section}
        {view.connection === 'live' && <span className="count">{view.value?.total ?? 0}</span>}
        {!small && (
          <button type="button" className="plain" aria-pressed={sound.on} onClick={sound.enable}>
            {sound.on ? words.soundIsOn : words.soundOn}
          </button>
        )}
      </h2>
      <p className="arrivals-said" aria-live="polite">
        {said && (said.of === null || arrivals.some(({ id }) => id === said.of)) && said.sentence(words)}
      </p>
      {arrivals.length > 0 && (
        <ul>
          {arrivals.map((arrival) => (
            <ArrivalRow
              key={arrival.id}
              {...{ arrival, words, now, busy }}
              own={staff.number}
              onGo={() => void go(arrival)}
            />
          ))}
        </ul>
      )}
      {view.value && view.value.total > arrivals.length && (
        <p className="hint">{words.more(view.value.total - arrivals.length)}</p>
      )}
      {view.connection === 'live' && arrivals.length === 0 && (
        <p className="arrivals-none">
          {small ? words.nobody : `${words.nobody}${language === 'en' ? '. ' : '。'}${words.nobodyMore}`}
        </p>
      )}
    </section>
  );
}

function useSaid() {
  const clock = useContext(ClockContext);
  const [said, setSaid] = useState<Said | null>(null);
  const forget = useRef(() => {});
  useEffect(() => () => forget.current(), []);
  const say = (of: string | null, sentence: Said['sentence']) => {
    forget.current();
    setSaid({ of, sentence });
    forget.current = clock.after(SAID_FOR, () => setSaid(null));
  };
  return { said, say };
}

/** A chime once somebody has asked for it; the page remembers that no longer than it is open. */
function useSound() {
  const clock = useContext(ClockContext);
  const sound = useRef<BoardSound | null>(null);
  const [on, setOn] = useState(false);
  const enable = () => {
    if (sound.current) return;
    const made = new BoardSound(new AudioContext(), clock, null, fetch);
    sound.current = made;
    made.subscribe(() => setOn(made.on()));
    made.enable();
    setOn(made.on());
  };
  return { on, enable, chime: async () => sound.current?.chime() };
}

/** Hears of somebody who was not there at the last look. */
function useNews(list: ArrivalList | null, came: (arrival: Arrival) => void): void {
  const before = useRef<ReadonlySet<string> | null>(null);
  const tell = useRef(came);
  tell.current = came;
  useEffect(() => {
    if (!list) return;
    const former = before.current;
    before.current = new Set(list.arrivals.map(({ id }) => id));
    const one = list.arrivals.find(({ id, open }) => open && former && !former.has(id));
    if (one) tell.current(one);
  }, [list]);
}

/** The list takes the keyboard when the row that had it has gone. */
function useKeptFocus(list: { readonly current: HTMLElement | null }) {
  const had = useRef(false);
  useLayoutEffect(() => {
    const nowhere = !document.activeElement || document.activeElement === document.body;
    if (had.current && nowhere) list.current?.focus();
  });
  return {
    onFocus: () => {
      had.current = true;
    },
    onBlur: ({ target }: { target: EventTarget }) => {
      if (target instanceof Node && target.isConnected) had.current = false;
    },
  };
}

/** Up and down go from one row's button to the next. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-act="go"]')];
  const focused = document.activeElement;
  const here = focused instanceof HTMLElement ? buttons.indexOf(focused) : -1;
  buttons[here < 0 ? 0 : Math.min(Math.max(here + step, 0), buttons.length - 1)]?.focus();
  event.preventDefault();
}
