import { useSyncExternalStore } from 'react';
import type { BridgeClient } from '../bridge/client.ts';
import { Cabinet } from './cabinet.tsx';
import { BankFaults, Devices } from './devices.tsx';
import { Keypad } from './keypad.tsx';
import { Act } from './parts.tsx';
import { People } from './people.tsx';
import { Phones } from './phones.tsx';
import { Receipts } from './receipts.tsx';
import type { BenchStore, Deed } from './store.ts';

const Deeds = ({ deeds }: { readonly deeds: readonly Deed[] }) => (
  <ol className="deeds" aria-live="polite">
    {deeds.slice(0, 3).map(({ id, act, state }) => (
      <li key={id} className={state === 'done' || state === 'sent' ? '' : 'deed-refused'}>
        {act} <span className="quiet">{state}</span>
      </li>
    ))}
  </ol>
);

type Props = { readonly client: BridgeClient; readonly store: BenchStore };

/** The people, hands and mishaps around a simulated terminal. */
export function BenchPage({ client, store }: Props) {
  const { line } = useSyncExternalStore(client.subscribe, client.snapshot);
  const { state, rasters, deeds } = useSyncExternalStore(store.subscribe, store.snapshot);
  const { act } = store;
  return (
    <div className="bench" data-line={line}>
      <header className="bench-top">
        <h1>Bench</h1>
        <Deeds deeds={deeds} />
        <Act tone="mind" onPress={() => act('newDay')}>
          New day
        </Act>
      </header>
      {line === 'open' ? null : (
        <p className="bench-line" role="status">
          {line === 'superseded'
            ? 'The bench continues in another window.'
            : 'The terminal does not answer; trying again.'}
        </p>
      )}
      {state ? (
        <main className="bench-main">
          <div>
            <Cabinet state={state} act={act} />
            <Keypad act={act} />
          </div>
          <div>
            <People state={state} act={act} />
            <Phones state={state} act={act} />
          </div>
          <div>
            <Devices state={state} act={act} />
            <BankFaults state={state} act={act} />
          </div>
          <div>
            <Receipts state={state} rasters={rasters} />
          </div>
        </main>
      ) : null}
    </div>
  );
}
