import { tileUseSchema, USE_DAYS, useAnswerSchema, useBatchSchema } from '#contracts/branch/use.ts';
import type { BranchCall } from './calls.ts';

/** How often what is used, without persons. */
export const useCalls: readonly BranchCall[] = [
  {
    id: 'tellUse',
    method: 'POST',
    path: '/v1/use',
    caller: 'terminal',
    summary:
      'How often what was opened and came to its end, by the hour. The same id counts once; hours that lie ahead or more than 90 days back are left out.',
    request: useBatchSchema,
    answer: useAnswerSchema,
  },
  {
    id: 'tileUse',
    method: 'GET',
    path: '/use/api/tiles',
    caller: 'manager',
    summary: 'Use of everything the branch offers over the last days, and what nobody has used.',
    query: { days: `How many days back: ${USE_DAYS.join(', ')}; left out: 28.` },
    answer: tileUseSchema,
  },
];
