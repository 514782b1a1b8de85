import { useState } from 'react';
import { ROLES, type Role, type StaffList } from '#contracts/branch/staff.ts';
import { useWords } from './use-words.ts';
import { dayOf, daysAhead, endOf } from './valid-until.ts';

type Acts = {
  readonly save: (roles: Role[], validUntil: string | null | undefined) => void;
  readonly unlock: () => void;
  readonly revoke: () => void;
  readonly disable: (disabled: boolean) => void;
  readonly newCode: () => void;
};

/** One person: what he may do, and what can be done about him; nothing that one may not do to oneself. */
export function PersonRow({
  person,
  now,
  own,
  acts,
}: {
  readonly person: StaffList['people'][number];
  /** The service's time when the list was made. */
  readonly now: string;
  readonly own: boolean;
  readonly acts: Acts;
}) {
  const words = useWords();
  const [roles, setRoles] = useState<readonly Role[]>(person.roles);
  const [sure, setSure] = useState(false);
  const { number, name, state, signedIn, validUntil, expired } = person;
  const had = validUntil === null ? '' : dayOf(Date.parse(validUntil));
  const [day, setDay] = useState(had);
  const changed = day !== had || ROLES.some((role) => roles.includes(role) !== person.roles.includes(role));
  return (
    <tr data-person={number} data-state={state}>
      <td>{number}</td>
      <th scope="row">{name}</th>
      <td>{person.branch}</td>
      <td>
        <RoleBoxes chosen={roles} change={setRoles} who={name} {...(own ? { kept: 'administrator' } : {})} />
        {(roles.includes('technician') || had !== '') && (
          <ValidUntil day={day} change={setDay} now={now} who={name} fixed={own} />
        )}
        {changed && (
          <button
            type="button"
            className="plain"
            onClick={() =>
              acts.save(
                ROLES.filter((role) => roles.includes(role)),
                day === had ? undefined : endOf(day, now),
              )
            }
          >
            {words.people.save}
            <span className="heard-only"> {name}</span>
          </button>
        )}
      </td>
      <td>
        <span className={`person-state person-${state}`}>{words.state[state]}</span>
        {expired && <span className="person-locked">{words.people.expiredOn(had)}</span>}
        {signedIn > 0 && <span className="person-in">{words.people.signedIn}</span>}
      </td>
      <td>
        <div className="acts">
          {state === 'locked' && <Act label={words.people.unlock} who={name} onClick={acts.unlock} />}
          {!own && (
            <>
              {signedIn > 0 && <Act label={words.people.revoke} who={name} onClick={acts.revoke} />}
              <Act
                label={sure ? words.people.newCodeSure : words.people.newCode}
                who={name}
                onClick={() => {
                  setSure(!sure);
                  if (sure || state === 'new') acts.newCode();
                }}
              />
              <Act
                label={state === 'disabled' ? words.people.enable : words.people.disable}
                who={name}
                onClick={() => acts.disable(state !== 'disabled')}
              />
            </>
          )}
        </div>
      </td>
    </tr>
  );
}

const Act = ({ label, who, onClick }: { label: string; who: string; onClick: () => void }) => (
  <button type="button" className="plain" onClick={onClick}>
    {label}
    <span className="heard-only"> {who}</span>
  </button>
);

/** The last day on which somebody may sign in; his own is for another one to set. */
export function ValidUntil({
  day,
  change,
  now,
  who,
  fixed = false,
}: {
  readonly day: string;
  readonly change: (day: string) => void;
  readonly now: string;
  readonly who: string;
  readonly fixed?: boolean;
}) {
  const words = useWords();
  return (
    <label className="valid-until">
      {words.people.validUntil}
      <span className="heard-only"> {who}</span>
      <input
        type="date"
        value={day}
        disabled={fixed}
        {...daysAhead(now)}
        onChange={({ target }) => change(target.value)}
      />
    </label>
  );
}

/** A box for each right; `kept` cannot be taken away here. */
export function RoleBoxes({
  chosen,
  change,
  who,
  kept,
}: {
  readonly chosen: readonly Role[];
  readonly change: (roles: readonly Role[]) => void;
  readonly who: string;
  readonly kept?: Role;
}) {
  const words = useWords();
  return (
    <fieldset className="roles">
      <legend className="heard-only">
        {words.people.rolesOf}: {who}
      </legend>
      {ROLES.map((role) => (
        <label key={role}>
          <input
            type="checkbox"
            checked={chosen.includes(role)}
            disabled={role === kept}
            onChange={({ target }) =>
              change(target.checked ? [...chosen, role] : chosen.filter((other) => other !== role))
            }
          />
          {words.roles[role]}
        </label>
      ))}
    </fieldset>
  );
}
