import { useState } from 'react';
import { FORGETTABLE, type Forgettable, type Give } from './orders.ts';
import { Act, Panel, Tick } from './parts.tsx';

const THINGS = Object.keys(FORGETTABLE) as Forgettable[];

/** Leaving, with everything or without what is ticked. */
export function WalkAway({ give }: { readonly give: Give }) {
  const [forgotten, setForgotten] = useState<readonly Forgettable[]>([]);
  return (
    <Panel title="Leave" className="leave">
      <fieldset>
        <legend className="legend">Forgetting</legend>
        {THINGS.map((thing) => (
          <Tick
            key={thing}
            on={forgotten.includes(thing)}
            onChange={(on) =>
              setForgotten(THINGS.filter((other) => (other === thing ? on : forgotten.includes(other))))
            }
          >
            {FORGETTABLE[thing]}
          </Tick>
        ))}
      </fieldset>
      <Act
        onPress={() => {
          give({ act: 'walkAway', input: { forget: [...forgotten] } });
          setForgotten([]);
        }}
      >
        Walk away
      </Act>
    </Panel>
  );
}
