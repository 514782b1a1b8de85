import {
  draftCloseSchema,
  draftDroppedSchema,
  draftKeptSchema,
  draftQuestionSchema,
  draftRequestSchema,
  openedDraftsSchema,
} from '#contracts/branch/draft.ts';
import type { BranchCall } from './calls.ts';

/** The calls about what customers have entered so far: terminals hand it in, counters open it. */
export const draftCalls: readonly BranchCall[] = [
  {
    id: 'keepDraft',
    method: 'POST',
    path: '/v1/drafts',
    caller: 'terminal',
    summary:
      'Keeps, sealed, what the holder of a number has entered for a service so far; a later state takes the place of an earlier one.',
    request: draftRequestSchema,
    answer: draftKeptSchema,
  },
  {
    id: 'dropDraft',
    method: 'POST',
    path: '/v1/drafts/:id/drop',
    caller: 'terminal',
    summary: 'Nothing of it is left, and a message about it that is still under way keeps nothing either.',
    answer: draftDroppedSchema,
  },
  {
    id: 'openDrafts',
    method: 'POST',
    path: '/counter/api/drafts/open',
    caller: 'counter',
    summary:
      'What the person whose document was shown has entered at a terminal, step by step. Written down.',
    request: draftQuestionSchema,
    answer: openedDraftsSchema,
  },
  {
    id: 'closeDraft',
    method: 'POST',
    path: '/counter/api/drafts/close',
    caller: 'counter',
    summary: 'It has been used, or is not wanted: nothing of it is left.',
    request: draftCloseSchema,
    answer: draftDroppedSchema,
  },
];
