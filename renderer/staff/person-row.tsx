import { useState } from 'react';
import { ROLES, type Role, type StaffList } from '#contracts/branch/staff.ts';
import { useWords } from './use-words.ts';

type Acts = {
  readonly save: (roles: Role[]) => void;
  readonly unlock: () => void;
  readonly revoke: () => void;
  readonly disable: (disabled: boolean) => void;
  readonly newCode: () => void;
};

/** One person: what he may do, and what can be done about him; nothing that one may not do to oneself. */
export function PersonRow({
  person,
  own,
  acts,
}: {
  readonly person: StaffList['people'][number];
  readonly own: boolean;
  readonly acts: Acts;
}) {
  const words = useWords();
  const [roles, setRoles] = useState<readonly Role[]>(person.roles);
  const [sure, setSure] = useState(false);
  const { number, name, state, signedIn } = person;
  const changed = ROLES.some((role) => roles.includes(role) !== person.roles.includes(role));
  return (
    <tr data-person={number} data-state={state}>
      <td>{number}</td>
      <th scope="row">{name}</th>
      <td>{person.branch}</td>
      <td>
        <RoleBoxes chosen={roles} change={setRoles} who={name} {...(own ? { kept: 'administrator' } : {})} />
        {changed && (
          <button
            type="button"
            className="plain"
            onClick={() => acts.save(ROLES.filter((role) => roles.includes(role)))}
          >
            {words.people.save}
            <span className="heard-only"> {name}</span>
          </button>
        )}
      </td>
      <td>
        <span className={`person-state person-${state}`}>{words.state[state]}</span>
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
