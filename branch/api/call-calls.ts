import { approvalDecisionSchema, approvalPageSchema } from '#contracts/branch/approval.ts';
import {
  acceptedSchema,
  callLeaveSchema,
  callLiveSchema,
  callOutlookSchema,
  callRequestSchema,
  callSchema,
  callViewSchema,
  forTerminalSchema,
  sentByTerminalSchema,
  viewTakenSchema,
} from '#contracts/branch/call.ts';
import { callBackRequestSchema, callBackSchema, callBackTimesSchema } from '#contracts/branch/call-back.ts';
import { openedPictureSchema } from '#contracts/branch/picture.ts';
import { iceSchema } from '#contracts/branch/signal.ts';
import type { BranchCall } from './calls.ts';

/** Calls to a teller, as terminals make them. What the teller's desk says goes over its socket (`docs/branch.md`). */
export const callCalls = (poll: Readonly<Record<string, string>>): BranchCall[] => [
  {
    id: 'requestCall',
    method: 'POST',
    path: '/v1/calls',
    caller: 'terminal',
    summary:
      'Calls a teller. The same request again makes nothing twice; another one ends it. `branchClosed`: outside the hours.',
    request: callRequestSchema,
    answer: callSchema,
    made: true,
  },
  {
    id: 'callOutlook',
    method: 'GET',
    path: '/v1/calls/outlook',
    caller: 'terminal',
    summary: 'What to expect of a call that were made now.',
    query: {
      language: 'zh-CN or en.',
      service: 'What it would be about; left out: whatever has no name of its own.',
    },
    answer: callOutlookSchema,
  },
  {
    id: 'watchCall',
    method: 'GET',
    path: '/v1/calls/:id',
    caller: 'terminal',
    summary:
      'A call of this terminal, as soon as it changes. A terminal that does not ask for a minute is gone.',
    query: poll,
    answer: callSchema,
  },
  {
    id: 'leaveCall',
    method: 'POST',
    path: '/v1/calls/:id/leave',
    caller: 'terminal',
    summary:
      'The customer needs nobody any more, or it goes on elsewhere. A call that is over stays as it ended.',
    request: callLeaveSchema,
    answer: callSchema,
  },
  {
    id: 'callIsLive',
    method: 'POST',
    path: '/v1/calls/:id/live',
    caller: 'terminal',
    summary: 'The two see, hear or read each other, in this mode. Of another turn: `illegalMove`.',
    request: callLiveSchema,
    answer: callSchema,
  },
  {
    id: 'sayInCall',
    method: 'POST',
    path: '/v1/calls/:id/messages',
    caller: 'terminal',
    summary:
      'Tells the teller something. The same id is the same message; of an earlier turn: `illegalMove`.',
    request: sentByTerminalSchema,
    answer: acceptedSchema,
  },
  {
    id: 'watchCallMessages',
    method: 'GET',
    path: '/v1/calls/:id/messages',
    caller: 'terminal',
    summary:
      'What the teller says, in order. `after` acknowledges everything up to it. Once the call is over: `illegalMove`.',
    query: { after: 'The sequence heard last.', wait: poll.wait ?? '' },
    answer: forTerminalSchema,
  },
  {
    id: 'showStep',
    method: 'POST',
    path: '/v1/calls/:id/view',
    caller: 'terminal',
    summary: 'The customer’s step as it stands now; answers the number of the one that stands.',
    request: callViewSchema,
    answer: viewTakenSchema,
  },
  {
    id: 'callIce',
    method: 'GET',
    path: '/v1/calls/:id/ice',
    caller: 'terminal',
    summary: 'Where media of this call may be relayed, with credentials of limited time.',
    answer: iceSchema,
  },
  {
    id: 'callBackTimes',
    method: 'GET',
    path: '/v1/call-backs/times',
    caller: 'terminal',
    summary: 'When somebody could call back.',
    answer: callBackTimesSchema,
  },
  {
    id: 'requestCallBack',
    method: 'POST',
    path: '/v1/call-backs',
    caller: 'terminal',
    summary:
      'Has somebody called back. The same request again keeps nothing twice. `slotFull`: taken meanwhile.',
    request: callBackRequestSchema,
    answer: callBackSchema,
    made: true,
  },
  {
    id: 'callApprovals',
    method: 'GET',
    path: '/teller/api/approvals',
    caller: 'tellerAndApprover',
    summary:
      'What the terminal of the live call in hand asks a person about its customer; without one `notFound`.',
    query: poll,
    answer: approvalPageSchema,
  },
  {
    id: 'seeCallApproval',
    method: 'POST',
    path: '/teller/api/approvals/:id/seen',
    caller: 'tellerAndApprover',
    summary: 'The teller has opened it.',
    answer: approvalPageSchema,
  },
  {
    id: 'decideCallApproval',
    method: 'POST',
    path: '/teller/api/approvals/:id/decide',
    caller: 'tellerAndApprover',
    summary: 'Approves or refuses, as on the page of approvals; written down with the call.',
    request: approvalDecisionSchema,
    answer: approvalPageSchema,
  },
  {
    id: 'openCallPicture',
    method: 'POST',
    path: '/teller/api/approvals/:id/pictures/:picture',
    caller: 'tellerAndApprover',
    summary: 'One of the pictures of a question he has opened; that he looked is written down.',
    answer: openedPictureSchema,
  },
];
