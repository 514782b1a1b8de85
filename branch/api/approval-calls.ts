import {
  approvalDecisionSchema,
  approvalPageSchema,
  approvalRequestSchema,
  approvalSchema,
} from '#contracts/branch/approval.ts';
import type { BranchCall } from './calls.ts';

/** Questions of terminals to a person, and the page on which they are decided. */
export const approvalCalls = (poll: Readonly<Record<string, string>>): BranchCall[] => [
  {
    id: 'requestApproval',
    method: 'POST',
    path: '/v1/approvals',
    caller: 'terminal',
    summary: 'Asks a person to decide. The same request again asks nothing twice; another one ends it.',
    request: approvalRequestSchema,
    answer: approvalSchema,
    made: true,
  },
  {
    id: 'watchApproval',
    method: 'GET',
    path: '/v1/approvals/:id',
    caller: 'terminal',
    summary: 'A question of this terminal, as soon as it changes.',
    query: poll,
    answer: approvalSchema,
  },
  {
    id: 'withdrawApproval',
    method: 'POST',
    path: '/v1/approvals/:id/withdraw',
    caller: 'terminal',
    summary: 'The customer gave up, or has left.',
    answer: approvalSchema,
  },
  {
    id: 'approvalPage',
    method: 'GET',
    path: '/approvals/api/state',
    caller: 'approver',
    summary: 'What waits for a decision, oldest first; personal, and gone with the decision.',
    query: poll,
    answer: approvalPageSchema,
  },
  {
    id: 'seeApproval',
    method: 'POST',
    path: '/approvals/api/:id/seen',
    caller: 'approver',
    summary: 'Somebody goes there: the customer is told so.',
    answer: approvalPageSchema,
  },
  {
    id: 'decideApproval',
    method: 'POST',
    path: '/approvals/api/:id/decide',
    caller: 'approver',
    summary:
      'Approves or refuses, once and for good; of two at the same instant one is told who was quicker.',
    request: approvalDecisionSchema,
    answer: approvalPageSchema,
  },
];
