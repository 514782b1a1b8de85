import { hallSchema } from '#contracts/branch/hall.ts';
import { lobbyCallSchema, lobbyCallsSchema, lobbyCustodyListSchema } from '#contracts/branch/lobby.ts';
import type { BranchCall } from './calls.ts';

/** The calls of the lobby page. */
export const lobbyCalls = (poll: Readonly<Record<string, string>>): BranchCall[] => [
  {
    id: 'lobbyCalls',
    method: 'GET',
    path: '/lobby/api/assistance',
    caller: 'lobby',
    summary: 'Calls for a person that still want somebody, oldest first.',
    query: poll,
    answer: lobbyCallsSchema,
  },
  {
    id: 'lobbyHall',
    method: 'GET',
    path: '/lobby/api/hall',
    caller: 'lobbyOrManager',
    summary:
      'The hall at a glance: where terminals are, the queue by service, and the day’s waits and outcomes. A long poll also answers when a terminal falls silent or stays too long at a step.',
    query: poll,
    answer: hallSchema,
  },
  {
    id: 'lobbyCustody',
    method: 'GET',
    path: '/lobby/api/custody',
    caller: 'lobby',
    summary: 'Cards that lie in a machine.',
    answer: lobbyCustodyListSchema,
  },
  {
    id: 'acknowledge',
    method: 'POST',
    path: '/lobby/api/assistance/:id/acknowledge',
    caller: 'lobby',
    summary: 'Somebody goes there: the customer is told that his call was seen.',
    answer: lobbyCallSchema,
  },
  {
    id: 'close',
    method: 'POST',
    path: '/lobby/api/assistance/:id/close',
    caller: 'lobby',
    summary: 'The customer has been helped.',
    answer: lobbyCallSchema,
  },
  {
    id: 'handsOnGlass',
    method: 'POST',
    path: '/lobby/api/assistance/:id/hands-on',
    caller: 'lobby',
    summary:
      'Whoever has acknowledged the call operates the screen for the customer. Refused (illegalMove) to anybody else.',
    answer: lobbyCallSchema,
  },
  {
    id: 'handsOffGlass',
    method: 'POST',
    path: '/lobby/api/assistance/:id/hands-off',
    caller: 'lobby',
    summary: 'The customer operates the screen again; any member of the lobby may say so.',
    answer: lobbyCallSchema,
  },
];
