import { openedPictureSchema, pictureRequestSchema, pictureStateSchema } from '#contracts/branch/picture.ts';
import { openedStillSchema, stillKeptSchema, stillRequestSchema } from '#contracts/branch/still.ts';
import type { BranchCall } from './calls.ts';

/** The calls about pictures of originals. */
export const pictureCalls: readonly BranchCall[] = [
  {
    id: 'keepPicture',
    method: 'POST',
    path: '/v1/pictures',
    caller: 'terminal',
    summary: 'Keeps a picture of an original, sealed; looked at on arrival, kept once.',
    request: pictureRequestSchema,
    answer: pictureStateSchema,
  },
  {
    id: 'dropPicture',
    method: 'POST',
    path: '/v1/pictures/:id/drop',
    caller: 'terminal',
    summary: 'Nothing came of it: its bytes are gone for good.',
    answer: pictureStateSchema,
  },
  {
    id: 'openPicture',
    method: 'POST',
    path: '/approvals/api/:id/pictures/:picture',
    caller: 'approver',
    summary: 'A picture of a question this member of staff has opened. That he looks is written down first.',
    answer: openedPictureSchema,
  },
  {
    id: 'keepStill',
    method: 'POST',
    path: '/v1/calls/:id/pictures',
    caller: 'terminal',
    summary:
      'Keeps a still picture of the customer of a call, sealed; looked at on arrival. `illegalMove`: no teller has the call in hand, or it has too many.',
    request: stillRequestSchema,
    answer: stillKeptSchema,
  },
  {
    id: 'openStill',
    method: 'GET',
    path: '/teller/api/pictures/:id',
    caller: 'teller',
    summary: 'A still picture of the call this teller has in hand. That he looks is written down first.',
    answer: openedStillSchema,
  },
];
