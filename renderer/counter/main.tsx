import '../zod.ts';
import { useState } from 'react';
import { counterPageSchema } from '#contracts/branch/counter.ts';
import { pageClock } from '../clock.ts';
import { newRecordId } from '../feedback/record-id.ts';
import { useStaff } from '../staff/gate.tsx';
import { mountStaffPage } from '../staff/mount.tsx';
import { useStaffFeed } from '../staff/use-staff-feed.ts';
import { CounterPage, WORDS } from './counter-page.tsx';
import { CounterDesk } from './desk.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import './counter.css';
import './customer.css';
import '../feedback/feedback.css';

/** The page of one session: it knows nothing once that is over. */
function SignedInCounter() {
  const { ask, keeper } = useStaff();
  const feed = useStaffFeed('/counter/api/state', counterPageSchema);
  const [desk] = useState(
    () =>
      new CounterDesk(
        (name, body, within) =>
          ask(`/counter/api/${name}`, counterPageSchema, { method: 'POST', body, within }),
        pageClock,
        newRecordId,
      ),
  );
  return <CounterPage feed={feed} desk={desk} shutOut={keeper.lost} />;
}

mountStaffPage({ right: 'counter', title: (language) => WORDS[language].title, page: <SignedInCounter /> });
