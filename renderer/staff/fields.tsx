import { type FormEvent, type ReactNode, useContext, useEffect, useId, useRef, useState } from 'react';
import { pinSchema, staffNameSchema, staffNumberSchema } from '#contracts/branch/staff.ts';
import { ClockContext } from '../clock.ts';
import type { Reply } from './api.ts';
import { refusalWords } from './refusal-words.ts';
import { useWords } from './use-words.ts';
import type { StaffWords } from './words.ts';

/** What is asked, and what it must look like. A PIN is never shown, and cleared after every attempt. */
const KINDS = {
  number: {
    digits: true,
    most: 8,
    hidden: false,
    fits: (value: string) => staffNumberSchema.safeParse(value).success,
  },
  pin: { digits: true, most: 6, hidden: true, fits: (value: string) => pinSchema.safeParse(value).success },
  name: {
    digits: false,
    most: 40,
    hidden: false,
    fits: (value: string) => staffNameSchema.safeParse(value).success,
  },
  code: { digits: false, most: 64, hidden: false, fits: (value: string) => value.length > 0 },
} as const;
type Kind = keyof typeof KINDS;

export type FieldSpec<Name extends string> = {
  readonly name: Name;
  readonly kind: Kind;
  readonly label: string;
  readonly hint?: string | undefined;
};

export type Answers<Name extends string> = Readonly<Record<Name, string>>;

type Props<Name extends string> = {
  readonly title: string;
  readonly more?: string | undefined;
  readonly fields: readonly FieldSpec<Name>[];
  readonly label: string;
  /** Why the answers cannot be sent, by a field of theirs; undefined when they can. */
  readonly check?: (answers: Answers<Name>) => { readonly field: Name; readonly why: string } | undefined;
  readonly send: (answers: Answers<Name>) => Promise<Reply<unknown>>;
  readonly children?: ReactNode;
};

/** Labelled fields and one button. What is wrong is said beneath, read out, and the field at fault has the focus. */
export function AskForm<Name extends string>({
  title,
  more,
  fields,
  label,
  check,
  send,
  children,
}: Props<Name>) {
  const words = useWords();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<{ say: (words: StaffWords) => string; field?: Name } | null>(null);
  const [sending, setSending] = useState(false);
  const [left, waitFor] = useSecondsLeft();
  const blocked = sending || left > 0;

  const input = (name: string) => form.current?.elements.namedItem(name);
  const focus = (name: string | undefined) => {
    const field = name === undefined ? null : input(name);
    if (field instanceof HTMLInputElement) field.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (blocked || !form.current) return;
    const data = new FormData(form.current);
    const answers = Object.fromEntries(
      fields.map(({ name, kind }) => {
        const value = String(data.get(name) ?? '');
        return [name, kind === 'code' || kind === 'name' ? value.trim().normalize('NFC') : value];
      }),
    ) as Answers<Name>;
    const misfit = fields.find(({ name, kind }) => !KINDS[kind].fits(answers[name]));
    const own = misfit ? undefined : check?.(answers);
    if (misfit || own) {
      const { kind } = misfit ?? { kind: 'pin' as const };
      setProblem({
        say: (w) => own?.why ?? (kind === 'code' ? w.wrong.codeInvalid : w.wrong[kind]),
        field: misfit?.name ?? (own as { field: Name }).field,
      });
      return focus(misfit?.name ?? own?.field);
    }
    setSending(true);
    setProblem(null);
    const reply = await send(answers);
    setSending(false);
    // Whoever got in sees another page by now.
    if (!form.current) return;
    const hidden = fields.filter(({ kind }) => KINDS[kind].hidden);
    for (const { name } of hidden) {
      const field = input(name);
      if (field instanceof HTMLInputElement) field.value = '';
    }
    if (reply.ok) return;
    if (reply.retryAfter) waitFor(reply.retryAfter);
    setProblem({ say: (w) => refusalWords(reply, w) });
    focus(hidden[0]?.name ?? fields[0]?.name);
  };

  return (
    <form
      ref={form}
      className="ask"
      noValidate
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => void submit(event)}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      {more !== undefined && <p className="ask-more">{more}</p>}
      {fields.map(({ name, kind, label: asked, hint }, at) => {
        const { digits, most, hidden } = KINDS[kind];
        return (
          <div key={name} className="field">
            <label htmlFor={`${id}-${name}`}>{asked}</label>
            <input
              id={`${id}-${name}`}
              name={name}
              type={hidden ? 'password' : 'text'}
              inputMode={digits ? 'numeric' : 'text'}
              maxLength={most}
              // A computer at a counter is everybody's: it is asked to remember nothing.
              autoComplete={hidden ? 'new-password' : 'off'}
              autoCapitalize="off"
              spellCheck={false}
              // biome-ignore lint/a11y/noAutofocus: the page is this one question; there is nothing before it to pass by.
              autoFocus={at === 0}
              aria-invalid={problem?.field === name}
              aria-describedby={`${hint === undefined ? '' : `${id}-${name}-hint `}${id}-problem`}
            />
            {hint !== undefined && (
              <p className="hint" id={`${id}-${name}-hint`}>
                {hint}
              </p>
            )}
          </div>
        );
      })}
      <p className="problem" role="alert" id={`${id}-problem`}>
        {problem?.say(words)}
      </p>
      <button type="submit" className="go" aria-disabled={blocked}>
        {sending ? words.sending : left > 0 ? words.inSeconds(label, left) : label}
      </button>
      {children}
    </form>
  );
}

/** Counts whole seconds down to nought. */
function useSecondsLeft(): [left: number, start: (seconds: number) => void] {
  const clock = useContext(ClockContext);
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    let cancel = () => {};
    const tick = () => {
      const now = Math.max(0, Math.ceil((until - clock.now()) / 1_000));
      setLeft(now);
      if (now > 0) cancel = clock.after(250, tick);
    };
    tick();
    return () => cancel();
  }, [until, clock]);
  return [left, (seconds) => setUntil(clock.now() + seconds * 1_000)];
}
