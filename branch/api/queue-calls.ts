import { blockRequestSchema, blockSchema, handedInSchema, handInSchema } from '#contracts/branch/block.ts';
import { queueSchema } from '#contracts/branch/queue.ts';
import { ticketAnswerSchema, ticketRequestSchema } from '#contracts/branch/ticket.ts';
import type { BranchCall } from './calls.ts';

/** The queue as terminals use it, and what keeps numbers coming while one is cut off. */
export const queueCalls: readonly BranchCall[] = [
  {
    id: 'queue',
    method: 'GET',
    path: '/v1/queue',
    caller: 'terminal',
    summary: 'What one can queue for in the terminal’s branch, and how long it would take now.',
    answer: queueSchema,
  },
  {
    id: 'takeTicket',
    method: 'POST',
    path: '/v1/tickets',
    caller: 'terminal',
    summary: 'Takes a number. The same request again takes no second one.',
    request: ticketRequestSchema,
    answer: ticketAnswerSchema,
    made: true,
  },
  {
    id: 'ticket',
    method: 'GET',
    path: '/v1/tickets/:id',
    caller: 'terminal',
    summary: 'A ticket as it stands, and its wait.',
    answer: ticketAnswerSchema,
  },
  {
    id: 'giveUpTicket',
    method: 'POST',
    path: '/v1/tickets/:id/give-up',
    caller: 'terminal',
    summary: 'Its holder waits no longer.',
    answer: ticketAnswerSchema,
  },
  {
    id: 'reserveNumbers',
    method: 'POST',
    path: '/v1/number-blocks',
    caller: 'terminal',
    summary: 'Numbers that only this terminal may give out today, for when it is cut off.',
    request: blockRequestSchema,
    answer: blockSchema,
  },
  {
    id: 'handIn',
    method: 'POST',
    path: '/v1/tickets/handed-in',
    caller: 'terminal',
    summary:
      'A number the terminal gave out while it was cut off. Its holder waits since he got it; of a day that is over it goes to history.',
    request: handInSchema,
    answer: handedInSchema,
    made: true,
  },
];
