import '../zod.ts';
import { useState } from 'react';
import { approvalPageSchema } from '#contracts/branch/approval.ts';
import { useStaff } from '../staff/gate.tsx';
import { mountStaffPage } from '../staff/mount.tsx';
import { useStaffFeed } from '../staff/use-staff-feed.ts';
import { WORDS } from './approval-list.tsx';
import { ApprovalsPage } from './approvals-page.tsx';
import { approvalActs } from './place.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import './approvals.css';

/** The page of one session: it knows nothing once that is over. */
function SignedInApprovals() {
  const { ask, keeper } = useStaff();
  const feed = useStaffFeed('/approvals/api/state', approvalPageSchema);
  const [acts] = useState(() => approvalActs(ask, '/approvals/api'));
  return <ApprovalsPage feed={feed} acts={acts} shutOut={keeper.lost} />;
}

mountStaffPage({
  right: 'approver',
  title: (language) => WORDS[language].title,
  page: <SignedInApprovals />,
});
