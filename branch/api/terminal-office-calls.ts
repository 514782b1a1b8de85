import { approvalDecisionSchema, approvalPageSchema } from '#contracts/branch/approval.ts';
import { handOutSchema, keptListSchema, keptThingSchema } from '#contracts/branch/custody.ts';
import { promiseListSchema } from '#contracts/branch/promise.ts';
import { terminalFiguresSchema } from '#contracts/branch/terminal-figures.ts';
import type { BranchCall } from './calls.ts';

/** What a terminal's host asks for whoever works there. */
export const terminalOfficeCalls: readonly BranchCall[] = [
  {
    id: 'terminalCustody',
    method: 'GET',
    path: '/v1/staff/custody',
    caller: 'staffAtTerminal',
    summary:
      'What this terminal keeps for its customers, and what was handed out last. For lobby, supervisor, manager.',
    answer: keptListSchema,
  },
  {
    id: 'terminalHandOut',
    method: 'POST',
    path: '/v1/staff/custody/:id/hand-out',
    caller: 'staffAtTerminal',
    summary:
      'To whom something kept was handed, once and for good. `secondWanted`: somebody else must agree first (`terminalSecond`, within two minutes). For lobby, supervisor, manager.',
    request: handOutSchema,
    answer: keptThingSchema,
  },
  {
    id: 'terminalPromises',
    method: 'GET',
    path: '/v1/staff/promises',
    caller: 'staffAtTerminal',
    summary:
      'What the branch has promised its customers, the earliest deadline first. For lobby, supervisor, manager.',
    answer: promiseListSchema,
  },
  {
    id: 'terminalFigures',
    method: 'GET',
    path: '/v1/staff/figures',
    caller: 'staffAtTerminal',
    summary: 'How today’s visits ended, here and in the branch. For supervisor, manager.',
    answer: terminalFiguresSchema,
  },
  {
    id: 'terminalApprovals',
    method: 'GET',
    path: '/v1/staff/approvals',
    caller: 'staffAtTerminal',
    summary: 'What terminals of the branch ask a person. For approvers.',
    answer: approvalPageSchema,
  },
  {
    id: 'terminalDecide',
    method: 'POST',
    path: '/v1/staff/approvals/:id/decide',
    caller: 'staffAtTerminal',
    summary:
      'Approves or refuses one of them; 409 `illegalMove` where pictures must be looked at, which a terminal does not show. For approvers.',
    request: approvalDecisionSchema,
    answer: approvalPageSchema,
  },
];
