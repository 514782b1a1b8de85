import '../zod.ts';
import { useEffect, useState } from 'react';
import { pageClock } from '../clock.ts';
import { LiveFeed } from '../live/feed.ts';
import { StaffGate, useStaff } from '../staff/gate.tsx';
import { useLanguage } from '../staff/language.tsx';
import { mountStaffPage } from '../staff/mount.tsx';
import { staffParts } from '../staff/parts.ts';
import { tasksApi } from './api.ts';
import { TasksPage } from './tasks-page.tsx';
import { WORDS } from './words.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import '../feedback/feedback.css';
import './tasks.css';

const parts = staffParts();

/** The page of one session: it hears of tasks as long as somebody is signed in, and knows none afterwards. */
function SignedInTasks() {
  const { ask, keeper } = useStaff();
  const [api] = useState(() => tasksApi(ask));
  const [feed] = useState(() => new LiveFeed(api.list, pageClock, ['notSignedIn', 'notAllowed']));
  useEffect(
    () =>
      feed.subscribe(() => {
        if (feed.view().connection === 'ended') keeper.lost();
      }),
    [feed, keeper],
  );
  return <TasksPage feed={feed} api={api} />;
}

function Tasks() {
  const { language } = useLanguage();
  return (
    <StaffGate parts={parts} right={['lobby', 'manager']} title={WORDS[language].title}>
      <SignedInTasks />
    </StaffGate>
  );
}

mountStaffPage(<Tasks />);
