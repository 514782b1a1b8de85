import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import * as z from 'zod';
import { OPENING_REASONS } from '#contracts/branch/paper.ts';
import { type CheckedRecording, checkedRecordingSchema, type Playback } from '#contracts/branch/recording.ts';
import type { Ask } from '../staff/api.ts';
import { useStaff } from '../staff/gate.tsx';
import { useLanguage } from '../staff/language.tsx';
import { SHUT_OUT } from '../staff/shut-out.ts';
import { Picture } from './picture.tsx';
import { checkedWords, type FoundRecording, type RecordingsWords, WORDS } from './words.ts';

/** How long a recording may take to come, milliseconds: an hour of one is some hundred megabytes. */
const FETCHED_WITHIN = 180_000;

const fileSchema = z.instanceof(Blob);

type Props = {
  readonly ask: Ask;
  readonly recording: FoundRecording;
  readonly when: string;
  readonly close: () => void;
};

/** One recording that somebody wants to see: whether it is whole, why he looks, and then the picture. */
export function Opened({ ask, recording: { recording, state }, when, close }: Props) {
  const { language } = useLanguage();
  const words = WORDS[language];
  const { staff, keeper } = useStaff();
  const [played, setPlayed] = useState<{ readonly file: Blob; readonly reason: Playback['reason'] } | null>(
    null,
  );
  const [failure, setFailure] = useState<'playFailed' | 'playGone' | null>(null);
  const [fetching, setFetching] = useState(false);
  const gone = useRef<AbortController>(null);
  useEffect(() => {
    const closed = new AbortController();
    gone.current = closed;
    return () => closed.abort();
  }, []);
  const play = async (reason: Playback['reason']) => {
    const signal = gone.current?.signal;
    if (fetching || !signal) return;
    setFetching(true);
    setFailure(null);
    const body: Playback = { recording, reason };
    const options = { method: 'POST', body, answers: 'file', signal, within: FETCHED_WITHIN } as const;
    const reply = await ask('/recordings/api/play', fileSchema, options);
    if (signal.aborted) return;
    setFetching(false);
    if (reply.ok) setPlayed({ file: reply.value, reason });
    else if (SHUT_OUT.includes(reply.code)) keeper.lost();
    else setFailure(reply.code === 'notFound' ? 'playGone' : 'playFailed');
  };
  return (
    <>
      <Wholeness ask={ask} recording={recording} words={words} />
      {state === 'open' && <p className="recording-running">{words.running}</p>}
      {played === null ? (
        <Why words={words} fetching={fetching} play={(reason) => void play(reason)} />
      ) : (
        <>
          <p className="said" role="status">
            {words.writtenDown(staff.number, words.openingReason[played.reason])}
          </p>
          <Picture file={played.file} label={words.picture(when)} unplayable={words.unplayable} />
          <button type="button" className="plain" onClick={close}>
            {words.stop}
          </button>
        </>
      )}
      <p className="problem" role="alert">
        {failure !== null && words[failure]}
      </p>
    </>
  );
}

/** Whether it is whole: looked at anew whenever it is opened, and said above everything else. */
function Wholeness({
  ask,
  recording,
  words,
}: {
  readonly ask: Ask;
  readonly recording: string;
  readonly words: RecordingsWords;
}) {
  const { keeper } = useStaff();
  const [checked, setChecked] = useState<CheckedRecording | 'checking' | 'failed'>('checking');
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt asks anew.
  useEffect(() => {
    const gone = new AbortController();
    setChecked('checking');
    const options = {
      method: 'POST',
      body: { recording },
      signal: gone.signal,
      within: FETCHED_WITHIN,
    } as const;
    void ask('/recordings/api/check', checkedRecordingSchema, options).then((reply) => {
      if (gone.signal.aborted) return;
      if (reply.ok) setChecked(reply.value);
      else if (SHUT_OUT.includes(reply.code)) keeper.lost();
      else setChecked('failed');
    });
    return () => gone.abort();
  }, [ask, recording, keeper, attempt]);
  const whole = typeof checked === 'object' ? checked.whole : checked;
  return (
    <>
      <p className="recording-whole" role="status" data-whole={String(whole)}>
        {checked === 'checking' && words.checking}
        {checked === 'failed' && words.checkFailed}
        {typeof checked === 'object' && checkedWords(checked, words)}
      </p>
      {checked === 'failed' && (
        <button type="button" className="plain" onClick={() => setAttempt((before) => before + 1)}>
          {words.again}
        </button>
      )}
    </>
  );
}

/** Nothing is fetched before there is a reason: it is written down with whoever looks. */
function Why({
  words,
  fetching,
  play,
}: {
  readonly words: RecordingsWords;
  readonly fetching: boolean;
  readonly play: (reason: Playback['reason']) => void;
}) {
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const [reason, setReason] = useState<Playback['reason'] | null>(null);
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(reason === null);
    if (reason === null) first.current?.focus();
    else play(reason);
  };
  return (
    <form className="recording-why" onSubmit={submit} noValidate aria-describedby={`${id}-logged`}>
      <fieldset>
        <legend>{words.why}</legend>
        {OPENING_REASONS.map((each, at) => (
          <label key={each}>
            <input
              ref={at === 0 ? first : undefined}
              type="radio"
              name={`${id}-reason`}
              value={each}
              checked={each === reason}
              onChange={() => {
                setReason(each);
                setMissing(false);
              }}
            />
            {words.openingReason[each]}
          </label>
        ))}
      </fieldset>
      <p className="problem" role="alert">
        {missing && words.whyMissing}
      </p>
      <p className="hint" id={`${id}-logged`}>
        {words.logged}
      </p>
      <button type="submit" className="go" aria-disabled={fetching}>
        {fetching ? words.fetching : words.play}
      </button>
    </form>
  );
}
