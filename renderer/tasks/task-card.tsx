import { useCallback, useEffect, useRef, useState } from 'react';
import type { TaskAct, TaskActName, TaskDetail } from '#contracts/branch/task.ts';
import { serviceIdSchema } from '#contracts/services/service.ts';
import { newRecordId } from '../feedback/record-id.ts';
import { FEEDBACK_WORDS, instantWords } from '../feedback/words.ts';
import { useStaff } from '../staff/gate.tsx';
import { useLanguage } from '../staff/language.tsx';
import type { TasksApi } from './api.ts';
import { CloseForm, WordsForm } from './forms.tsx';
import { WORDS } from './words.ts';

type Props = {
  readonly id: string;
  /** Of the list: when it changes, this is looked at again. */
  readonly revision: number;
  readonly api: TasksApi;
  readonly wake: () => void;
};

type Given<Name extends TaskActName> = Omit<TaskAct<Name>, 'request'>;
export type Act = <Name extends TaskActName>(name: Name, given: Given<Name>) => Promise<boolean>;

/** One task, whole: what the customer says, how to reach him, what has been done, and what can be. */
export function TaskCard({ id, revision, api, wake }: Props) {
  const { language } = useLanguage();
  const words = WORDS[language];
  const feedback = FEEDBACK_WORDS[language];
  const { staff } = useStaff();
  const [detail, setDetail] = useState<TaskDetail | null>(null);
  const [said, say] = useState('');
  const [busy, setBusy] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  const seen = useRef(revision);
  const look = useCallback(async () => {
    const reply = await api.find(id);
    if (reply.ok) setDetail(reply.value);
  }, [api, id]);
  useEffect(() => {
    seen.current = revision;
    void look();
  }, [look, revision]);
  const there = detail !== null;
  useEffect(() => {
    if (there) head.current?.focus();
  }, [there]);

  /** An act that was not answered keeps its id, so that the same one again does nothing twice. */
  const request = useRef({ what: '', id: '' });
  const act: Act = async (name, given) => {
    if (busy) return false;
    const what = JSON.stringify([name, given]);
    if (request.current.what !== what) request.current = { what, id: newRecordId() };
    setBusy(true);
    const reply = await api.act(id, name, { ...given, request: request.current.id } as TaskAct<typeof name>);
    setBusy(false);
    const { refused } = words;
    if (reply.ok) {
      request.current = { what: '', id: '' };
      say(words.done[name]);
    } else
      say(Object.hasOwn(refused, reply.code) ? refused[reply.code as keyof typeof refused] : refused.other);
    wake();
    await look();
    return reply.ok;
  };

  if (!detail) return <p role="status">{words.connecting}</p>;
  const { task } = detail;
  const service = serviceIdSchema.safeParse(task.service);
  const mine = task.owner.staff === staff.number;
  const over = task.state === 'closed';
  const mayTake =
    !mine && !over && (staff.roles.includes(task.owner.role) || staff.roles.includes('manager'));
  return (
    <section className="task-card" aria-labelledby="task-title" data-state={task.state}>
      <h2 id="task-title" ref={head} tabIndex={-1}>
        {task.number ?? words.kind.rating(task.level ?? 0)}
      </h2>
      <dl className="told">
        <Pair label={words.due} value={instantWords(task.due, language)} />
        <Pair label={words.owner} value={feedback.owner[task.owner.role]} />
        <Pair
          label={words.inHand}
          value={mine ? words.you : (task.owner.name ?? task.owner.staff ?? words.nobody)}
        />
        <Pair
          label={words.place}
          value={[words.channel[task.channel], task.place].filter(Boolean).join(' · ')}
        />
        {service.success && <Pair label={words.service} value={words.serviceOf[service.data]} />}
        {task.language && <Pair label={words.language} value={words.speaks[task.language]} />}
        {task.wish && <Pair label={words.wish} value={feedback.wish[task.wish]} />}
        {detail.contact !== null && <Pair label={words.contact} value={detail.contact} />}
        {task.reasons.length > 0 && (
          <Pair
            label={words.reasons}
            value={task.reasons.map((reason) => feedback.reason[reason]).join(' · ')}
          />
        )}
        <Pair label={words.words} value={detail.words ?? words.noWords} />
      </dl>
      {!detail.readable && <p className="problem">{words.unreadable}</p>}
      <p className="said" role="status">
        {said}
      </p>
      {mayTake && (
        <button type="button" className="go" aria-disabled={busy} onClick={() => void act('take', {})}>
          {task.owner.staff === null ? words.take : words.takeFrom(task.owner.name ?? task.owner.staff)}
        </button>
      )}
      {!mine && !over && <p className="hint">{words.takeFirst}</p>}
      {mine && !over && (
        <>
          {task.kind === 'complaint' && task.state !== 'answered' && (
            <WordsForm
              title={words.answer}
              mind={words.answerMind}
              button={words.writeAnswer}
              busy={busy}
              send={(text) => act('answer', { words: text })}
            />
          )}
          <WordsForm
            title={words.note}
            mind={task.kind === 'complaint' ? words.toldMind : null}
            button={words.writeNote}
            busy={busy}
            send={(text, told) => act('note', { words: text, told })}
          />
          {/* A complaint whose customer was not answered ends only where there is nobody to answer. */}
          <CloseForm
            unanswered={task.kind === 'complaint' && task.state !== 'answered'}
            busy={busy}
            send={(given) => act('close', given)}
          />
        </>
      )}
      <h3>{words.course}</h3>
      <ol className="course">
        {detail.course.map((entry) => (
          <li key={`${entry.at} ${entry.event} ${entry.words ?? ''}`}>
            <p className="hint">
              {words.event[entry.event]}
              {entry.by !== null && ` · ${entry.by}`} · {instantWords(entry.at, language)}
            </p>
            {entry.words !== null && <p>{entry.words}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

const Pair = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
);
