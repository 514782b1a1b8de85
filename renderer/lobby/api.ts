import {
  type LobbyCalls,
  type LobbyCustodyList,
  lobbyCallSchema,
  lobbyCallsSchema,
  lobbyCustodyListSchema,
} from '#contracts/branch/lobby.ts';
import { polled } from '../live/polled.ts';
import type { Ask, Reply } from '../staff/api.ts';

/** What can be done about a call. */
export type CallAct = 'acknowledge' | 'close' | 'hands-on' | 'hands-off';

export type LobbyApi = {
  /** The list of calls, at once when `revision` is not the one that stands, else after the next change or `wait` seconds. */
  calls(revision: number | null, wait: number, signal: AbortSignal): Promise<Reply<LobbyCalls>>;
  custody(signal: AbortSignal): Promise<Reply<LobbyCustodyList>>;
  act(id: string, act: CallAct, signal: AbortSignal): Promise<Reply<unknown>>;
};

/** Longer than any of the feed's own limits, which decide. */
const WITHIN = 60_000;

/** The branch service as the lobby page speaks to it. Nothing rejects. */
export const lobbyApi = (ask: Ask): LobbyApi => ({
  calls: polled(ask, '/lobby/api/assistance', lobbyCallsSchema),
  custody: (signal) => ask('/lobby/api/custody', lobbyCustodyListSchema, { signal, within: WITHIN }),
  act: (id, act, signal) =>
    ask(`/lobby/api/assistance/${encodeURIComponent(id)}/${act}`, lobbyCallSchema, {
      method: 'POST',
      signal,
      within: WITHIN,
    }),
});
