import type { Clock } from '#foundation/clock.ts';
import type { Host, startHost } from '../composition.ts';
import type { KeyStore } from '../journal/key-store.ts';
import { messagePortCarrier } from './message-port-carrier.ts';
import { type FromHostProcess, type ToHostProcess, toHostProcessSchema } from './messages.ts';
import type { ParentPort, PortMessage } from './port.ts';

/** A host that could not start waits this long to be ended by whoever reads why, then ends by itself; milliseconds. */
const LAST_WORD = 2_000;

/** Exit codes, as `host/main.ts` has them. */
const ENDED = 0;
const FAILED = 1;
const BROKEN = 70;

export type ParentOrder = {
  readonly parent: ParentPort;
  readonly start: typeof startHost;
  readonly clock: Clock;
  exit(code: number): void;
  /** One line for whoever watches this process's standard error. */
  say(text: string): void;
};

/** Runs a host for Electron's main process, which speaks to it in messages and gives it the ends of pages' lines. */
export function serveParent({ parent, start, clock, exit, say }: ParentOrder): void {
  let starting = false;
  let ending = false;
  let host: Host | undefined;
  const tell = (message: FromHostProcess) => parent.postMessage(message);

  const begin = async ({ options, key }: Extract<ToHostProcess, { type: 'start' }>) => {
    if (starting) return;
    starting = true;
    const started = await start({
      options,
      say,
      ...(key ? { keyStore: safeStorageKey(key) } : {}),
      onBroken: (reason) => {
        say(`The flow broke and the host starts anew: ${reason}`);
        exit(BROKEN);
      },
    });
    if (!started.ok) {
      tell({ type: 'failed', ...started.error });
      // The message must be on its way before this process is gone; usually the reader ends it.
      clock.setTimeout(() => exit(FAILED), LAST_WORD);
      return;
    }
    host = started.value;
    if (ending) return end();
    host.onSupervisor((wanted) => tell({ type: 'supervisor', wanted }));
    tell({ type: 'ready', url: host.url, branchUrl: host.branchUrl, staffLines: [...host.staffLines] });
  };
  const end = async () => {
    ending = true;
    if (starting && !host) return;
    await host?.close();
    exit(ENDED);
  };
  const broke = (failure: unknown) => {
    say(`The host broke: ${failure instanceof Error ? failure.message : 'unknown'}`);
    exit(BROKEN);
  };

  parent.on('message', ({ data, ports }: PortMessage) => {
    const message = toHostProcessSchema.safeParse(data);
    const port = message.data?.type === 'page' && host && !ending ? ports[0] : undefined;
    for (const other of ports) if (other !== port) other.close();
    if (!message.success) return;
    switch (message.data.type) {
      case 'start':
        begin(message.data).catch(broke);
        return;
      case 'page':
        if (port) host?.acceptPage(messagePortCarrier(port));
        return;
      case 'token':
        tell({
          type: 'token',
          id: message.data.id,
          token: host?.pageToken(message.data.role) ?? null,
        });
        return;
      case 'refused':
        host?.shellRefused(message.data.code);
        return;
      case 'end':
        end().catch(broke);
        return;
    }
  });
}

const safeStorageKey = (key: Uint8Array): KeyStore => ({
  kind: 'electronSafeStorage',
  strength: "The key is sealed by this user's desktop keyring through Electron's safeStorage.",
  key,
});
