import * as z from 'zod';
import {
  ANCHOR_PAGE,
  anchorListSchema,
  anchorRequestSchema,
  recordedAnchorSchema,
} from '#contracts/branch/anchor.ts';
import {
  assistanceRequestSchema,
  assistanceSchema,
  LONG_POLL_MAXIMUM_SECONDS,
} from '#contracts/branch/assistance.ts';
import { boardSchema } from '#contracts/branch/board.ts';
import { custodyRequestSchema, custodySchema } from '#contracts/branch/custody.ts';
import { hallSchema } from '#contracts/branch/hall.ts';
import { lobbyCallSchema, lobbyCallsSchema, lobbyCustodyListSchema } from '#contracts/branch/lobby.ts';
import { phoneTicketSchema } from '#contracts/branch/phone.ts';
import { positionAnswerSchema, positionSchema } from '#contracts/branch/position.ts';
import { queueSchema } from '#contracts/branch/queue.ts';
import {
  changePinSchema,
  firstAdministratorSchema,
  firstPinSchema,
  newStaffSchema,
  type Role,
  signInSchema,
  staffChangeSchema,
  staffCodeSchema,
  staffEntrySchema,
  staffListSchema,
  staffMemberSchema,
  staffSessionSchema,
  terminalCodeSchema,
} from '#contracts/branch/staff.ts';
import { enrolmentRequestSchema, enrolmentSchema } from '#contracts/branch/terminal.ts';
import { ticketAnswerSchema, ticketRequestSchema } from '#contracts/branch/ticket.ts';
import { counterCalls } from './counter-calls.ts';

/** Who may call: an enrolled terminal by its signature, a member of staff by session and role, or anybody. */
export type Caller = 'terminal' | 'anybody' | 'staffPage' | 'signedIn' | 'lobbyOrManager' | Role;

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

const poll = {
  after: 'The revision or version seen last. The answer comes when there is another one.',
  wait: `Seconds to wait for it, at most ${LONG_POLL_MAXIMUM_SECONDS}; then the answer tells how it stands.`,
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
  {
    id: 'staffEntry',
    method: 'GET',
    path: '/staff/api/entry',
    caller: 'staffPage',
    summary: 'What a page of staff asks first: who is in at this browser, and whether anybody can be.',
    answer: staffEntrySchema,
  },
  {
    id: 'signIn',
    method: 'POST',
    path: '/staff/api/sign-in',
    caller: 'staffPage',
    summary: 'Begins a session; its token is set as a cookie.',
    request: signInSchema,
    answer: staffSessionSchema,
  },
  {
    id: 'firstPin',
    method: 'POST',
    path: '/staff/api/first-pin',
    caller: 'staffPage',
    summary: 'Somebody new sets a PIN with the one-time code, and is in.',
    request: firstPinSchema,
    answer: staffSessionSchema,
  },
  {
    id: 'firstAdministrator',
    method: 'POST',
    path: '/staff/api/first-administrator',
    caller: 'staffPage',
    summary: 'Makes the first administrator with the code that the service printed.',
    request: firstAdministratorSchema,
    answer: staffSessionSchema,
  },
  {
    id: 'me',
    method: 'GET',
    path: '/staff/api/me',
    caller: 'signedIn',
    summary: 'Who is signed in. Does not keep the session alive.',
    answer: staffSessionSchema,
  },
  {
    id: 'touch',
    method: 'POST',
    path: '/staff/api/touch',
    caller: 'signedIn',
    summary: 'Somebody sits here: keeps the session alive.',
    answer: staffSessionSchema,
  },
  {
    id: 'changePin',
    method: 'POST',
    path: '/staff/api/pin',
    caller: 'signedIn',
    summary: 'A new PIN for oneself; every other session ends.',
    request: changePinSchema,
    answer: staffSessionSchema,
  },
  {
    id: 'signOut',
    method: 'POST',
    path: '/staff/api/sign-out',
    caller: 'staffPage',
    summary: 'Ends the session of this browser.',
    answer: z.strictObject({}),
  },
  {
    id: 'people',
    method: 'GET',
    path: '/staff/api/people',
    caller: 'administrator',
    summary: 'Whom this administrator looks after.',
    answer: staffListSchema,
  },
  {
    id: 'addPerson',
    method: 'POST',
    path: '/staff/api/people',
    caller: 'administrator',
    summary: 'Adds somebody; the answer carries the one-time code, once.',
    request: newStaffSchema,
    answer: staffCodeSchema,
    made: true,
  },
  {
    id: 'changePerson',
    method: 'POST',
    path: '/staff/api/people/:number',
    caller: 'administrator',
    summary: 'Changes name, roles, or whether somebody may sign in.',
    request: staffChangeSchema,
    answer: staffMemberSchema,
  },
  {
    id: 'unlockPerson',
    method: 'POST',
    path: '/staff/api/people/:number/unlock',
    caller: 'administrator',
    summary: 'Lets somebody try again after too many wrong PINs.',
    answer: staffMemberSchema,
  },
  {
    id: 'newCode',
    method: 'POST',
    path: '/staff/api/people/:number/code',
    caller: 'administrator',
    summary: 'A new one-time code; the PIN there was is worth nothing any more.',
    answer: staffCodeSchema,
  },
  {
    id: 'revokeSessions',
    method: 'POST',
    path: '/staff/api/people/:number/revoke',
    caller: 'administrator',
    summary: 'Ends every session of somebody.',
    answer: staffMemberSchema,
  },
  {
    id: 'terminalCode',
    method: 'POST',
    path: '/staff/api/terminals/:id/code',
    caller: 'administrator',
    summary: 'A one-time code with which a terminal of the administrator’s branch joins.',
    answer: terminalCodeSchema,
  },
  {
    id: 'lobbyCalls',
    method: 'GET',
    path: '/lobby/api/assistance',
    caller: 'lobby',
    summary: 'Calls for a person that still want somebody, oldest first.',
    query: poll,
    answer: lobbyCallsSchema,
  },
  {
    id: 'lobbyHall',
    method: 'GET',
    path: '/lobby/api/hall',
    caller: 'lobbyOrManager',
    summary:
      'The hall at a glance: where terminals are, the queue by service, and the day’s waits and outcomes. A long poll also answers when a terminal falls silent or stays too long at a step.',
    query: poll,
    answer: hallSchema,
  },
  {
    id: 'lobbyCustody',
    method: 'GET',
    path: '/lobby/api/custody',
    caller: 'lobby',
    summary: 'Cards that lie in a machine.',
    answer: lobbyCustodyListSchema,
  },
  {
    id: 'acknowledge',
    method: 'POST',
    path: '/lobby/api/assistance/:id/acknowledge',
    caller: 'lobby',
    summary: 'Somebody goes there: the customer is told that his call was seen.',
    answer: lobbyCallSchema,
  },
  {
    id: 'close',
    method: 'POST',
    path: '/lobby/api/assistance/:id/close',
    caller: 'lobby',
    summary: 'The customer has been helped.',
    answer: lobbyCallSchema,
  },
];
