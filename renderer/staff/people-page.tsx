import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import {
  ROLES,
  type Role,
  type StaffList,
  staffNameSchema,
  staffNumberSchema,
} from '#contracts/branch/staff.ts';
import { terminalIdSchema } from '#contracts/branch/terminal.ts';
import type { Refused, Reply } from './api.ts';
import { useStaff } from './gate.tsx';
import { useLanguage } from './language.tsx';
import { PersonRow, RoleBoxes, ValidUntil } from './person-row.tsx';
import { refusalWords } from './refusal-words.ts';
import { useWords } from './use-words.ts';
import { endOf } from './valid-until.ts';
import type { StaffWords } from './words.ts';

/** A code that is shown this once, until it is said to be noted. */
type ShownCode = { readonly who: string; readonly code: string; readonly expiresAt: string };

/** The people an administrator looks after, somebody new, and a terminal that is to join. */
export function PeoplePage({ leave }: { readonly leave: () => void }) {
  const words = useWords();
  const { api, keeper, staff } = useStaff();
  const [list, setList] = useState<StaffList | null>(null);
  const [said, say] = useState<(words: StaffWords) => string>(() => () => '');
  const [code, setCode] = useState<ShownCode | null>(null);

  const refused = useCallback(
    (reply: Refused) => {
      if (reply.code === 'notSignedIn') return keeper.lost();
      say(() => (w: StaffWords) => refusalWords(reply, w));
    },
    [keeper],
  );
  const load = useCallback(async () => {
    const reply = await api.people();
    if (reply.ok) setList(reply.value);
    else refused(reply);
  }, [api, refused]);
  useEffect(() => void load(), [load]);

  /** Runs an act, says what became of it, and looks again. */
  const act = async <T,>(
    reply: Promise<Reply<T>>,
    sentence: (words: StaffWords) => string,
  ): Promise<T | undefined> => {
    const done = await reply;
    if (!done.ok) {
      refused(done);
      return undefined;
    }
    say(() => sentence);
    await load();
    return done.value;
  };

  return (
    <main className="wide">
      <div className="people-head">
        <h2>{words.people.title}</h2>
        <button type="button" className="plain" onClick={leave}>
          {words.back}
        </button>
      </div>
      <p className="said" role="status">
        {said(words)}
      </p>
      {code && <CodePanel shown={code} noted={() => setCode(null)} />}
      {list && (
        <>
          <table className="people">
            <thead>
              <tr>
                <th scope="col">{words.number}</th>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.people.branch}</th>
                <th scope="col">{words.people.rolesOf}</th>
                <th scope="col">{words.people.stateOf}</th>
                <th scope="col">{words.people.acts}</th>
              </tr>
            </thead>
            <tbody>
              {list.people.map((person) => (
                <PersonRow
                  key={`${person.number} ${person.roles.join()} ${person.validUntil}`}
                  person={person}
                  now={list.serverTime}
                  own={person.number === staff.number}
                  acts={{
                    save: (roles, validUntil) =>
                      void act(
                        api.change(person.number, { roles, ...(validUntil !== undefined && { validUntil }) }),
                        (w) => w.people.done(w.people.save, person.name),
                      ),
                    unlock: () =>
                      void act(api.unlock(person.number), (w) => w.people.done(w.people.unlock, person.name)),
                    revoke: () =>
                      void act(api.revoke(person.number), (w) => w.people.done(w.people.revoke, person.name)),
                    disable: (disabled) =>
                      void act(api.change(person.number, { disabled }), (w) =>
                        w.people.done(disabled ? w.people.disable : w.people.enable, person.name),
                      ),
                    newCode: () =>
                      void act(api.newCode(person.number), (w) =>
                        w.people.done(w.people.newCode, person.name),
                      ).then((made) => made && setCode({ who: `${person.name} ${person.number}`, ...made })),
                  }}
                />
              ))}
            </tbody>
          </table>
          <div className="forms">
            <AddPerson
              branches={list.branches}
              now={list.serverTime}
              add={async (person) => {
                const made = await act(api.add(person), (w) => w.people.done(w.people.add, person.name));
                if (made) setCode({ who: `${person.name} ${person.number}`, ...made });
                return made !== undefined;
              }}
              wrong={(what) => say(() => (w: StaffWords) => w.wrong[what])}
            />
            <TerminalCode
              make={async (terminal) => {
                const made = await act(api.terminalCode(terminal), (w) =>
                  w.people.done(w.people.makeCode, terminal),
                );
                if (made) setCode({ who: made.terminal, ...made });
              }}
              wrong={() => say(() => (w: StaffWords) => w.people.terminalWrong)}
            />
          </div>
        </>
      )}
    </main>
  );
}

/** The code, large; it has the focus so that it is read out and not overlooked. */
function CodePanel({ shown, noted }: { readonly shown: ShownCode; readonly noted: () => void }) {
  const words = useWords();
  const { language } = useLanguage();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const until = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(shown.expiresAt));
  return (
    <section ref={panel} className="code-panel" tabIndex={-1} aria-labelledby="code-title">
      <h3 id="code-title">{words.people.codeFor(shown.who)}</h3>
      <p className="code" data-code>
        {shown.code}
      </p>
      <p>{words.people.codeOnce(until)}</p>
      <button type="button" className="go" onClick={noted}>
        {words.people.noted}
      </button>
    </section>
  );
}

type NewPerson = {
  number: string;
  name: string;
  branch: string;
  roles: Role[];
  validUntil: string | null;
};

function AddPerson({
  branches,
  now,
  add,
  wrong,
}: {
  readonly branches: readonly string[];
  readonly now: string;
  readonly add: (person: NewPerson) => Promise<boolean>;
  readonly wrong: (what: 'number' | 'name') => void;
}) {
  const words = useWords();
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [day, setDay] = useState('');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const text = (name: string) => String(data.get(name) ?? '').trim();
    const person = {
      number: text('number'),
      name: text('name').normalize('NFC'),
      branch: text('branch'),
      roles: ROLES.filter((role) => roles.includes(role)),
      validUntil: roles.includes('technician') ? endOf(day, now) : null,
    };
    if (!staffNumberSchema.safeParse(person.number).success) return wrong('number');
    if (!staffNameSchema.safeParse(person.name).success) return wrong('name');
    if (!(await add(person))) return;
    form.reset();
    setRoles([]);
    setDay('');
  };
  return (
    <form className="ask" noValidate aria-labelledby="add-title" onSubmit={(event) => void submit(event)}>
      <h3 id="add-title">{words.people.add}</h3>
      <p className="ask-more">{words.people.addMore}</p>
      <div className="field">
        <label htmlFor="add-number">{words.number}</label>
        <input id="add-number" name="number" inputMode="numeric" maxLength={8} autoComplete="off" />
      </div>
      <div className="field">
        <label htmlFor="add-name">{words.name}</label>
        <input id="add-name" name="name" maxLength={40} autoComplete="off" />
      </div>
      <div className="field">
        <label htmlFor="add-branch">{words.people.branch}</label>
        <select id="add-branch" name="branch">
          {branches.map((branch) => (
            <option key={branch}>{branch}</option>
          ))}
        </select>
      </div>
      <RoleBoxes chosen={roles} change={setRoles} who={words.people.add} />
      {roles.includes('technician') && (
        <ValidUntil day={day} change={setDay} now={now} who={words.people.add} />
      )}
      <button type="submit" className="go">
        {words.people.add}
      </button>
    </form>
  );
}

function TerminalCode({
  make,
  wrong,
}: {
  readonly make: (terminal: string) => Promise<void>;
  readonly wrong: () => void;
}) {
  const words = useWords();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const terminal = String(new FormData(event.currentTarget).get('terminal') ?? '').trim();
    if (!terminalIdSchema.safeParse(terminal).success) return wrong();
    void make(terminal);
  };
  return (
    <form className="ask" noValidate aria-labelledby="terminal-title" onSubmit={submit}>
      <h3 id="terminal-title">{words.people.terminal}</h3>
      <p className="ask-more">{words.people.terminalMore}</p>
      <div className="field">
        <label htmlFor="terminal-id">{words.people.terminalId}</label>
        <input id="terminal-id" name="terminal" maxLength={16} autoComplete="off" spellCheck={false} />
      </div>
      <button type="submit" className="go">
        {words.people.makeCode}
      </button>
    </form>
  );
}
