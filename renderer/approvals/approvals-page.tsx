import { type KeyboardEvent, useContext, useEffect, useRef, useState } from 'react';
import type { ApprovalPage as Page } from '#contracts/branch/approval.ts';
import { ClockContext } from '../clock.ts';
import type { LiveFeed } from '../live/feed.ts';
import { useLive, useSeconds } from '../live/use-live.ts';
import { AnsweredShape } from '../lobby/shapes.tsx';
import { useStaff } from '../staff/gate.tsx';
import { StaffHead } from '../staff/head.tsx';
import { useLanguage } from '../staff/language.tsx';
import { ApprovalList, type ApprovalSaid as Said, WORDS } from './approval-list.tsx';
import type { ApprovalActs } from './place.ts';

/** How long what was said stands in the foot of the page, milliseconds. */
const SAID_FOR = 30_000;

type Props = {
  readonly feed: LiveFeed<Page>;
  readonly acts: ApprovalActs;
  /** The session is over, or the right is gone. */
  readonly shutOut: () => void;
};

/** What waits for a decision: one list, one question open at a time. */
export function ApprovalsPage({ feed, acts, shutOut }: Props) {
  const { language } = useLanguage();
  const { staff } = useStaff();
  const words = WORDS[language];
  const { connection, value: page, serverOffset } = useLive(feed);
  const now = useSeconds() + serverOffset;
  const { said, say } = useSaid();
  const list = useRef<HTMLElement>(null);
  const items = page?.approvals ?? [];

  useEffect(() => {
    if (connection === 'ended') shutOut();
  }, [connection, shutOut]);
  useEffect(() => {
    document.title = items.length > 0 ? words.titleWith(items.length) : words.title;
  }, [words, items.length]);

  return (
    <div className="work" data-connection={connection}>
      <StaffHead title={words.title} line={{ connection, words, more: words.lostMore }} />
      <main
        ref={list}
        className="approvals"
        tabIndex={-1}
        aria-label={words.title}
        onKeyDown={moveBetweenRows}
      >
        {page && (
          <ApprovalList
            feed={feed}
            acts={acts}
            items={page.approvals}
            words={words}
            own={staff.number}
            now={now}
            say={say}
            shutOut={shutOut}
            home={list}
          />
        )}
        {page && page.total > items.length && <p>{words.more(page.total - items.length)}</p>}
        {page && items.length === 0 && connection === 'live' && (
          <div className="nobody">
            <AnsweredShape />
            <p>{words.nothing}</p>
            <p className="hint">{words.nothingMore}</p>
          </div>
        )}
      </main>
      <footer className="bottom">
        <p className={said?.wrong ? 'said said-wrong' : 'said'} role="status">
          {said?.sentence(words)}
        </p>
        <p className="keys">{words.keys}</p>
      </footer>
    </div>
  );
}

function useSaid() {
  const clock = useContext(ClockContext);
  const [said, setSaid] = useState<Said | null>(null);
  const forget = useRef(() => {});
  useEffect(() => () => forget.current(), []);
  const say = (news: Said) => {
    forget.current();
    setSaid(news);
    forget.current = clock.after(SAID_FOR, () => setSaid(null));
  };
  return { said, say };
}

/** Up and down go from one row's button to the next; within a question they are the choices' own. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || (event.target instanceof HTMLElement && event.target.closest('.panel'))) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-act="open"]')];
  const focused = document.activeElement;
  const here = focused instanceof HTMLElement ? buttons.indexOf(focused) : -1;
  buttons[here < 0 ? 0 : Math.min(Math.max(here + step, 0), buttons.length - 1)]?.focus();
  event.preventDefault();
}
