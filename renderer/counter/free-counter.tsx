import { type FormEvent, type RefObject, useState } from 'react';
import type { CounterPage } from '#contracts/branch/counter.ts';
import { ActButton } from './act-button.tsx';
import { KEYS, type KeyDeed } from './keys.ts';
import { labelMeant } from './label.ts';
import type { CounterWords } from './words.ts';

type Props = {
  readonly page: CounterPage;
  readonly words: CounterWords;
  readonly paused: boolean;
  readonly can: (deed: KeyDeed) => boolean;
  readonly busy: boolean;
  readonly run: (deed: KeyDeed) => void;
  readonly call: (label: string) => void;
  readonly reopen: () => void;
  readonly field: RefObject<HTMLInputElement | null>;
};

/** A counter without a customer: the next one, or one by number. */
export function FreeCounter({ page, words, paused, can, busy, run, call, reopen, field }: Props) {
  const mine = page.waiting.filter((each) => each.mine).length;
  return (
    <section className="free" aria-labelledby="free-title">
      <div className="free-next">
        <h2 id="free-title">{paused ? words.paused : words.nobodyHere}</h2>
        <p>{paused ? words.pausedMore : words.canCall(mine)}</p>
        {paused ? (
          <button
            type="button"
            className="deed deed-primary"
            data-primary
            onClick={reopen}
            aria-disabled={busy}
          >
            <span>{words.reopen}</span>
            <kbd>{KEYS.pause.replace('Shift+', '⇧')}</kbd>
          </button>
        ) : (
          <ActButton
            deed="callNext"
            label={words.deed.callNext}
            kind="primary"
            can={can('callNext')}
            busy={busy}
            run={run}
          />
        )}
      </div>
      {!paused && <ByNumber page={page} words={words} busy={busy} call={call} field={field} />}
    </section>
  );
}

function ByNumber({
  page,
  words,
  busy,
  call,
  field,
}: Pick<Props, 'page' | 'words' | 'busy' | 'call' | 'field'>) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || typed.trim() === '') return;
    const callable = [
      ...page.waiting.map(({ ticket }) => ticket.label),
      ...page.parked.map(({ label }) => label),
    ];
    const label = labelMeant(typed, callable);
    if (label === undefined) return setWrong(typed.trim());
    setTyped('');
    setWrong(null);
    call(label);
  };
  return (
    <form className="by-number" onSubmit={submit}>
      <label htmlFor="by-number">
        {words.byNumber} <kbd>{KEYS.number}</kbd>
      </label>
      <div>
        <input
          id="by-number"
          ref={field}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setWrong(null);
          }}
          placeholder={words.byNumberHint}
          maxLength={8}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-invalid={wrong !== null}
          aria-describedby="by-number-wrong"
        />
        <button type="submit" className="plain" aria-disabled={busy}>
          {words.call}
        </button>
      </div>
      <p id="by-number-wrong" className="problem" role="alert">
        {wrong !== null && words.noNumber(wrong)}
      </p>
    </form>
  );
}
