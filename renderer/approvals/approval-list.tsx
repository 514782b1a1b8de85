import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ApprovalDecision, ApprovalItem, ApprovalPage as Page } from '#contracts/branch/approval.ts';
import type { Language } from '#contracts/language.ts';
import type { Reply } from '../live/ask.ts';
import type { LiveFeed } from '../live/feed.ts';
import { SHUT_OUT } from '../staff/shut-out.ts';
import { ApprovalRow } from './approval-row.tsx';
import { DecidePanel } from './decide-panel.tsx';
import type { ApprovalActs } from './place.ts';
import type { ApprovalWords, Refusable } from './words.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';

export const WORDS: Readonly<Record<Language, ApprovalWords>> = { 'zh-CN': zhCN, en };

export type ApprovalSaid = {
  readonly wrong: boolean;
  readonly sentence: (words: ApprovalWords) => string;
};

type Props = {
  readonly feed: LiveFeed<Page>;
  readonly acts: ApprovalActs;
  /** Those of them that are shown here. */
  readonly items: readonly ApprovalItem[];
  readonly words: ApprovalWords;
  /** The number of whoever looks at them. */
  readonly own: string;
  /** The service's wall clock now, milliseconds since the Unix epoch. */
  readonly now: number;
  readonly say: (said: ApprovalSaid) => void;
  readonly shutOut: () => void;
  /** Takes the keyboard when the question it was in has gone. */
  readonly home: RefObject<HTMLElement | null>;
};

/** Questions that wait for a decision: one of them open at a time. Used wherever somebody decides. */
export function ApprovalList({ feed, acts, items, words, own, now, say, shutOut, home }: Props) {
  const [openId, setOpenId] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const mine = useRef(new Set<string>());
  useNews(items, mine.current, say);

  const gone = openId !== null && !items.some(({ id }) => id === openId);
  useEffect(() => {
    if (!gone) return;
    setOpenId(null);
    home.current?.focus();
  }, [gone, home]);

  const run = async (
    item: ApprovalItem,
    ask: () => Promise<Reply<Page>>,
    done: ApprovalSaid['sentence'],
  ): Promise<boolean> => {
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
    mine.current.add(item.id);
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
    mine.current.add(item.id);
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
    <>
      <ul>
        {items.map((item) => (
          <ApprovalRow
            key={item.id}
            item={item}
            words={words}
            own={own}
            now={now}
            busy={busy}
            onOpen={() => void open(item)}
          >
            {item.id === openId ? (
              <DecidePanel
                item={item}
                words={words}
                busy={busy}
                own={own}
                decide={(decision) => void decide(item, decision)}
              />
            ) : undefined}
          </ApprovalRow>
        ))}
      </ul>
      {items.length > 0 && openId === null && <p className="hint">{words.openMore}</p>}
    </>
  );
}

function wrongWords(code: string, reference: string, { wrong }: ApprovalWords): string {
  const known = Object.hasOwn(wrong, code) ? (code as Refusable) : 'other';
  return wrong[known](reference);
}

/** Says what came and what went by itself, by reference; what was done here has been said already. */
function useNews(items: readonly ApprovalItem[], own: Set<string>, say: (said: ApprovalSaid) => void): void {
  const before = useRef<readonly ApprovalItem[] | null>(null);
  const speak = useRef(say);
  speak.current = say;
  useEffect(() => {
    const former = before.current;
    before.current = items;
    if (!former) return;
    const came = items.find((item) => !former.some(({ id }) => id === item.id));
    const went = former.find((item) => !own.has(item.id) && !items.some(({ id }) => id === item.id));
    if (came) speak.current({ wrong: false, sentence: (w) => w.said.arrived(came.reference, came.terminal) });
    else if (went) speak.current({ wrong: false, sentence: (w) => w.said.gone(went.reference) });
  }, [items, own]);
}
