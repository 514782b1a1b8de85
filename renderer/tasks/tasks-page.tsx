import { type KeyboardEvent, useEffect, useState } from 'react';
import type { Task, TaskList } from '#contracts/branch/task.ts';
import { FEEDBACK_WORDS, instantWords } from '../feedback/words.ts';
import type { LiveFeed } from '../live/feed.ts';
import { useLive } from '../live/use-live.ts';
import { useStaff } from '../staff/gate.tsx';
import { StaffHead } from '../staff/head.tsx';
import { useLanguage } from '../staff/language.tsx';
import type { TasksApi } from './api.ts';
import { Figures } from './figures.tsx';
import { TaskCard } from './task-card.tsx';
import { WORDS } from './words.ts';

type Props = { readonly feed: LiveFeed<TaskList>; readonly api: TasksApi };

/** What customers were not content with: the most pressing first, one of them open at a time. */
export function TasksPage({ feed, api }: Props) {
  const { language } = useLanguage();
  const words = WORDS[language];
  const { staff } = useStaff();
  const { connection, value: list } = useLive(feed);
  const [chosen, choose] = useState<string | null>(null);
  const tasks = list?.tasks ?? [];
  const open = list?.total ?? 0;
  useEffect(() => {
    document.title = open > 0 ? words.titleWith(open) : words.title;
  }, [words, open]);
  return (
    <div className="work" data-connection={connection}>
      <StaffHead title={words.title} line={{ connection, words }} />
      <div className="tasks">
        <main aria-label={words.list}>
          <h2>{words.list}</h2>
          {list && tasks.length === 0 && <p className="nobody-more">{words.empty}</p>}
          <ul className="task-list">
            {tasks.map((task) => (
              <li key={task.id}>
                <Row task={task} chosen={task.id === chosen} choose={() => choose(task.id)} />
              </li>
            ))}
          </ul>
          {list && list.total > tasks.length && <p>{words.more(list.total - tasks.length)}</p>}
          <p className="keys">{words.keys}</p>
          {staff.roles.includes('manager') && <Figures api={api} revision={list?.revision ?? 0} />}
        </main>
        <aside aria-live="off">
          {chosen === null ? (
            <p className="nobody-more">{words.choose}</p>
          ) : (
            <TaskCard key={chosen} id={chosen} revision={list?.revision ?? 0} api={api} wake={feed.wake} />
          )}
        </aside>
      </div>
    </div>
  );
}

/** Up and down go from row to row. */
function moveBetween(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const rows = [...document.querySelectorAll<HTMLButtonElement>('.task-row')];
  const next = rows[rows.indexOf(event.currentTarget) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function Row({
  task,
  chosen,
  choose,
}: {
  readonly task: Task;
  readonly chosen: boolean;
  choose: () => void;
}) {
  const { language } = useLanguage();
  const words = WORDS[language];
  const { staff } = useStaff();
  const feedback = FEEDBACK_WORDS[language];
  const { owner } = task;
  return (
    <button
      type="button"
      className="task-row"
      data-task={task.id}
      data-overdue={task.overdue}
      aria-current={chosen}
      onClick={choose}
      onKeyDown={moveBetween}
    >
      <span className="task-what">
        {task.kind === 'complaint' ? words.kind.complaint : words.kind.rating(task.level ?? 0)}
        {task.subject && ` · ${feedback.subject[task.subject]}`}
      </span>
      <span className="task-number">{task.number ?? words.channel[task.channel]}</span>
      <span className="task-state">
        {task.escalatedAt !== null && <strong className="task-mark">▲ {words.escalated}</strong>}
        {task.overdue && task.escalatedAt === null && (
          <strong className="task-mark">! {words.overdue}</strong>
        )}
        {words.state[task.state]}
      </span>
      <span className="task-due">
        {words.due} {instantWords(task.due, language)}
      </span>
      <span className="task-owner">
        {words.owner}: {feedback.owner[owner.role]}
        {owner.staff !== null &&
          ` · ${words.inHand}: ${owner.staff === staff.number ? words.you : (owner.name ?? owner.staff)}`}
      </span>
    </button>
  );
}
