import { useEffect, useRef, useState } from 'react';
import { approvalPageSchema } from '#contracts/branch/approval.ts';
import { ApprovalList } from '../approvals/approval-list.tsx';
import { ApprovalPlace, approvalActs } from '../approvals/place.ts';
import { pageClock } from '../clock.ts';
import { LiveFeed } from '../live/feed.ts';
import { polled } from '../live/polled.ts';
import { useLive } from '../live/use-live.ts';
import { useStaff } from '../staff/gate.tsx';
import { useLanguage } from '../staff/language.tsx';
import { SHUT_OUT } from '../staff/shut-out.ts';
import { APPROVAL_WORDS } from './approval-words.ts';
import { DEEDS, shownKey } from './keys.ts';
import type { Sentence } from './use-said.ts';
import type { TellerWords } from './words.ts';

const PLACE = '/teller/api/approvals';

type Props = {
  readonly terminal: string;
  readonly words: TellerWords;
  readonly now: number;
  readonly say: (sentence: Sentence, wrong?: boolean) => void;
  readonly shutOut: () => void;
};

/** What the customer in hand needs decided, right at the desk: the differences, the pictures, a reason. */
export function ApprovalsHere({ terminal, words, now, say, shutOut }: Props) {
  const { ask, staff } = useStaff();
  const { language } = useLanguage();
  const approvalWords = APPROVAL_WORDS[language];
  const [feed] = useState(() => new LiveFeed(polled(ask, PLACE, approvalPageSchema), pageClock, SHUT_OUT));
  const [acts] = useState(() => approvalActs(ask, PLACE));
  const { connection, value, code } = useLive(feed);
  const home = useRef<HTMLElement>(null);
  useEffect(() => {
    if (code === 'notSignedIn') shutOut();
  }, [code, shutOut]);
  const items = (value?.approvals ?? []).filter((item) => item.terminal === terminal);
  const lost = connection === 'lost';
  return (
    <section
      ref={home}
      className={items.length === 0 ? 'approvals-here approvals-none' : 'box approvals-here'}
      aria-labelledby="approvals-here-title"
      data-region="approvals"
      tabIndex={-1}
    >
      <h2 id="approvals-here-title" className={items.length === 0 ? 'heard-only' : undefined}>
        {words.approvals} <kbd>{shownKey(DEEDS.approvals)}</kbd>
      </h2>
      {items.length === 0 && <p className="soft">{lost ? words.approvalsLost : words.noApprovals}</p>}
      <ApprovalPlace value={PLACE}>
        <ApprovalList
          feed={feed}
          acts={acts}
          items={items}
          words={approvalWords}
          own={staff.number}
          now={now}
          say={({ sentence, wrong }) => say(() => sentence(approvalWords), wrong)}
          shutOut={shutOut}
          home={home}
        />
      </ApprovalPlace>
    </section>
  );
}
