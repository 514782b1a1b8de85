import type { BankClient } from '#bank/client/client.ts';
import type { AnchorRequest } from '#contracts/branch/anchor.ts';
import type {
  AppointmentQuestion,
  CheckIn,
  CheckInAnswer,
  FoundAnswer,
} from '#contracts/branch/appointment.ts';
import type { Approval, ApprovalRequest } from '#contracts/branch/approval.ts';
import type { ArrivalAnswer, ArrivalEnd, ArrivalRequest } from '#contracts/branch/arrival.ts';
import type { Assistance, AssistanceRequest } from '#contracts/branch/assistance.ts';
import type { CallLeave } from '#contracts/branch/call.ts';
import type { ComplaintReceipt, TerminalComplaint } from '#contracts/branch/complaint.ts';
import type { CustodyRequest } from '#contracts/branch/custody.ts';
import type { DraftRequest } from '#contracts/branch/draft.ts';
import type { RatingRequest } from '#contracts/branch/feedback.ts';
import type { PaperVoid } from '#contracts/branch/paper.ts';
import type { PictureRequest } from '#contracts/branch/picture.ts';
import type { Queue } from '#contracts/branch/queue.ts';
import type { RecordingEnd } from '#contracts/branch/recording.ts';
import type { StillRequest } from '#contracts/branch/still.ts';
import type { TicketAnswer, TicketRequest } from '#contracts/branch/ticket.ts';
import type { UseBatch } from '#contracts/branch/use.ts';
import type { Bilingual, Language } from '#contracts/language.ts';
import type { CardDispenser } from '#devices/card-dispenser/contract.ts';
import type { CardReader } from '#devices/card-reader/contract.ts';
import type { IdScanner } from '#devices/id-scanner/contract.ts';
import type { ReceiptPrinter } from '#devices/receipt-printer/contract.ts';
import type { SignaturePad } from '#devices/signature-pad/contract.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Listeners } from '#foundation/listeners.ts';
import type { CodedError, Result } from '#foundation/result.ts';
import type { CallDesk } from '../calls/call-desk.ts';
import type { Errands } from '../errands/errands.ts';
import type { AssistedSteps } from '../hands/assisted.ts';
import type { Journal } from '../journal/journal.ts';
import type { Camera } from '../media/camera.ts';
import type { NewCards } from '../new-cards/new-cards.ts';
import type { OwnNumbers } from '../numbers/own-numbers.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { PictureDesk } from '../pictures/desk.ts';
import type { ShownPictures } from '../pictures/shown.ts';
import type { Recorder } from '../recording/recorder.ts';
import type { SigningDesk } from '../signing/desk.ts';
import type { PaperFates } from '../signing/fates.ts';
import type { House } from '../signing/fill.ts';
import type { PaperLine } from '../signing/notary.ts';
import type { GivenConsent } from '../signing/sign.ts';
import type { Visits } from '../visits.ts';
import type { CardEntry } from './card-entry.ts';

/** What the host needs of the branch service; `branch/client` is one. */
export type BranchPort = {
  requestAssistance(request: AssistanceRequest): Promise<Result<Assistance, CodedError>>;
  watchAssistance(
    id: string,
    after: number,
    signal: AbortSignal,
  ): AsyncIterable<Result<Assistance, CodedError & { readonly reason?: string }>>;
  withdraw(id: string): Promise<Result<Assistance, CodedError & { readonly reason?: string }>>;
  leaveCall(id: string, leave: CallLeave): Promise<Result<object, CodedError & { readonly reason?: string }>>;
  handsOff(id: string, turn: number): Promise<Result<Assistance, CodedError>>;
  openCustody(request: CustodyRequest): Promise<Result<object, CodedError & { readonly reason?: string }>>;
  requestApproval(
    request: ApprovalRequest,
  ): Promise<Result<Approval, CodedError & { readonly reason?: string }>>;
  watchApproval(
    id: string,
    after: number,
    signal: AbortSignal,
  ): AsyncIterable<Result<Approval, CodedError & { readonly reason?: string }>>;
  withdrawApproval(id: string): Promise<Result<Approval, CodedError & { readonly reason?: string }>>;
  queue(): Promise<Result<Queue, CodedError>>;
  /** With `neverSent` there was no connection: no byte of it left. */
  takeTicket(
    request: TicketRequest,
  ): Promise<Result<TicketAnswer, CodedError & { readonly reason?: string; readonly neverSent?: true }>>;
  ticket(id: string): Promise<Result<TicketAnswer, CodedError & { readonly reason?: string }>>;
  giveUpTicket(id: string): Promise<Result<TicketAnswer, CodedError & { readonly reason?: string }>>;
  keepDraft(request: DraftRequest): Promise<Result<object, CodedError & { readonly reason?: string }>>;
  dropDraft(id: string): Promise<Result<object, CodedError & { readonly reason?: string }>>;
  findAppointment(
    question: AppointmentQuestion,
  ): Promise<Result<FoundAnswer, CodedError & { readonly reason?: string }>>;
  checkIn(
    id: string,
    request: CheckIn,
  ): Promise<Result<CheckInAnswer, CodedError & { readonly reason?: string; readonly neverSent?: true }>>;
  rate(request: RatingRequest): Promise<Result<object, CodedError & { readonly reason?: string }>>;
  tellUse(batch: UseBatch): Promise<Result<object, CodedError & { readonly reason?: string }>>;
  fileComplaint(
    request: TerminalComplaint,
  ): Promise<Result<ComplaintReceipt, CodedError & { readonly reason?: string }>>;
  tellArrival(
    request: ArrivalRequest,
  ): Promise<Result<ArrivalAnswer, CodedError & { readonly reason?: string; readonly neverSent?: true }>>;
  endArrival(
    id: string,
    request: ArrivalEnd,
  ): Promise<Result<object, CodedError & { readonly reason?: string }>>;
  keepPicture(request: PictureRequest): Promise<Result<object, CodedError & { readonly reason?: string }>>;
  keepStill(
    call: string,
    still: StillRequest,
  ): Promise<Result<object, CodedError & { readonly reason?: string }>>;
  dropPicture(id: string): Promise<Result<object, CodedError & { readonly reason?: string }>>;
  endRecording(
    id: string,
    end: RecordingEnd,
  ): Promise<Result<object, CodedError & { readonly reason?: string }>>;
  voidPaper(request: PaperVoid): Promise<Result<object, CodedError & { readonly reason?: string }>>;
  anchor(request: AnchorRequest): Promise<Result<object, CodedError>>;
};

/**
 * Decodes the WLT photo of an ID card where a licensed decoder is installed; there is none by default. It is handed
 * the host's own bytes and hands over its picture: both are overwritten when the visit ends.
 */
export type PhotoDecoder = { decode(wlt: Uint8Array): Promise<Uint8Array | undefined> };

/** Compares the face before the camera with the document's picture, where something that can is installed. */
export type FaceCheck = {
  /** `matched` with a reference of the check as the bank can look it up. */
  check(
    customerRef: string,
  ): Promise<{ readonly matched: true; readonly faceCheckRef: string } | { readonly matched: false }>;
};

export type Devices = {
  readonly idScanner?: IdScanner;
  readonly cardReader?: CardReader;
  readonly receiptPrinter?: ReceiptPrinter;
  readonly signaturePad?: SignaturePad;
  readonly cardDispenser?: CardDispenser;
};

/** Everything the ports are made of. */
export type World = {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly visits: Visits;
  readonly outbox: Outbox;
  readonly errands: Errands;
  readonly numbers: OwnNumbers;
  /** The branch did not answer when it was last asked whether it is there. */
  readonly branchAway: () => boolean;
  /** Labels of numbers as they come to stand on the screen. */
  readonly numberShown: Listeners<string>;
  readonly bank: BankClient;
  readonly branch: BranchPort;
  readonly paperLine: PaperLine;
  readonly camera: Camera;
  readonly recorder: Recorder;
  /** Calls to a teller. */
  readonly calls: CallDesk;
  /** The paper that lies open, and what becomes of those that were signed. */
  readonly desk: SigningDesk;
  readonly papers: PaperFates;
  /** The picture that lies before the customer, and those of this visit that the branch keeps. */
  readonly pictures: PictureDesk;
  /** One of the customer himself, on its way to the teller who asked for it. */
  readonly stills: PictureDesk<'customer'>;
  readonly shown: ShownPictures;
  /** What the customer of this visit has answered to rules, in the order of his answers. */
  readonly consents: GivenConsent[];
  /** Whether a member of staff operates the screen now: then nothing is written on glass or pad. */
  readonly handsOn: () => boolean;
  /** The steps he has operated in this visit. */
  readonly assisted: AssistedSteps;
  readonly house: Omit<House, 'branch'>;
  /** Root address under which anybody can check a paper; null where nobody outside reaches the branch. */
  readonly publicUrl: string | null;
  readonly devices: Devices;
  readonly entry: CardEntry;
  readonly terminal: { readonly id: string; readonly branch: Bilingual; readonly counter: Bilingual };
  /** Version of this program, told with a rating: which flow it was. */
  readonly version: string;
  readonly simulated: boolean;
  readonly photoDecoder?: PhotoDecoder;
  readonly faceCheck?: FaceCheck;
  /** The card on its way out of the stack, and which of the bank's products lies there; null where there is no stack. */
  readonly newCards: NewCards;
  readonly stock: string | null;
  /** The language on the screen now. */
  readonly language: () => Language;
  /** The step on the screen now, by kind, and the service it belongs to. */
  readonly step: () => { readonly kind: string; readonly service: string | null };
  /** Hands a world event to the flows, journalled. */
  readonly tell: (
    event:
      | {
          readonly type: 'help.changed';
          readonly state: 'asked' | 'seen' | 'closed' | 'unreachable';
        }
      | { readonly type: 'quiet.changed'; readonly state: 'seen' | 'closed' }
      | { readonly type: 'hands.changed'; readonly by: string | null }
      | { readonly type: 'ink.changed'; readonly strokes: number },
  ) => void;
};
