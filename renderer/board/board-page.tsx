import { useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Board } from '#contracts/branch/board.ts';
import { ClockContext } from '../clock.ts';
import type { LiveFeed } from '../live/feed.ts';
import { useLive, useSeconds } from '../live/use-live.ts';
import type { Announcer } from './announcer.ts';
import { callKey, newCalls } from './calls.ts';
import type { BoardSound } from './sound.ts';

/** How long a new call is lit, milliseconds. */
const LIT_FOR = 15_000;

/** While nothing was heard at all. */
const UNHEARD = {
  first: { zh: '正在连接', en: 'Connecting' },
  live: { zh: '', en: '' },
  lost: { zh: '还没有连上，正在重试', en: 'Not connected yet, trying again' },
  ended: { zh: '没有这个网点，请检查网址', en: 'There is no such branch: please check the address' },
} as const;

type Props = {
  readonly feed: LiveFeed<Board>;
  readonly announcer: Announcer;
  readonly sound: BoardSound;
};

/** The board in the hall: which number goes to which counter, in both languages at once, for the eye and the ear. */
export function BoardPage({ feed, announcer, sound }: Props) {
  const { connection, value: board, heardAt, serverOffset } = useLive(feed);
  const now = useSeconds();
  const heard = useSyncExternalStore(sound.subscribe, sound.on);
  const lit = useNewCalls(board, announcer);
  useEffect(() => {
    const touched = () => sound.enable();
    addEventListener('pointerdown', touched);
    addEventListener('keydown', touched);
    return () => {
      removeEventListener('pointerdown', touched);
      removeEventListener('keydown', touched);
    };
  }, [sound]);

  const timeOf = (instant: number, seconds = false) =>
    clockTime(instant + serverOffset, board?.timeZone, seconds);
  const live = connection === 'live';
  const since = heardAt === null ? null : timeOf(heardAt, true);

  return (
    <div className="board" data-connection={connection}>
      <header className="board-head">
        <h1>
          <span>{board?.name.zh ?? '叫号'}</span>
          <span className="en" lang="en">
            {board?.name.en ?? 'Board'}
          </span>
        </h1>
        {board && <time className="board-clock">{timeOf(now)}</time>}
      </header>
      <main>
        <table className="board-calls">
          <thead>
            <tr>
              <Head zh="号码" en="Number" />
              <td />
              <Head zh="窗口" en="Counter" />
            </tr>
          </thead>
          <tbody>
            {board?.rows.map((row, at) => (
              <tr key={row.label} data-newest={at === 0} data-lit={live && lit.has(callKey(row))}>
                <td className="board-label">{row.label}</td>
                <td className="board-way">
                  <ArrowShape />
                </td>
                <td className="board-counter">{row.counter}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {board && board.rows.length === 0 && (
          <p className="board-nobody">
            <span>{live ? '现在没有叫号' : '没有收到叫号'}</span>
            <span className="en" lang="en">
              {live ? 'No number is being called' : 'No calls have been received'}
            </span>
          </p>
        )}
      </main>
      {live || !board ? (
        <footer className="board-foot">
          {board ? (
            <p>
              <span>
                等候 <b>{board.waiting}</b> 人
              </span>
              <span className="en" lang="en">
                <b>{board.waiting}</b> waiting
              </span>
            </p>
          ) : (
            <p role="status">
              <span>{UNHEARD[connection].zh}</span>
              <span className="en" lang="en">
                {UNHEARD[connection].en}
              </span>
            </p>
          )}
          {board && board.careUntil !== null && (
            <p className="board-care">
              <span>{board.careUntil} 前，老年人和残障人士优先</span>
              <span className="en" lang="en">
                Older and disabled people go first until {board.careUntil}
              </span>
            </p>
          )}
          {board && !heard && (
            <p className="board-quiet">
              <SilentShape />
              <span>声音未开，点一下屏幕</span>
              <span className="en" lang="en">
                Touch for sound
              </span>
            </p>
          )}
        </footer>
      ) : (
        <footer className="board-foot board-lost">
          <p role="alert">
            <span>连接中断：以上是 {since} 的号码，请留意工作人员</span>
            <span className="en" lang="en">
              No news since {since}: please listen to our staff
            </span>
          </p>
        </footer>
      )}
      {/* Read out once for each call, whatever is shown and spoken. */}
      <p className="heard-only" role="status">
        {live &&
          board?.rows
            .filter((row) => lit.has(callKey(row)))
            .map(({ label, counter }) => `${label} → ${counter}`)
            .join(', ')}
      </p>
    </div>
  );
}

const Head = ({ zh, en }: { readonly zh: string; readonly en: string }) => (
  <th scope="col">
    <span>{zh}</span>{' '}
    <span className="en" lang="en">
      {en}
    </span>
  </th>
);

/** Makes new calls heard, and answers which are lit. */
function useNewCalls(board: Board | null, announcer: Announcer): ReadonlySet<string> {
  const clock = useContext(ClockContext);
  const before = useRef<Board | null>(null);
  const [lit, setLit] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (!board || board === before.current) return;
    const calls = newCalls(before.current, board);
    before.current = board;
    if (calls.length === 0) return;
    announcer.announce(calls, board.speech);
    const keys = calls.map(callKey);
    setLit((now) => new Set([...now, ...keys]));
    clock.after(LIT_FOR, () => setLit((now) => new Set([...now].filter((key) => !keys.includes(key)))));
  }, [board, announcer, clock]);
  return lit;
}

/** `09:05`, `09:05:07`: an instant by the branch's own clock. */
function clockTime(instant: number, timeZone: string | undefined, seconds: boolean): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
    hourCycle: 'h23',
    ...(timeZone !== undefined && { timeZone }),
  }).format(instant);
}

/** From a number to its counter. */
const ArrowShape = () => (
  <svg className="board-arrow" viewBox="0 0 32 24" aria-hidden="true" focusable="false">
    <path d="M1 12h27M19 3l10 9-10 9" fill="none" stroke="currentColor" strokeWidth="3.2" />
  </svg>
);

const SilentShape = () => (
  <svg className="board-silent" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d="M3 9v6h4l6 5V4L7 9z" fill="currentColor" />
    <path d="m17 9 5 6m0-6-5 6" stroke="currentColor" strokeWidth="2" fill="none" />
  </svg>
);
