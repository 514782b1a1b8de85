import * as z from 'zod';
import {
  terminalSecondAnswerSchema,
  terminalSecondSchema,
  terminalSignInSchema,
  terminalSignOutSchema,
  terminalStaffSchema,
  terminalWhoSchema,
} from '#contracts/branch/terminal-staff.ts';
import type { BranchCall } from './calls.ts';

/** Staff who work at a terminal. */
export const terminalStaffCalls: readonly BranchCall[] = [
  {
    id: 'terminalSignIn',
    method: 'POST',
    path: '/v1/staff/sign-in',
    caller: 'terminal',
    summary:
      'Somebody gives number and PIN at the terminal, counted as at the pages of staff. The session is good at this terminal alone; whoever was in there is out.',
    request: terminalSignInSchema,
    answer: terminalStaffSchema,
  },
  {
    id: 'terminalWho',
    method: 'POST',
    path: '/v1/staff/who',
    caller: 'terminal',
    summary: 'Whether that session stands, and what its member may do now.',
    request: terminalWhoSchema,
    answer: terminalStaffSchema,
  },
  {
    id: 'terminalSecond',
    method: 'POST',
    path: '/v1/staff/second',
    caller: 'terminal',
    summary: 'Somebody else agrees, by his own PIN, to one thing that is done under that session.',
    request: terminalSecondSchema,
    answer: terminalSecondAnswerSchema,
  },
  {
    id: 'terminalSignOut',
    method: 'POST',
    path: '/v1/staff/sign-out',
    caller: 'terminal',
    summary: 'Ends that session; of one that is over it changes nothing.',
    request: terminalSignOutSchema,
    answer: z.strictObject({}),
  },
];
