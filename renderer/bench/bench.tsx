import { useState, useSyncExternalStore } from 'react';
import type { BenchState } from '#contracts/bench/state.ts';
import type { BridgeClient, LineState } from '../bridge/client.ts';
import { Bank } from './bank.tsx';
import { Cabinet } from './cabinet.tsx';
import { Devices } from './devices.tsx';
import { Keypad } from './keypad.tsx';
import type { Give } from './orders.ts';
import { Pad } from './pad.tsx';
import { Act } from './parts.tsx';
import { Cards, People } from './people.tsx';
import { Phones } from './phone.tsx';
import type { Raster } from './raster.ts';
import { Receipts } from './receipts.tsx';
import { Said } from './said.tsx';
import type { Hand } from './spots.ts';
import type { BenchStore } from './store.ts';
import { WalkAway } from './walk-away.tsx';

const BROKEN: Readonly<Partial<Record<LineState, string>>> = {
  lost: 'The terminal does not answer; it is tried again. What stands here is how it was.',
  superseded: 'The bench continues in another window.',
  outdated: 'The terminal has started anew; this page is loaded again.',
};

type RoomProps = {
  readonly state: BenchState;
  readonly rasters: ReadonlyMap<number, Raster>;
  readonly give: Give;
};

/** Three columns: who, the terminal, and what is behind its doors. */
function Room({ state, rasters, give }: RoomProps) {
  const [chosen, choose] = useState('');
  const [held, hold] = useState(0);
  const person = state.people.find(({ key }) => key === chosen) ?? state.people[0];
  const card = person?.cards.find(({ index }) => index === held) ?? person?.cards[0];
  const hand: Hand = { person, card: card?.index ?? 0 };
  return (
    <main className="room">
      <div className="column column-who">
        <People
          state={state}
          chosen={person}
          choose={(key) => {
            choose(key);
            hold(0);
          }}
        />
        <Cards state={state} hand={hand} hold={hold} />
        <Phones state={state} person={person} give={give} />
      </div>
      <div className="column column-terminal">
        <Cabinet state={state} hand={hand} give={give} />
        <div className="hands">
          <Keypad give={give} />
          <WalkAway give={give} />
        </div>
      </div>
      <div className="column column-behind">
        <div className="column">
          <Devices state={state} give={give} />
          <Bank state={state} give={give} />
        </div>
        <div className="column">
          <Pad state={state} rasters={rasters} give={give} />
          <Receipts state={state} rasters={rasters} />
        </div>
      </div>
    </main>
  );
}

type BenchProps = { readonly client: BridgeClient; readonly store: BenchStore };

/** The bench: the hands of invented people in front of a terminal whose devices are simulated. It keeps nothing. */
export function Bench({ client, store }: BenchProps) {
  const { line } = useSyncExternalStore(client.subscribe, client.snapshot);
  const broken = BROKEN[line];
  const { state, rasters, deeds } = useSyncExternalStore(store.subscribe, store.snapshot);
  return (
    <div className="bench" data-line={line}>
      <header className="bench-top">
        <h1>Bench</h1>
        <p className="quiet">Invented people, simulated devices, a sandbox bank</p>
        <Act onPress={() => store.give({ act: 'newDay', input: {} })}>Start the day again</Act>
      </header>
      {broken ? (
        <p className="bench-line" role="alert">
          {broken}
        </p>
      ) : null}
      {state ? (
        <Room state={state} rasters={rasters} give={store.give} />
      ) : (
        <main className="room-empty">Looking for the terminal.</main>
      )}
      <Said deeds={deeds} />
    </div>
  );
}
