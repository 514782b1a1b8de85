import { type FormEvent, useId, useState } from 'react';
import {
  ROOT_CAUSES,
  type RootCause,
  rootCauseSchema,
  TASK_OUTCOMES,
  type TaskOutcome,
  taskOutcomeSchema,
} from '#contracts/branch/task.ts';
import { WORDS_MOST } from '#contracts/branch/words.ts';
import { honestWords } from '../feedback/honest-words.ts';
import { useLanguage } from '../staff/language.tsx';
import { WORDS } from './words.ts';

type WordsProps = {
  readonly title: string;
  /** Who else can read it; null = nobody can be told. */
  readonly mind: string | null;
  readonly button: string;
  readonly busy: boolean;
  readonly send: (text: string, told: boolean) => Promise<boolean>;
};

/** Words about a task: a note, for staff unless it is said otherwise, or the answer. */
export function WordsForm({ title, mind, button, busy, send }: WordsProps) {
  const name = useId();
  const { language } = useLanguage();
  const words = WORDS[language];
  const isNote = title === words.note;
  const [text, setText] = useState('');
  const [told, setTold] = useState(false);
  const [empty, setEmpty] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const honest = honestWords(text);
    setEmpty(honest === '');
    if (honest !== '' && !busy && (await send(honest, told))) setText('');
  };
  return (
    <form className="task-form" onSubmit={(event) => void submit(event)}>
      <div className="field">
        <label htmlFor={name}>{title}</label>
        <textarea
          id={name}
          rows={2}
          maxLength={WORDS_MOST}
          value={text}
          aria-invalid={empty}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {isNote && mind !== null && (
        <label className="task-told">
          <input type="checkbox" checked={told} onChange={() => setTold(!told)} />
          {words.told}
        </label>
      )}
      {mind !== null && (!isNote || told) && <p className="hint">{mind}</p>}
      {empty && (
        <p className="problem" role="alert">
          {words.write}
        </p>
      )}
      <button type="submit" className="plain" aria-disabled={busy}>
        {busy ? words.sending : button}
      </button>
    </form>
  );
}

type CloseProps = {
  readonly unanswered: boolean;
  readonly busy: boolean;
  readonly send: (given: { outcome: TaskOutcome; cause: RootCause }) => Promise<boolean>;
};

/** Outcomes of a complaint that nobody answered. */
const WITHOUT_ANSWER: readonly TaskOutcome[] = ['withdrawn', 'notReached'];

/** The end of a task, with what came of it and where it came from. */
export function CloseForm({ unanswered, busy, send }: CloseProps) {
  const name = useId();
  const { language } = useLanguage();
  const words = WORDS[language];
  const outcomes = unanswered ? WITHOUT_ANSWER : TASK_OUTCOMES;
  const [chosen, setOutcome] = useState<TaskOutcome>('settled');
  const outcome = outcomes.includes(chosen) ? chosen : (outcomes[0] ?? 'withdrawn');
  const [cause, setCause] = useState<RootCause>('process');
  return (
    <form
      className="task-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send({ outcome, cause });
      }}
    >
      <div className="field">
        <label htmlFor={`${name}-outcome`}>{words.outcomeTitle}</label>
        <select
          id={`${name}-outcome`}
          value={outcome}
          onChange={(event) => setOutcome(taskOutcomeSchema.parse(event.target.value))}
        >
          {outcomes.map((each) => (
            <option key={each} value={each}>
              {words.outcome[each]}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${name}-cause`}>{words.causeTitle}</label>
        <select
          id={`${name}-cause`}
          value={cause}
          onChange={(event) => setCause(rootCauseSchema.parse(event.target.value))}
        >
          {ROOT_CAUSES.map((each) => (
            <option key={each} value={each}>
              {words.cause[each]}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="plain" aria-disabled={busy}>
        {busy ? words.sending : words.close}
      </button>
    </form>
  );
}
