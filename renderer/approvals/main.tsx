import '../zod.ts';
import { useState } from 'react';
import { approvalPageSchema } from '#contracts/branch/approval.ts';
import { pageClock } from '../clock.ts';
import { LiveFeed } from '../live/feed.ts';
import { StaffGate, useStaff } from '../staff/gate.tsx';
import { useLanguage } from '../staff/language.tsx';
import { mountStaffPage } from '../staff/mount.tsx';
import { staffParts } from '../staff/parts.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import './approvals.css';
import { type ApprovalActs, ApprovalsPage, SHUT_OUT, WORDS } from './approvals-page.tsx';

const parts = staffParts();

/** The page of one session: it knows nothing once that is over. */
function SignedInApprovals() {
  const { ask, keeper } = useStaff();
  const [feed] = useState(
    () =>
      new LiveFeed(
        (after, wait, signal) => {
          const query = new URLSearchParams({ wait: String(wait) });
          if (after !== null) query.set('after', String(after));
          return ask(`/approvals/api/state?${query}`, approvalPageSchema, { signal, within: 60_000 });
        },
        pageClock,
        SHUT_OUT,
      ),
  );
  const [acts] = useState<ApprovalActs>(() => {
    const of = (id: string) => `/approvals/api/${encodeURIComponent(id)}`;
    return {
      see: (id) => ask(`${of(id)}/seen`, approvalPageSchema, { method: 'POST' }),
      decide: (id, body) => ask(`${of(id)}/decide`, approvalPageSchema, { method: 'POST', body }),
    };
  });
  return <ApprovalsPage feed={feed} acts={acts} shutOut={keeper.lost} />;
}

function Approvals() {
  const { language } = useLanguage();
  return (
    <StaffGate parts={parts} right="approver" title={WORDS[language].title}>
      <SignedInApprovals />
    </StaffGate>
  );
}

mountStaffPage(<Approvals />);
