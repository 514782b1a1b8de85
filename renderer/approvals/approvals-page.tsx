import { type KeyboardEvent, useContext, useEffect, useRef, useState } from 'react';
import type { ApprovalDecision, ApprovalItem, ApprovalPage as Page } from '#contracts/branch/approval.ts';
import type { Language } from '#contracts/language.ts';
import { ClockContext } from '../clock.ts';
import type { Reply } from '../live/ask.ts';
import type { LiveFeed } from '../live/feed.ts';
import { useLive, useSeconds } from '../live/use-live.ts';
import { AnsweredShape } from '../lobby/shapes.tsx';
import { useStaff } from '../staff/gate.tsx';
import { StaffHead } from '../staff/head.tsx';
import { useLanguage } from '../staff/language.tsx';
import { SHUT_OUT } from '../staff/shut-out.ts';
import { ApprovalRow } from './approval-row.tsx';
import { DecidePanel } from './decide-panel.tsx';
import type { ApprovalWords, Refusable } from './words.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';

export const WORDS: Readonly<Record<Language, ApprovalWords>> = { 'zh-CN': zhCN, en };

/** Refusals of somebody who is not let in any more. */
/** How long what was said stands in the foot of the page, milliseconds. */
const SAID_FOR = 30_000;

export type ApprovalActs = {
  readonly see: (id: string) => Promise<Reply<Page>>;
  readonly decide: (id: string, decision: ApprovalDecision) => Promise<Reply<Page>>;
};
type Sentence = (words: ApprovalWords) => string;

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
  const [openId, setOpenId] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { said, say } = useSaid();
  const list = useRef<HTMLElement>(null);
  const own = useRef(new Set<string>());
  const items = page?.approvals ?? [];
  useNews(page, own.current, say);

  useEffect(() => {
    if (connection === 'ended') shutOut();
  }, [connection, shutOut]);
  useEffect(() => {
    document.title = items.length > 0 ? words.titleWith(items.length) : words.title;
  }, [words, items.length]);
  // The row that had the keyboard is gone: the list takes it.
  const gone = openId !== null && page !== null && !items.some(({ id }) => id === openId);
  useEffect(() => {
    if (!gone) return;
    setOpenId(null);
    list.current?.focus();
  }, [gone]);

  const run = async (item: ApprovalItem, ask: () => Promise<Reply<Page>>, done: Sentence) => {
    if (busy) return false;
    setBusy(true);
    const reply = await ask();
    setBusy(false);
    if (reply.ok) {
      feed.take(reply.value);
      say({ wrong: false, sentence: done });
      return true;
    }
    if (SHUT_OUT.includes(reply.code)) {
      shutOut();
      return false;
    }
    own.current.add(item.id);
    say({ wrong: true, sentence: (w) => wrongWords(reply.code, item.reference, w) });
    feed.wake();
    return false;
  };
  const open = async (item: ApprovalItem) => {
    if (
      await run(
        item,
        () => acts.see(item.id),
        (w) => w.said.seen(item.reference),
      )
    )
      setOpenId(item.id);
  };
  const decide = async (item: ApprovalItem, decision: ApprovalDecision) => {
    own.current.add(item.id);
    await run(
      item,
      () => acts.decide(item.id, decision),
      (w) =>
        decision.decision === 'approved' && item.needsSecond && item.first === null
          ? w.second.said(item.reference)
          : w.said[decision.decision](item.reference),
    );
  };

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
        <ul>
          {items.map((item) => (
            <ApprovalRow
              key={item.id}
              item={item}
              words={words}
              own={staff.number}
              now={now}
              busy={busy}
              onOpen={() => void open(item)}
            >
              {item.id === openId ? (
                <DecidePanel
                  item={item}
                  words={words}
                  busy={busy}
                  own={staff.number}
                  decide={(decision) => void decide(item, decision)}
                />
              ) : undefined}
            </ApprovalRow>
          ))}
        </ul>
        {page && page.total > items.length && <p>{words.more(page.total - items.length)}</p>}
        {page && items.length === 0 && connection === 'live' && (
          <div className="nobody">
            <AnsweredShape />
            <p>{words.nothing}</p>
            <p className="hint">{words.nothingMore}</p>
          </div>
        )}
        {items.length > 0 && openId === null && <p className="hint">{words.openMore}</p>}
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

function wrongWords(code: string, reference: string, { wrong }: ApprovalWords): string {
  const known = Object.hasOwn(wrong, code) ? (code as Refusable) : 'other';
  return wrong[known](reference);
}

type Said = { readonly wrong: boolean; readonly sentence: Sentence };

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

/** Says what came and what went by itself, by reference; what was done here has been said already. */
function useNews(page: Page | null, own: Set<string>, say: (said: Said) => void): void {
  const before = useRef<readonly ApprovalItem[] | null>(null);
  const speak = useRef(say);
  speak.current = say;
  useEffect(() => {
    if (!page) return;
    const former = before.current;
    before.current = page.approvals;
    if (!former) return;
    const came = page.approvals.find((item) => !former.some(({ id }) => id === item.id));
    const went = former.find((item) => !own.has(item.id) && !page.approvals.some(({ id }) => id === item.id));
    if (came) speak.current({ wrong: false, sentence: (w) => w.said.arrived(came.reference, came.terminal) });
    else if (went) speak.current({ wrong: false, sentence: (w) => w.said.gone(went.reference) });
  }, [page, own]);
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
