import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { paperNumberSchema } from '#contracts/branch/paper.ts';
import { type FoundRecordings, foundRecordingsSchema } from '#contracts/branch/recording.ts';
import type { Ask } from '../staff/api.ts';
import { useStaff } from '../staff/gate.tsx';
import { StaffHead } from '../staff/head.tsx';
import { useLanguage } from '../staff/language.tsx';
import { SHUT_OUT } from '../staff/shut-out.ts';
import { RecordingRow } from './recording-row.tsx';
import { WORDS } from './words.ts';

type Seen = { readonly state: 'loading' | 'lost' | 'there'; readonly found: FoundRecordings | null };

/** What was recorded of sales: the newest, or those of a paper; one of them open at a time. */
export function RecordingsPage({ ask }: { readonly ask: Ask }) {
  const { language } = useLanguage();
  const words = WORDS[language];
  const { keeper } = useStaff();
  // A question of its own each time, so that the same one asks anew.
  const [asked, askFor] = useState<{ readonly paper: string | null }>({ paper: null });
  const [seen, see] = useState<Seen>({ state: 'loading', found: null });
  const [openId, open] = useState<string | null>(null);
  useEffect(() => {
    document.title = words.title;
  }, [words]);
  useEffect(() => {
    const gone = new AbortController();
    see({ state: 'loading', found: null });
    open(null);
    const options = { method: 'POST', body: asked, signal: gone.signal } as const;
    void ask('/recordings/api/find', foundRecordingsSchema, options).then((reply) => {
      if (gone.signal.aborted) return;
      if (reply.ok) see({ state: 'there', found: reply.value });
      else if (SHUT_OUT.includes(reply.code)) keeper.lost();
      else see({ state: 'lost', found: null });
    });
    return () => gone.abort();
  }, [ask, asked, keeper]);
  const recordings = seen.found?.recordings ?? [];
  const count = recordings.length;
  return (
    <div className="work" data-recordings={seen.state}>
      <StaffHead title={words.title} />
      <main className="recordings">
        <p className="hint">{words.lead}</p>
        <p className="recordings-logged">{words.logged}</p>
        <Find askFor={(paper) => askFor({ paper })} />
        <p role="status">
          {seen.state === 'loading' && words.loading}
          {seen.state === 'lost' && words.lost}
          {seen.state === 'there' &&
            (asked.paper === null ? words.found(count) : words.foundOf(asked.paper, count))}
        </p>
        {seen.state === 'lost' && (
          <button type="button" className="plain" onClick={() => askFor({ ...asked })}>
            {words.again}
          </button>
        )}
        <ul className="recording-list">
          {recordings.map((recording) => (
            <RecordingRow
              key={recording.recording}
              ask={ask}
              recording={recording}
              isOpen={recording.recording === openId}
              open={open}
            />
          ))}
        </ul>
      </main>
    </div>
  );
}

/** By the number of a paper, or the newest. */
function Find({ askFor }: { readonly askFor: (paper: string | null) => void }) {
  const words = WORDS[useLanguage().language];
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [paper, setPaper] = useState('');
  const [wrong, setWrong] = useState(false);
  const find = (event: FormEvent) => {
    event.preventDefault();
    const number = paperNumberSchema.safeParse(paper.trim());
    setWrong(!number.success);
    if (number.success) askFor(number.data);
    else field.current?.focus();
  };
  const newest = () => {
    setWrong(false);
    setPaper('');
    askFor(null);
  };
  return (
    <form className="recordings-find" onSubmit={find} noValidate>
      <div className="field">
        <label htmlFor={id}>{words.paper}</label>
        <input
          ref={field}
          id={id}
          name="paper"
          value={paper}
          maxLength={96}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={wrong}
          aria-describedby={`${id}-problem`}
          onChange={(event) => setPaper(event.target.value)}
        />
      </div>
      <button type="submit" className="go">
        {words.find}
      </button>
      <button type="button" className="plain" onClick={newest}>
        {words.newest}
      </button>
      <p className="problem" role="alert" id={`${id}-problem`}>
        {wrong && words.paperWrong}
      </p>
    </form>
  );
}
