import {
  arrivalAnswerSchema,
  arrivalEndedSchema,
  arrivalEndSchema,
  arrivalListSchema,
  arrivalRequestSchema,
  presenceEventSchema,
  presenceHeardSchema,
} from '#contracts/branch/arrival.ts';
import type { BranchCall } from './calls.ts';
import { poll } from './poll.ts';

/** Customers who have come and have consented that staff hear of it. */
export const arrivalCalls: readonly BranchCall[] = [
  {
    id: 'tellArrival',
    method: 'POST',
    path: '/v1/arrivals',
    caller: 'terminal',
    summary:
      'A customer was recognised. The bank is asked whether he consents; else nothing is kept. The same request again tells nobody twice.',
    request: arrivalRequestSchema,
    answer: arrivalAnswerSchema,
  },
  {
    id: 'endArrival',
    method: 'POST',
    path: '/v1/arrivals/:id/end',
    caller: 'terminal',
    summary:
      'That visit is over: its notice goes, at once or with the number he holds. Harmless for an unknown one.',
    request: arrivalEndSchema,
    answer: arrivalEndedSchema,
  },
  {
    id: 'presenceEvent',
    method: 'POST',
    path: '/presence/v1/events',
    caller: 'presence',
    summary:
      'A beacon was seen in a branch. Each signed message is taken once; the answer never tells whose it is.',
    request: presenceEventSchema,
    answer: presenceHeardSchema,
  },
  {
    id: 'arrivals',
    method: 'GET',
    path: '/arrivals/api/list',
    caller: 'signedIn',
    summary: 'Who has come of whom whoever asks is to know.',
    query: poll,
    answer: arrivalListSchema,
  },
  {
    id: 'goingToArrival',
    method: 'POST',
    path: '/arrivals/api/arrivals/:id/going',
    caller: 'signedIn',
    summary: 'Whoever asks goes there; where a colleague said so first, it stays the colleague’s.',
    answer: arrivalListSchema,
  },
];
