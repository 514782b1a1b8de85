import { useEffect, useState } from 'react';
import { AskForm } from './fields.tsx';
import { mayEnter, useStaff } from './gate.tsx';
import { StaffHead } from './head.tsx';
import { PeoplePage } from './people-page.tsx';
import { ROOMS } from './rooms.ts';
import { useWords } from './use-words.ts';

type Place = 'home' | 'pin' | 'people';

/** What a signed-in member finds at `/staff`: where to go, one's own PIN, and for administrators the people. */
export function StaffPage({ back }: { readonly back: string | undefined }) {
  const words = useWords();
  const { staff } = useStaff();
  const [place, setPlace] = useState<Place>('home');
  const [changed, setChanged] = useState(false);
  useEffect(() => {
    document.title = words.title;
  }, [words]);
  return (
    <div className="work">
      <StaffHead title={words.title} />
      {place === 'home' && (
        <main className="narrow">
          <Home back={back} go={setPlace} />
          <p className="said" role="status">
            {changed && words.pinChanged}
          </p>
        </main>
      )}
      {place === 'pin' && (
        <main className="narrow">
          <ChangePin
            done={() => {
              setChanged(true);
              setPlace('home');
            }}
            leave={() => setPlace('home')}
          />
        </main>
      )}
      {place === 'people' && staff.roles.includes('administrator') && (
        <PeoplePage leave={() => setPlace('home')} />
      )}
    </div>
  );
}

function Home({ back, go }: { readonly back: string | undefined; readonly go: (place: Place) => void }) {
  const words = useWords();
  const { staff } = useStaff();
  const rooms = ROOMS.filter(({ roles }) => mayEnter(roles, staff));
  const administrator = staff.roles.includes('administrator');
  return (
    <nav className="rooms" aria-label={words.goTo}>
      {back !== undefined && (
        <a className="room" href={back}>
          {words.back}
        </a>
      )}
      {rooms.map(({ path }) => (
        <a key={path} className="room" href={path}>
          {words.rooms[path]}
        </a>
      ))}
      {administrator && (
        <button type="button" className="room" onClick={() => go('people')}>
          {words.people.title}
        </button>
      )}
      {rooms.length === 0 && !administrator && <p>{words.nowhere}</p>}
      <button type="button" className="room" onClick={() => go('pin')}>
        {words.changePin}
      </button>
    </nav>
  );
}

function ChangePin({ done, leave }: { readonly done: () => void; readonly leave: () => void }) {
  const words = useWords();
  const { api, keeper } = useStaff();
  return (
    <AskForm
      title={words.changePin}
      more={words.changePinMore}
      fields={[
        { name: 'pin', kind: 'pin', label: words.pin },
        { name: 'newPin', kind: 'pin', label: words.newPin, hint: words.pinRule },
        { name: 'again', kind: 'pin', label: words.newPinAgain },
      ]}
      label={words.changePin}
      check={({ newPin, again }) =>
        newPin === again ? undefined : { field: 'again', why: words.wrong.again }
      }
      send={async ({ pin, newPin }) => {
        const reply = await keeper.enterBy(api.changePin(pin, newPin));
        if (reply.ok) done();
        return reply;
      }}
    >
      <button type="button" className="quiet" onClick={leave}>
        {words.back}
      </button>
    </AskForm>
  );
}
