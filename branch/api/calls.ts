import type * as z from 'zod';
import {
  ANCHOR_PAGE,
  anchorListSchema,
  anchorRequestSchema,
  recordedAnchorSchema,
} from '#contracts/branch/anchor.ts';
import { assistanceRequestSchema, assistanceSchema, handsOffSchema } from '#contracts/branch/assistance.ts';
import { boardSchema } from '#contracts/branch/board.ts';
import { custodyRequestSchema, custodySchema } from '#contracts/branch/custody.ts';
import { phoneTicketSchema } from '#contracts/branch/phone.ts';
import { positionAnswerSchema, positionSchema } from '#contracts/branch/position.ts';
import type { Role } from '#contracts/branch/staff.ts';
import { enrolmentRequestSchema, enrolmentSchema } from '#contracts/branch/terminal.ts';
import { appointmentCalls } from './appointment-calls.ts';
import { approvalCalls } from './approval-calls.ts';
import { arrivalCalls } from './arrival-calls.ts';
import { callCalls } from './call-calls.ts';
import { counterCalls } from './counter-calls.ts';
import { draftCalls } from './draft-calls.ts';
import { feedbackCalls } from './feedback-calls.ts';
import { lobbyCalls } from './lobby-calls.ts';
import { paperCalls } from './paper-calls.ts';
import { pictureCalls } from './picture-calls.ts';
import { poll } from './poll.ts';
import { queueCalls } from './queue-calls.ts';
import { recordingCalls } from './recording-calls.ts';
import { staffCalls } from './staff-calls.ts';
import { terminalOfficeCalls } from './terminal-office-calls.ts';
import { terminalStaffCalls } from './terminal-staff-calls.ts';
import { useCalls } from './use-calls.ts';

/** Who may call: an enrolled terminal by its signature, a member of staff by session and role, or anybody. */
export type Caller =
  | 'terminal'
  | 'anybody'
  | 'staffPage'
  | 'signedIn'
  | 'lobbyOrManager'
  | 'counterLobbyOrManager'
  | 'tellerAndApprover'
  | 'staffAtTerminal'
  | 'bank'
  | 'presence'
  | Role;

/** One call of the branch service, as `docs/branch-api.yaml` describes it. */
export type BranchCall = {
  /** Its `operationId`. */
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** As the router has it, parameters as `:name`. */
  readonly path: string;
  readonly caller: Caller;
  readonly summary: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Content of a POST; left out: none may come. */
  readonly request?: z.ZodType;
  /** Null: not JSON, as the summary says. */
  readonly answer: z.ZodType | null;
  /** Besides 200: a POST that made something new answers 201. */
  readonly made?: true;
};

export const BRANCH_CALLS: readonly BranchCall[] = [
  {
    id: 'enrol',
    method: 'POST',
    path: '/v1/terminals',
    caller: 'terminal',
    summary: 'Lets a key stand for a terminal. Signed with that very key; uses up the one-time code.',
    request: enrolmentRequestSchema,
    answer: enrolmentSchema,
    made: true,
  },
  {
    id: 'enrolment',
    method: 'GET',
    path: '/v1/terminals/:id',
    caller: 'terminal',
    summary: 'Which key stands for the terminal that asks.',
    answer: enrolmentSchema,
  },
  {
    id: 'requestAssistance',
    method: 'POST',
    path: '/v1/assistance',
    caller: 'terminal',
    summary: 'Calls for a person. The same request again opens nothing twice.',
    request: assistanceRequestSchema,
    answer: assistanceSchema,
    made: true,
  },
  {
    id: 'watchAssistance',
    method: 'GET',
    path: '/v1/assistance/:id',
    caller: 'terminal',
    summary: 'A call of this terminal, as soon as it changes.',
    query: poll,
    answer: assistanceSchema,
  },
  {
    id: 'withdrawAssistance',
    method: 'POST',
    path: '/v1/assistance/:id/withdraw',
    caller: 'terminal',
    summary: 'The customer needs nobody any more.',
    answer: assistanceSchema,
  },
  {
    id: 'endHandsOnGlass',
    method: 'POST',
    path: '/v1/assistance/:id/hands-off',
    caller: 'terminal',
    summary: 'The customer operates the screen again. Of a turn that is over already it changes nothing.',
    request: handsOffSchema,
    answer: assistanceSchema,
  },
  {
    id: 'openCustody',
    method: 'POST',
    path: '/v1/custody',
    caller: 'terminal',
    summary: 'A card the machine kept.',
    request: custodyRequestSchema,
    answer: custodySchema,
    made: true,
  },
  {
    id: 'anchor',
    method: 'POST',
    path: '/v1/anchors',
    caller: 'terminal',
    summary: 'The head of the terminal’s journal.',
    request: anchorRequestSchema,
    answer: recordedAnchorSchema,
    made: true,
  },
  {
    id: 'anchors',
    method: 'GET',
    path: '/v1/anchors',
    caller: 'terminal',
    summary: `Heads of a journal of the terminal that asks, at most ${ANCHOR_PAGE} a page.`,
    query: {
      terminal: 'The terminal that asks.',
      journal: 'The journal’s genesis hash, hexadecimal.',
      after: 'Only heads after this sequence.',
    },
    answer: anchorListSchema,
  },
  {
    id: 'position',
    method: 'POST',
    path: '/v1/position',
    caller: 'terminal',
    summary:
      'Where the terminal is: at each move, and at least every 30 seconds as a sign of life. Nothing in it is about a person, and loss is harmless.',
    request: positionSchema,
    answer: positionAnswerSchema,
  },
  ...queueCalls,
  ...draftCalls,
  ...paperCalls,
  ...pictureCalls,
  ...recordingCalls,
  {
    id: 'board',
    method: 'GET',
    path: '/board/api/state',
    caller: 'anybody',
    summary: 'The numbers called last.',
    query: { branch: 'Which branch; left out: MAIN.', ...poll },
    answer: boardSchema,
  },
  {
    id: 'boardSpeech',
    method: 'GET',
    path: '/board/api/speech',
    caller: 'anybody',
    summary: 'A call that stands on the board, as sound (audio/wav).',
    query: {
      branch: 'Which branch; left out: MAIN.',
      label: 'The number.',
      counter: 'The counter.',
      language: 'zh-CN or en.',
    },
    answer: null,
  },
  {
    id: 'phoneTicket',
    method: 'GET',
    path: '/t/api/:token',
    caller: 'anybody',
    summary: 'A ticket on its holder’s phone. The token is the unguessable end of the address on the paper.',
    query: poll,
    answer: phoneTicketSchema,
  },
  {
    id: 'phoneGiveUp',
    method: 'POST',
    path: '/t/api/:token/give-up',
    caller: 'anybody',
    summary: 'Gives the number back. Only from a page of this origin.',
    answer: phoneTicketSchema,
  },
  ...counterCalls(poll),
  ...appointmentCalls(poll),
  ...staffCalls,
  ...terminalStaffCalls,
  ...terminalOfficeCalls,
  ...approvalCalls(poll),
  ...callCalls(poll),
  ...lobbyCalls(poll),
  ...feedbackCalls(poll),
  ...useCalls,
  ...arrivalCalls,
];
