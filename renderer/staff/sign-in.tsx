import { useState } from 'react';
import type { StaffSession } from '#contracts/branch/staff.ts';
import type { Reply, StaffApi } from './api.ts';
import { AskForm } from './fields.tsx';
import { useWords } from './use-words.ts';

type Props = {
  readonly api: StaffApi;
  /** No administrator can sign in: the first one is made here. */
  readonly founding: boolean;
  readonly enter: (way: Promise<Reply<StaffSession>>) => Promise<Reply<StaffSession>>;
};

/** The ways in: number and PIN; somebody new with a one-time code; the first administrator with the service's own. */
export function SignIn({ api, founding, enter }: Props) {
  const words = useWords();
  const [way, setWay] = useState<'pin' | 'code'>('pin');
  const number = { name: 'number', kind: 'number', label: words.number } as const;
  const code = { name: 'code', kind: 'code', label: words.code } as const;
  const pins = [
    { name: 'pin', kind: 'pin', label: words.newPin, hint: words.pinRule },
    { name: 'again', kind: 'pin', label: words.newPinAgain },
  ] as const;
  const same = ({ pin, again }: { readonly pin: string; readonly again: string }) =>
    pin === again ? undefined : ({ field: 'again', why: words.wrong.again } as const);
  const other = (
    <button type="button" className="quiet" onClick={() => setWay(way === 'pin' ? 'code' : 'pin')}>
      {way === 'pin' ? words.haveCode : words.havePin}
    </button>
  );

  if (way === 'pin')
    return (
      <AskForm
        key="pin"
        title={words.signIn}
        fields={[number, { name: 'pin', kind: 'pin', label: words.pin }]}
        label={words.signIn}
        send={(given) => enter(api.signIn(given.number, given.pin))}
      >
        {other}
      </AskForm>
    );
  if (founding)
    return (
      <AskForm
        key="founding"
        title={words.founding}
        more={words.foundingMore}
        fields={[code, number, { name: 'name', kind: 'name', label: words.name }, ...pins]}
        label={words.found}
        check={same}
        send={({ code: given, number: own, name, pin }) =>
          enter(api.firstAdministrator({ code: given, number: own, name, pin }))
        }
      >
        {other}
      </AskForm>
    );
  return (
    <AskForm
      key="code"
      title={words.firstPin}
      more={words.firstPinMore}
      fields={[number, code, ...pins]}
      label={words.setPin}
      check={same}
      send={(given) => enter(api.firstPin(given.number, given.code, given.pin))}
    >
      {other}
    </AskForm>
  );
}
