import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { DeskState, FromDesk, Skill, TellerSkills } from '#contracts/branch/teller.ts';
import { LANGUAGES } from '#contracts/language.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import type { LobbyWords } from '../lobby/words.ts';
import { Dialog } from './dialog.tsx';
import { DEEDS, deedOf, shownKey } from './keys.ts';
import type { TellerWords } from './words.ts';

type Common = { readonly words: TellerWords; readonly close: () => void };
export type TransferTo = Extract<FromDesk, { type: 'transfer' }>['to'];
export type Ending = Extract<FromDesk, { type: 'finish' }>['outcome'];

const SKILLS: readonly Skill[] = ['general', ...SERVICE_IDS];

/** To whom the customer goes on, and what that one must know; the customer stays where he is. */
export function TransferDialog({
  words,
  close,
  services,
  tellers,
  send,
}: Common & {
  readonly services: LobbyWords['service'];
  readonly tellers: DeskState['tellers'];
  readonly send: (to: TransferTo, note: string) => void;
}) {
  const form = words.transferForm;
  const choices: readonly { readonly value: string; readonly label: string; readonly to: TransferTo }[] = [
    { value: 'anybody', label: form.anybody, to: { kind: 'anybody' } },
    ...tellers.map(({ staff, name, presence, inCall }) => ({
      value: staff,
      label: `${name} ${staff} · ${inCall ? words.inCall : words.presence[presence]}`,
      to: { kind: 'teller', staff } as const,
    })),
    ...SKILLS.map((skill) => ({
      value: skill,
      label: `${form.skill}: ${nameOf(skill, words, services)}`,
      to: { kind: 'skill', skill } as const,
    })),
  ];
  const [value, setValue] = useState('anybody');
  const [note, setNote] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const to = choices.find((choice) => choice.value === value)?.to;
    if (to) send(to, note.trim());
  };
  return (
    <Dialog title={form.title} name="transfer" cancel={words.cancel} close={close}>
      <form className="ask-form" onSubmit={submit}>
        <label htmlFor="transfer-to">{form.to}</label>
        <select id="transfer-to" data-first value={value} onChange={({ target }) => setValue(target.value)}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <label htmlFor="transfer-note">{form.note}</label>
        <Lines id="transfer-note" value={note} set={setNote} most={500} />
        <p className="hint">{form.noteMore}</p>
        <Submit label={form.send} />
      </form>
    </Dialog>
  );
}

const nameOf = (skill: Skill, words: TellerWords, services: LobbyWords['service']): string =>
  words.skillName(skill, skill === 'general' ? '' : services[skill]);

/** A field of several lines: Enter sends what stands there, Shift+Enter begins a line. */
function Lines({
  id,
  value,
  set,
  most,
  rows = 3,
}: {
  readonly id: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly most: number;
  readonly rows?: number;
}) {
  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  return (
    <textarea
      id={id}
      rows={rows}
      value={value}
      maxLength={most}
      autoComplete="off"
      onKeyDown={pressed}
      onChange={({ target }) => set(target.value)}
    />
  );
}

const Submit = ({ label, can = true }: { readonly label: string; readonly can?: boolean }) => (
  <button type="submit" className="go" aria-disabled={!can}>
    {label} <kbd>⏎</kbd>
  </button>
);

const ENDINGS: readonly Ending[] = ['finished', 'callBack', 'counter'];

/** How the call ends; each by its figure, too. */
export function FinishDialog({ words, close, send }: Common & { readonly send: (outcome: Ending) => void }) {
  const form = words.finishForm;
  return (
    <Dialog title={form.title} name="finish" cancel={words.cancel} close={close}>
      <p>{form.more}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the figures of its buttons, and nothing else. */}
      <div
        className="ask-form"
        onKeyDown={({ key }) => {
          const outcome = ENDINGS[Number(key) - 1];
          if (outcome) send(outcome);
        }}
      >
        {ENDINGS.map((outcome, index) => (
          <button
            key={outcome}
            type="button"
            className={index === 0 ? 'go' : 'plain'}
            data-first={index === 0 ? true : undefined}
            data-act={outcome}
            onClick={() => send(outcome)}
          >
            {form[outcome]} <kbd>{index + 1}</kbd>
          </button>
        ))}
      </div>
    </Dialog>
  );
}

/** Asked twice: by the same key once more, or on purpose; the keyboard is on the way back. */
export function QuietDialog({ words, close, send }: Common & { readonly send: () => void }) {
  const latest = useRef(send);
  latest.current = send;
  useEffect(() => {
    const pressed = (event: globalThis.KeyboardEvent) => {
      if (deedOf(event) !== 'quiet' || event.repeat) return;
      // It is spent here: it does not ask anew.
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', pressed, { capture: true });
    return () => removeEventListener('keydown', pressed, { capture: true });
  }, []);
  return (
    <Dialog title={words.quiet.title} name="quiet" cancel={words.cancel} close={close} careful>
      <p>{words.quiet.more}</p>
      <button type="button" className="go go-refuse" data-act="quiet" onClick={send}>
        {words.quiet.confirm} <kbd>{shownKey(DEEDS.quiet)}</kbd>
      </button>
    </Dialog>
  );
}

/** The languages and services one is there for. */
export function SkillsDialog({
  words,
  close,
  services,
  skills,
  send,
}: Common & {
  readonly services: LobbyWords['service'];
  readonly skills: TellerSkills;
  readonly send: (skills: TellerSkills) => void;
}) {
  const [languages, setLanguages] = useState(skills.languages);
  const [chosen, setChosen] = useState(skills.skills);
  const toggled = <T,>(all: readonly T[], one: T, on: boolean): T[] =>
    on ? [...all, one] : all.filter((each) => each !== one);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (languages.length > 0) send({ languages, skills: chosen });
  };
  return (
    <Dialog title={words.skillsTitle} name="skills" cancel={words.cancel} close={close}>
      <form className="ask-form" onSubmit={submit}>
        <fieldset>
          <legend>{words.languages}</legend>
          {LANGUAGES.map((language, index) => (
            <label key={language} className="tick">
              <input
                type="checkbox"
                data-first={index === 0 ? true : undefined}
                checked={languages.includes(language)}
                onChange={({ target }) => setLanguages(toggled(languages, language, target.checked))}
              />
              {words.speaks[language]}
            </label>
          ))}
        </fieldset>
        {languages.length === 0 && (
          <p className="problem" role="alert">
            {words.needLanguage}
          </p>
        )}
        <fieldset className="ticks">
          <legend>{words.skills}</legend>
          {SKILLS.map((skill) => (
            <label key={skill} className="tick">
              <input
                type="checkbox"
                checked={chosen.includes(skill)}
                onChange={({ target }) => setChosen(toggled(chosen, skill, target.checked))}
              />
              {nameOf(skill, words, services)}
            </label>
          ))}
        </fieldset>
        <Submit label={words.save} can={languages.length > 0} />
      </form>
    </Dialog>
  );
}
