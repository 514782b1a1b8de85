import { type FormEvent, useCallback, useEffect, useId, useState } from 'react';
import {
  type ComplaintWords as Addition,
  type ComplaintProgress,
  complaintNumberSchema,
} from '#contracts/branch/complaint.ts';
import type { Language } from '#contracts/language.ts';
import { FEEDBACK_WORDS, instantWords } from '../feedback/words.ts';
import type { Refused, Reply } from '../live/ask.ts';
import { AddWords } from './add-words.tsx';
import { type ComplaintWords, en, zhCN } from './words.ts';

const WORDS: Readonly<Record<Language, ComplaintWords>> = { 'zh-CN': zhCN, en };

type Props = {
  /** With the address from the paper; null = it is asked for the number. */
  readonly byAddress: (() => Promise<Reply<ComplaintProgress>>) | null;
  readonly byNumber: (number: string) => Promise<Reply<ComplaintProgress>>;
  readonly add: (addition: Addition) => Promise<Reply<ComplaintProgress>>;
};

/** A complaint on its customer's own phone: where it stands, until when, and what staff say to him. */
export function ComplaintPage({ byAddress, byNumber, add }: Props) {
  const [language, choose] = useState<Language>(() =>
    navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en',
  );
  const words = WORDS[language];
  const [progress, setProgress] = useState<ComplaintProgress | null>(null);
  const [problem, setProblem] = useState<Refused | null>(null);
  const [looking, setLooking] = useState(false);
  const look = useCallback(async (ask: () => Promise<Reply<ComplaintProgress>>) => {
    setLooking(true);
    const reply = await ask();
    setLooking(false);
    setProblem(reply.ok ? null : reply);
    if (reply.ok) setProgress(reply.value);
  }, []);
  useEffect(() => {
    if (byAddress) void look(byAddress);
  }, [byAddress, look]);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = progress ? `${words.state[progress.state]} · ${words.title}` : words.title;
  }, [language, progress, words]);

  return (
    <div className="phone" data-state={progress?.state}>
      <header>
        <p>{progress ? words.name(progress.branch) : words.title}</p>
        <button
          type="button"
          className="phone-language"
          lang={words.other.language}
          onClick={() => choose(words.other.language)}
        >
          {words.other.name}
        </button>
      </header>
      <main>
        {progress ? (
          <Shown progress={progress} words={words} language={language} />
        ) : byAddress ? (
          <section>
            <h1>{words.title}</h1>
            <p role="status">{looking ? words.looking : ''}</p>
          </section>
        ) : (
          <AskNumber words={words} looking={looking} look={(number) => void look(() => byNumber(number))} />
        )}
        <p className="problem" role="alert">
          {problem && problemWords(problem, words)}
        </p>
        {problem && byAddress && !progress && (
          <button type="button" className="go" onClick={() => void look(byAddress)}>
            {words.again}
          </button>
        )}
        {progress?.mayAdd && (
          <AddWords
            words={words}
            feedback={FEEDBACK_WORDS[language]}
            add={async (addition) => {
              const reply = await add(addition);
              if (reply.ok) setProgress(reply.value);
              return reply.ok;
            }}
          />
        )}
      </main>
      {progress && <footer>{words.asOf(instantWords(progress.serverTime, language))}</footer>}
    </div>
  );
}

function problemWords({ code, retryAfter }: Refused, words: ComplaintWords): string {
  if (code === 'notFound') return words.unknown;
  return code === 'tooManyRequests' ? words.tooOften(retryAfter ?? 60) : words.unreachable;
}

type AskProps = {
  readonly words: ComplaintWords;
  readonly looking: boolean;
  readonly look: (number: string) => void;
};

function AskNumber({ words, looking, look }: AskProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const number = complaintNumberSchema.safeParse(typed.trim().toUpperCase());
    setWrong(!number.success);
    if (number.success && !looking) look(number.data);
  };
  return (
    <form className="rate" onSubmit={send} noValidate>
      <h1>{words.ask}</h1>
      <p className="hint">{words.askMore}</p>
      <div className="field">
        <label htmlFor={id}>{words.number}</label>
        <input
          id={id}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={24}
          value={typed}
          aria-invalid={wrong}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <p className="problem" role="alert">
        {wrong && words.wrong}
      </p>
      <button type="submit" className="go" aria-disabled={looking}>
        {looking ? words.looking : words.look}
      </button>
    </form>
  );
}

type ShownProps = {
  readonly progress: ComplaintProgress;
  readonly words: ComplaintWords;
  readonly language: Language;
};

function Shown({ progress, words, language }: ShownProps) {
  const feedback = FEEDBACK_WORDS[language];
  const at = (instant: string) => instantWords(instant, language);
  return (
    <>
      <section className="phone-state" role="status">
        <h1>{progress.number}</h1>
        <p className="phone-state-words">{words.state[progress.state]}</p>
        <p>{words.means[progress.state]}</p>
        {progress.escalatedAt !== null && <p className="phone-said">{words.escalated}</p>}
      </section>
      <dl className="told">
        <div>
          <dt>{words.about}</dt>
          <dd>{feedback.subject[progress.subject]}</dd>
        </div>
        <div>
          <dt>{words.due}</dt>
          <dd>{at(progress.due)}</dd>
        </div>
        <div>
          <dt>{words.seenBy}</dt>
          <dd>{feedback.owner[progress.owner]}</dd>
        </div>
        <div>
          <dt>{words.filedAt}</dt>
          <dd>{at(progress.filedAt)}</dd>
        </div>
      </dl>
      {progress.notes.length > 0 && (
        <section>
          <h2>{words.notes}</h2>
          <ul className="course">
            {progress.notes.map((note) => (
              <li key={`${note.at} ${note.kind}`}>
                <p className="hint">
                  {words[note.kind]} · {at(note.at)}
                </p>
                <p>{note.words ?? words.forgotten}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
