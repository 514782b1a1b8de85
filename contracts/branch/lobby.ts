import * as z from 'zod';
import { assistanceSchema } from './assistance.ts';
import { custodySchema } from './custody.ts';

/** Most records one answer to the lobby page carries; `total` says how many there are. */
export const LOBBY_LIST_LIMIT = 200;

/** A call as the lobby sees it: nothing that leads to the visit. */
export const lobbyCallSchema = assistanceSchema.omit({ visit: true }).extend({
  /** Whoever asks has acknowledged it. */
  yours: z.boolean(),
});
export type LobbyCall = z.infer<typeof lobbyCallSchema>;

/** `GET /lobby/api/assistance`: calls that still want somebody, quiet ones first, then the oldest. */
export const lobbyCallsSchema = z.strictObject({
  /** Changes with every change of calls or kept media; a long poll waits for another one. */
  revision: z.int().min(0),
  serverTime: z.iso.datetime(),
  total: z.int().min(0),
  calls: z.array(lobbyCallSchema).max(LOBBY_LIST_LIMIT),
});
export type LobbyCalls = z.infer<typeof lobbyCallsSchema>;

export const lobbyCustodySchema = custodySchema.omit({ visit: true });
export type LobbyCustody = z.infer<typeof lobbyCustodySchema>;

/** `GET /lobby/api/custody`: what still lies in a terminal's bin, oldest first. */
export const lobbyCustodyListSchema = z.strictObject({
  serverTime: z.iso.datetime(),
  total: z.int().min(0),
  custody: z.array(lobbyCustodySchema).max(LOBBY_LIST_LIMIT),
});
export type LobbyCustodyList = z.infer<typeof lobbyCustodyListSchema>;
