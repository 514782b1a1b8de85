import { useSyncExternalStore } from 'react';
import type { BridgeClient } from '../bridge/client.ts';

/** The bench: the hands of invented people in front of a terminal whose devices are simulated. */
export function Bench({ client }: { readonly client: BridgeClient }) {
  const { line } = useSyncExternalStore(client.subscribe, client.snapshot);
  return (
    <main className="bench" data-line={line}>
      <h1>Bench</h1>
    </main>
  );
}
