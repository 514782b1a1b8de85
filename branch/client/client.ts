import {
  type AnchorList,
  type AnchorRequest,
  anchorListSchema,
  type RecordedAnchor,
  recordedAnchorSchema,
} from '#contracts/branch/anchor.ts';
import {
  type AppointmentQuestion,
  type CheckIn,
  type CheckInAnswer,
  checkInAnswerSchema,
  type FoundAnswer,
  foundAnswerSchema,
} from '#contracts/branch/appointment.ts';
import { type Approval, type ApprovalRequest, approvalSchema } from '#contracts/branch/approval.ts';
import {
  type ArrivalAnswer,
  type ArrivalEnd,
  type ArrivalRequest,
  arrivalAnswerSchema,
  arrivalEndedSchema,
} from '#contracts/branch/arrival.ts';
import { type Assistance, type AssistanceRequest, assistanceSchema } from '#contracts/branch/assistance.ts';
import {
  type Block,
  type BlockRequest,
  blockSchema,
  type HandedIn,
  type HandIn,
  handedInSchema,
} from '#contracts/branch/block.ts';
import {
  type ComplaintReceipt,
  complaintReceiptSchema,
  type TerminalComplaint,
} from '#contracts/branch/complaint.ts';
import { type Custody, type CustodyRequest, custodySchema } from '#contracts/branch/custody.ts';
import {
  type DraftKept,
  type DraftRequest,
  draftDroppedSchema,
  draftKeptSchema,
} from '#contracts/branch/draft.ts';
import { type RatingAnswer, type RatingRequest, ratingAnswerSchema } from '#contracts/branch/feedback.ts';
import {
  type CertificateRequest,
  type IssuedCertificate,
  issuedCertificateSchema,
  type PaperRequest,
  type PaperState,
  type PaperVoid,
  paperStateSchema,
  type SealedDigest,
  type SealRequest,
  sealedDigestSchema,
} from '#contracts/branch/paper.ts';
import { type PictureRequest, type PictureState, pictureStateSchema } from '#contracts/branch/picture.ts';
import { type Position, type PositionAnswer, positionAnswerSchema } from '#contracts/branch/position.ts';
import { type Queue, queueSchema } from '#contracts/branch/queue.ts';
import {
  type RecordingEnd,
  type RecordingOrigin,
  type RecordingSegment,
  type RecordingState,
  recordingStateSchema,
} from '#contracts/branch/recording.ts';
import { type Enrolment, enrolmentSchema } from '#contracts/branch/terminal.ts';
import { type TicketAnswer, type TicketRequest, ticketAnswerSchema } from '#contracts/branch/ticket.ts';
import { type UseAnswer, type UseBatch, useAnswerSchema } from '#contracts/branch/use.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { type CallClient, callClient } from './calls.ts';
import { BRANCH_DEADLINES } from './deadlines.ts';
import { readTerminalKey } from './key.ts';
import { ask, type BranchError, type Line, type Question } from './request.ts';
import { type StaffClient, staffClient } from './staff.ts';
import { watchApproval, watchAssistance } from './watch.ts';

export type BranchClientOptions = {
  /** Address of the branch service, `http://127.0.0.1:PORT/`. */
  readonly url: string;
  /** As in the profile: `T01`. */
  readonly terminalId: string;
  /** PKCS #8 in DER, from the key store (`newTerminalKey` makes one). */
  readonly privateKey: Uint8Array;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
};

type Answer<T> = Promise<Result<T, BranchError>>;

/** The terminal's side of the branch service. Nothing rejects; every answer was checked against the contract. */
export type BranchClient = CallClient &
  StaffClient & {
    /** Lets this client's key stand for the terminal; the code is used up. */
    enrol(code: string): Answer<Enrolment>;
    /** Whether, and since when, this key is the terminal's. Reason `terminalUnknown` or `signatureInvalid`: enrol. */
    enrolment(): Answer<Enrolment>;
    /** Sending the same request again opens nothing twice. */
    requestAssistance(request: AssistanceRequest): Answer<Assistance>;
    /** See `watchAssistance`: versions after `after`, and failures between them, until the call ends or `signal` aborts. */
    watchAssistance(
      id: string,
      after: number,
      signal: AbortSignal,
    ): AsyncGenerator<Result<Assistance, BranchError>, void, void>;
    withdraw(id: string): Answer<Assistance>;
    /** The customer operates the screen again: that turn of a member of staff is over. */
    handsOff(id: string, turn: number): Answer<Assistance>;
    openCustody(request: CustodyRequest): Answer<Custody>;
    /** Sending the same request again asks nothing twice. */
    requestApproval(request: ApprovalRequest): Answer<Approval>;
    /** As `watchAssistance`, until the question is decided or over. */
    watchApproval(
      id: string,
      after: number,
      signal: AbortSignal,
    ): AsyncGenerator<Result<Approval, BranchError>, void, void>;
    withdrawApproval(id: string): Answer<Approval>;
    /** Where this terminal is; loss is harmless. */
    position(position: Position): Answer<PositionAnswer>;
    /** What one can queue for in this branch, and how long it would take now. */
    queue(): Answer<Queue>;
    /** Sending the same request again takes no second number. */
    takeTicket(request: TicketRequest): Answer<TicketAnswer>;
    ticket(id: string): Answer<TicketAnswer>;
    giveUpTicket(id: string): Answer<TicketAnswer>;
    /** Keeps what the holder of a number has entered so far; a later `sequence` takes an earlier one's place. */
    keepDraft(request: DraftRequest): Answer<DraftKept>;
    /** Nothing of it is left there, whether it had arrived or not. */
    dropDraft(id: string): Answer<object>;
    /** A certificate for one signature; sending the same request again is given the same one. */
    issueCertificate(request: CertificateRequest): Answer<IssuedCertificate>;
    /** The bank's seal on a digest; sending the same request again is given the same one. */
    sealDigest(request: SealRequest): Answer<SealedDigest>;
    /** Archives a sealed paper; sending the same again keeps nothing twice. `paperRefused` says why in its detail. */
    keepPaper(request: PaperRequest): Answer<PaperState>;
    /** The paper of this event is void for good, whether it had arrived or not. */
    voidPaper(paper: PaperVoid): Answer<PaperState>;
    /** A picture of an original, with where it comes from. */
    keepPicture(request: PictureRequest): Answer<PictureState>;
    dropPicture(id: string): Answer<PictureState>;
    paperState(event: string): Answer<PaperState>;
    /** Opens a recording; sending the same again opens nothing twice. */
    openRecording(origin: RecordingOrigin): Answer<RecordingState>;
    /** The next second of it; sending the same again adds nothing twice. */
    addSegment(recording: string, segment: RecordingSegment): Answer<RecordingState>;
    /** It is over; the first end stands. */
    endRecording(recording: string, end: RecordingEnd): Answer<RecordingState>;
    /** What this terminal may give out while it is cut off; the same question again reserves nothing twice. */
    reserveNumbers(request: BlockRequest): Answer<Block>;
    /** One number it gave out; handing it in again is harmless. */
    handIn(number: HandIn): Answer<HandedIn>;
    /** An appointment by its code or for a recognised customer, as it stands now. */
    findAppointment(question: AppointmentQuestion): Answer<FoundAnswer>;
    /** Sending the same again, or another one for the same appointment, cuts no second number. */
    checkIn(id: string, request: CheckIn): Answer<CheckInAnswer>;
    /** A recognised customer who has consented; sending it again tells nobody twice. */
    tellArrival(request: ArrivalRequest): Answer<ArrivalAnswer>;
    /** That visit is over, whether its beginning had arrived or not. */
    endArrival(id: string, end: ArrivalEnd): Answer<object>;
    /** Sending the same rating again counts nothing twice. */
    rate(request: RatingRequest): Answer<RatingAnswer>;
    /** Sending the same request again files nothing twice. */
    fileComplaint(request: TerminalComplaint): Answer<ComplaintReceipt>;
    /** Sending the same batch again counts nothing twice. */
    tellUse(batch: UseBatch): Answer<UseAnswer>;
    /** One at a time, in the journal's order: an earlier head that arrives after a later one is a conflict. */
    anchor(request: AnchorRequest): Answer<RecordedAnchor>;
    /** A page of this terminal's anchors of one journal, those after a sequence; `next` leads to the following page. */
    anchors(journal: string, after?: number): Answer<AnchorList>;
  };

/** Errors: `badKey` (no Ed25519 key), `badUrl` (no http or https origin). */
export function createBranchClient(
  options: BranchClientOptions,
): Result<BranchClient, CodedError<'badKey' | 'badUrl'>> {
  const key = readTerminalKey(options.privateKey);
  if (!key.ok) return key;
  const url = URL.parse(options.url);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '')
    return err({ code: 'badUrl' });
  const { terminalId, clock, fetch } = options;
  const line: Line = { origin: url.origin, terminalId, key: key.value, clock, fetch };

  const get = <T>(target: string, reply: Question<T>['reply']): Answer<T> =>
    ask(line, { method: 'GET', target, reply, deadline: BRANCH_DEADLINES.answer });
  const post = <T>(
    target: string,
    body: unknown,
    reply: Question<T>['reply'],
    deadline: number = BRANCH_DEADLINES.answer,
  ): Answer<T> => ask(line, { method: 'POST', target, body, reply, deadline });
  const ofCall = (id: string) => `/v1/assistance/${encodeURIComponent(id)}`;

  return ok({
    ...callClient(line, get, post),
    ...staffClient(line),
    enrol: (code) =>
      post(
        '/v1/terminals',
        { id: terminalId, publicKey: key.value.publicKey, enrolmentCode: code },
        enrolmentSchema,
      ),
    enrolment: () => get(`/v1/terminals/${encodeURIComponent(terminalId)}`, enrolmentSchema),
    requestAssistance: (request) => post('/v1/assistance', request, assistanceSchema),
    watchAssistance: (id, after, signal) => watchAssistance(line, id, after, signal),
    withdraw: (id) => post(`${ofCall(id)}/withdraw`, undefined, assistanceSchema),
    handsOff: (id, turn) => post(`${ofCall(id)}/hands-off`, { turn }, assistanceSchema),
    requestApproval: (request) => post('/v1/approvals', request, approvalSchema),
    watchApproval: (id, after, signal) => watchApproval(line, id, after, signal),
    withdrawApproval: (id) =>
      post(`/v1/approvals/${encodeURIComponent(id)}/withdraw`, undefined, approvalSchema),
    openCustody: (request) => post('/v1/custody', request, custodySchema),
    position: (position) => post('/v1/position', position, positionAnswerSchema),
    queue: () => get('/v1/queue', queueSchema),
    takeTicket: (request) => post('/v1/tickets', request, ticketAnswerSchema),
    ticket: (id) => get(`/v1/tickets/${encodeURIComponent(id)}`, ticketAnswerSchema),
    giveUpTicket: (id) =>
      post(`/v1/tickets/${encodeURIComponent(id)}/give-up`, undefined, ticketAnswerSchema),
    keepDraft: (request) => post('/v1/drafts', request, draftKeptSchema),
    dropDraft: (id) => post(`/v1/drafts/${encodeURIComponent(id)}/drop`, undefined, draftDroppedSchema),
    issueCertificate: (request) =>
      post('/v1/certificates', request, issuedCertificateSchema, BRANCH_DEADLINES.paper),
    sealDigest: (request) => post('/v1/seals', request, sealedDigestSchema, BRANCH_DEADLINES.paper),
    keepPaper: (request) => post('/v1/papers', request, paperStateSchema, BRANCH_DEADLINES.paper),
    keepPicture: (request) => post('/v1/pictures', request, pictureStateSchema, BRANCH_DEADLINES.paper),
    dropPicture: (id) => post(`/v1/pictures/${encodeURIComponent(id)}/drop`, undefined, pictureStateSchema),
    voidPaper: (paper) => post('/v1/papers/void', paper, paperStateSchema),
    paperState: (event) => get(`/v1/papers/${encodeURIComponent(event)}`, paperStateSchema),
    openRecording: (origin) => post('/v1/recordings', origin, recordingStateSchema),
    addSegment: (recording, segment) =>
      post(`/v1/recordings/${encodeURIComponent(recording)}/segments`, segment, recordingStateSchema),
    endRecording: (recording, end) =>
      post(`/v1/recordings/${encodeURIComponent(recording)}/end`, end, recordingStateSchema),
    reserveNumbers: (request) => post('/v1/number-blocks', request, blockSchema),
    handIn: (number) => post('/v1/tickets/handed-in', number, handedInSchema),
    findAppointment: (question) => post('/v1/appointments/find', question, foundAnswerSchema),
    checkIn: (id, request) =>
      post(`/v1/appointments/${encodeURIComponent(id)}/check-in`, request, checkInAnswerSchema),
    tellArrival: (request) => post('/v1/arrivals', request, arrivalAnswerSchema),
    endArrival: (id, end) => post(`/v1/arrivals/${encodeURIComponent(id)}/end`, end, arrivalEndedSchema),
    rate: (request) => post('/v1/ratings', request, ratingAnswerSchema),
    fileComplaint: (request) => post('/v1/complaints', request, complaintReceiptSchema),
    tellUse: (batch) => post('/v1/use', batch, useAnswerSchema),
    anchor: (request) => post('/v1/anchors', request, recordedAnchorSchema),
    anchors: (journal, after) => {
      const query = new URLSearchParams({ terminal: terminalId, journal });
      if (after !== undefined) query.set('after', String(after));
      return get(`/v1/anchors?${query}`, anchorListSchema);
    },
  });
}
