import '../zod.ts';
import { useState } from 'react';
import { taskListSchema } from '#contracts/branch/task.ts';
import { useStaff } from '../staff/gate.tsx';
import { mountStaffPage } from '../staff/mount.tsx';
import { useStaffFeed } from '../staff/use-staff-feed.ts';
import { tasksApi } from './api.ts';
import { TasksPage } from './tasks-page.tsx';
import { WORDS } from './words.ts';
import 'virtual:noto-sans-sc.css';
import '../ui/theme.css';
import '../staff/work.css';
import '../feedback/feedback.css';
import './tasks.css';

/** The page of one session: it hears of tasks as long as somebody is signed in, and knows none afterwards. */
function SignedInTasks() {
  const { ask } = useStaff();
  const [api] = useState(() => tasksApi(ask));
  return <TasksPage feed={useStaffFeed('/tasks/api/list', taskListSchema)} api={api} />;
}

mountStaffPage({
  right: ['lobby', 'manager'],
  title: (language) => WORDS[language].title,
  page: <SignedInTasks />,
});
