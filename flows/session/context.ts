import type { RatingReason } from '#contracts/branch/feedback.ts';
import type { TicketLabel } from '#contracts/branch/ticket.ts';
import { SERVICES } from '#contracts/services/catalogue.ts';
import { SERVICE_IDS, type ServiceId } from '#contracts/services/service.ts';
import type { IdentityDocument, IdScannerCondition } from '#devices/id-scanner/contract.ts';
import type { ComplaintOutput } from '../complaint/context.ts';
import type { Overstep } from '../compliance/hands-lock.ts';
import { type DraftMove, type Drafts, draftMove, type KeptDrafts } from '../draft.ts';
import { type HealthMap, ineligible, offeredServices } from '../eligibility.ts';
import { type DocumentFacts, ELDER_AGE } from '../facts.ts';
import type { FindingInput, FindingOutput } from '../finding/context.ts';
import type { Customer, DocumentProblem, DraftToKeep, LookupProblem } from '../ports.ts';
import type { QueueInput, QueueOutput, Standing } from '../queue/context.ts';
import type { QueueSnapshot } from '../queue/machine.ts';
import type { ServiceInput, ServiceOutput } from '../services/service-machine.ts';
import type { UnseenCard } from '../terminal/context.ts';
import type { BankCardOutput } from './bank-card.ts';

export type EndReason = 'finished' | 'noActivity' | 'cancelled' | 'fault';

export type IdentifyProblem =
  | 'unreadable'
  | 'unsupportedDocument'
  | 'invalidDocument'
  | 'readerFault'
  | LookupProblem;

export type SessionContext = {
  readonly health: HealthMap;
  readonly elder: boolean;
  readonly slow: boolean;
  /** Day of the visit in China, `YYYY-MM-DD`, from the journalled start of the visit. */
  readonly today: string;
  /** Short reference of the visit, to name to staff. */
  readonly reference: string;
  /** A card began this visit and has not been looked at yet. */
  readonly cardInserted: boolean;
  readonly document: IdentityDocument | null;
  readonly facts: DocumentFacts | null;
  /** A document was seen on the reader in this visit, readable or not: at the end it must be lifted. */
  readonly documentSeen: boolean;
  readonly problem: IdentifyProblem | null;
  readonly customer: Customer | null;
  /** The bank does not know him, and he goes on for what is for anybody. */
  readonly stranger: boolean;
  readonly elderOffered: boolean;
  readonly service: ServiceId | null;
  /** What a helper did that ended it. */
  readonly overstep: Overstep | null;
  readonly next: ServiceOutput['next'];
  /** The visit began with the wish for a number. */
  readonly wantsNumber: boolean;
  /** The visit's number, once there is one or may be one. */
  readonly standing: Standing | null;
  /** Wanted instead of a number, as soon as the customer is known. */
  readonly intended: ServiceId | null;
  readonly afterQueue: QueueOutput['next'];
  /** What has been entered and not been done, what of it the branch keeps, and for which number. */
  readonly drafts: Drafts;
  readonly keptDrafts: KeptDrafts;
  readonly heldLabel: TicketLabel | null;
  readonly draftsDeclined: boolean;
  /** On its way to the branch, or being taken back there. */
  readonly sendingDraft: DraftToKeep;
  /** The visit began with a search. */
  readonly wantsWay: boolean;
  readonly afterWay: FindingOutput['next'];
  /** What was found that a number is wanted for. */
  readonly wanted: string | null;
  /** The visit began with a complaint. */
  readonly wantsComplaint: boolean;
  readonly afterComplaint: ComplaintOutput['next'];
  /** The service done last, for the rating; it says nothing of the person. */
  readonly lastService: ServiceId | null;
  /** Something was done, so that it may be asked how it was. */
  readonly rateable: boolean;
  /** What was said of the visit; 0 = nothing. */
  readonly level: number;
  readonly reasons: readonly RatingReason[];
  readonly ratingPage: number;
  readonly shownCard: BankCardOutput | null;
  readonly cardStuck: boolean;
  /** A card is in the machine: no other may come in. */
  readonly cardBusy: boolean;
  readonly cardUnseen: UnseenCard;
  /** The card was found in a reader that had been away: it is given back unread, since it may not lie as it should. */
  readonly cardFound: boolean;
  readonly receipt: boolean;
  readonly why: EndReason;
  /** Warnings answered with "more time" since the customer last did something. */
  readonly extensions: number;
  readonly insistent: boolean;
  /** The step on the screen waits for somebody who was asked to come, or is coming. */
  readonly patience: 'asked' | 'seen' | null;
  /** The same of a call to a teller, whatever the step. */
  readonly callPatience: 'asked' | 'seen' | null;
  readonly idCardLeft: boolean;
};

export type SessionInput = {
  readonly health: HealthMap;
  readonly elder: boolean;
  readonly slow: boolean;
  /** A bank card was pushed in and made the visit begin. */
  readonly cardInserted: boolean;
  /** The reader fell silent with its entry open, in this visit's beginning or before it. */
  readonly cardUnseen: UnseenCard;
  /** A document was read while nobody was served and made the visit begin. */
  readonly document: IdentityDocument | null;
  /** ... or could not be read. */
  readonly problem: DocumentProblem | null;
  /** The customer came for a number and need not say who he is. */
  readonly wantsNumber: boolean;
  /** ... or to find out where to go, and need not either. */
  readonly wantsWay: boolean;
  /** ... or for a complaint. */
  readonly wantsComplaint: boolean;
  /** A teller was called before the visit began. */
  readonly callPatience?: 'asked' | 'seen' | null;
};

export type SessionOutput = {
  readonly why: EndReason;
  readonly cardStuck: boolean;
  readonly cardUnseen: UnseenCard;
  readonly idCardLeft: boolean;
};

/** Stands where none is on its way. */
export const NO_DRAFT: DraftToKeep = {
  service: 'reportLostCard',
  values: {},
  label: '',
  holder: { documentType: 'residentIdCard', documentNumber: '', name: '' },
};

export const startOf = (input: SessionInput): SessionContext => ({
  health: input.health,
  elder: input.elder,
  slow: input.slow,
  today: '',
  reference: '',
  cardInserted: input.cardInserted,
  document: input.document,
  facts: null,
  documentSeen: input.document !== null || input.problem !== null,
  problem: input.problem ? problemOf(input.problem) : null,
  customer: null,
  stranger: false,
  elderOffered: false,
  service: null,
  overstep: null,
  next: 'menu',
  wantsNumber: input.wantsNumber,
  standing: null,
  intended: null,
  afterQueue: 'finish',
  drafts: {},
  keptDrafts: {},
  heldLabel: null,
  draftsDeclined: false,
  sendingDraft: NO_DRAFT,
  wantsWay: input.wantsWay,
  afterWay: 'menu',
  wanted: null,
  wantsComplaint: input.wantsComplaint,
  afterComplaint: 'finish',
  lastService: null,
  rateable: false,
  level: 0,
  reasons: [],
  ratingPage: 0,
  shownCard: null,
  cardStuck: false,
  cardBusy: input.cardInserted,
  cardUnseen: input.cardUnseen,
  cardFound: false,
  receipt: false,
  why: 'finished',
  extensions: 0,
  insistent: false,
  patience: null,
  callPatience: input.callPatience ?? null,
  idCardLeft: false,
});

const PROBLEM_OF: Readonly<Record<IdScannerCondition, IdentifyProblem>> = {
  unsupportedDocument: 'unsupportedDocument',
  unreadable: 'unreadable',
  invalidNumber: 'invalidDocument',
  invalidText: 'invalidDocument',
  invalidRecord: 'invalidDocument',
  contradictoryRecord: 'invalidDocument',
  notAuthorised: 'readerFault',
  selfTestFailed: 'readerFault',
};

/** The reader's condition in the words of the screen. */
export const problemOf = ({ condition }: DocumentProblem): IdentifyProblem =>
  condition ? PROBLEM_OF[condition] : 'readerFault';

/** Stands for a customer where the bank knows none. */
export const STRANGER: Customer = { customerRef: '', cards: [] };

/** Whether something is done here for somebody whom the bank does not know. */
export const servesStrangers = (context: SessionContext): boolean =>
  context.problem === 'customerUnknown' &&
  SERVICE_IDS.some(
    (id) => SERVICES[id].eligibility.anybody === true && refusal({ ...context, stranger: true }, id) === null,
  );

/** What a service starts with; only ever asked once the customer is known. */
export const serviceInput = (context: SessionContext): ServiceInput => {
  if (!context.customer) throw new Error('a service was started before the customer was known');
  return {
    customer: context.customer,
    shownCardRef: context.shownCard?.cardRef ?? null,
    printer: context.health.receiptPrinter,
    pad: context.health.signaturePad,
    camera: context.health.camera,
    microphone: context.health.microphone,
    elder: context.elder,
    branch: context.health.branch,
    document: {
      type: context.document?.type ?? 'residentIdCard',
      number: context.document?.number ?? '',
    },
    name: context.document?.name ?? '',
    age: context.facts?.age ?? 0,
    reference: context.reference,
  };
};

/** Why the service is not for this person now; null when it is. */
export const refusal = (context: SessionContext, id: ServiceId) =>
  context.facts
    ? ineligible(
        SERVICES[id],
        context.facts,
        context.stranger ? null : (context.customer?.cards.length ?? 0),
        context.health,
      )
    : 'deviceMissing';

/** What of drafts the branch is to be told next. */
export const nextDraftMove = ({
  drafts,
  keptDrafts,
  heldLabel,
  draftsDeclined,
  document,
}: SessionContext): DraftMove | null =>
  draftMove(drafts, keptDrafts, heldLabel !== null && !draftsDeclined && document !== null);

/** With what stands now under this service; null takes it out. */
export function withDraft<Value>(
  all: { readonly [Id in ServiceId]?: Value },
  service: ServiceId,
  value: Value | null,
): { readonly [Id in ServiceId]?: Value } {
  if (value !== null) return { ...all, [service]: value };
  const { [service]: _, ...rest } = all;
  return rest as { readonly [Id in ServiceId]?: Value };
}

/** The number that is held according to the way to one; null once its turn is over or it is being given back. */
export const heldLabelOf = ({ context: { standing } }: QueueSnapshot): TicketLabel | null =>
  standing?.number && standing.number.state !== 'over' && !standing.following ? standing.number.label : null;

/** The message that goes with it. */
export function draftToSend(context: SessionContext): DraftToKeep {
  const { drafts, heldLabel, document, sendingDraft } = context;
  const service = nextDraftMove(context)?.service ?? sendingDraft.service;
  return {
    service,
    values: drafts[service] ?? {},
    label: heldLabel ?? '',
    holder: {
      documentType: document?.type ?? 'residentIdCard',
      documentNumber: document?.number ?? '',
      name: document?.name ?? '',
    },
  };
}

export const afterService = (context: SessionContext, output: ServiceOutput) => ({
  next: output.next,
  lastService: context.service,
  receipt: context.receipt || output.receipt,
});

/** What this terminal can do now, for this person if he is known. */
function hereFor(context: SessionContext): ServiceId[] {
  const here = offeredServices(context.health);
  return context.customer ? here.filter((id) => refusal(context, id) === null) : here;
}

export const wayInput = (context: SessionContext): FindingInput => ({
  here: hereFor(context),
  identified: context.customer !== null,
});

/** What is known of somebody who wants a number: nothing has to be. */
export const queueInput = (context: SessionContext): QueueInput => {
  return {
    standing: context.standing,
    wanted: context.wanted,
    elderly: (context.facts?.age ?? 0) >= ELDER_AGE,
    channel: context.document ? 'idCard' : context.shownCard?.cardRef ? 'bankCard' : 'anonymous',
    identified: context.customer !== null,
    here: hereFor(context),
    printer: context.health.receiptPrinter,
  };
};
