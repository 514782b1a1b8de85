import { pageClock } from '../clock.ts';
import { BridgeClient } from './client.ts';
import { portCarrier } from './port-carrier.ts';
import { pageIsServed, reloadWhenServed } from './reload.ts';
import type { PageIdentity } from './token.ts';
import { bridgeUrl, webSocketCarrier } from './web-socket-carrier.ts';

/** The bridge of this page, over whatever its shell offers. */
export function connect(identity: PageIdentity): BridgeClient {
  const client = new BridgeClient({
    ...identity,
    open: window.vestibule ? portCarrier(window, window.vestibule) : webSocketCarrier(bridgeUrl(location)),
    clock: pageClock,
    reload: () => reloadWhenServed(pageClock, pageIsServed, () => location.reload()),
  });
  client.start();
  return client;
}
