import { type OriginalKind, originalKind } from '#contracts/bank/company.ts';
import { teachBackQuestion } from '#contracts/bank/wealth.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import { documentFacts } from '#flows/facts.ts';
import type { ComplaintAnswer, CustomerCard, NumberAnswer, PortName, PortOutput } from '#flows/ports.ts';
import { limitChoices } from '#flows/services/e-banking-sign-up/context.ts';
import { digestFact, type Facts, staffFact } from '../journal/entry.ts';

/** What of an answer may stand unsealed: enough to replay every guard, nothing that names a person. */
type FactsOf = { readonly [Name in PortName]: (output: PortOutput<Name>, today: string) => Facts };

const outcome = (result: {
  readonly ok: boolean;
  readonly error?: { readonly code: string; readonly condition?: string };
}): Facts =>
  result.ok
    ? { ok: true }
    : { ok: false, code: result.error?.code ?? '', condition: result.error?.condition ?? null };

function numberFacts(answer: NumberAnswer): Facts {
  if (answer.outcome === 'taken')
    return { outcome: answer.outcome, label: answer.number.label, state: answer.number.state };
  return answer.outcome === 'unknown'
    ? { outcome: answer.outcome }
    : { outcome: 'notTaken', why: answer.why };
}

/** Coarse on purpose: the guards ask for 16, 18 and 60, and the bank's rule on older buyers for 65. */
const ageBand = (age: number): string => {
  if (age < 16) return 'under16';
  if (age < 18) return '16to17';
  if (age < 60) return '18to59';
  return age < 65 ? '60to64' : '65plus';
};

/** One short word each, as many as a fact has room for: `adp` is a card that is active, debit, with a phone reserved. */
const words = (each: readonly string[]): string => each.join(' ').slice(0, 96).trim();
const mark = (is: boolean, letter: string): string => (is ? letter : '-');

/** Which ways a card can go, and nothing of which card it is. */
const cardStates = (cards: readonly CustomerCard[]): string =>
  words(
    cards.map(
      ({ status, kind, reservedPhone }) => `${status[0]}${kind[0]}${mark(reservedPhone !== null, 'p')}`,
    ),
  );

/** Where in the order of `originalKind` each of them stands. */
const originals = (kinds: readonly OriginalKind[]): string =>
  words(kinds.map((kind) => String(originalKind.options.indexOf(kind))));

const complaintFacts = (answer: ComplaintAnswer): Facts => ({
  outcome: answer.outcome,
  ...(answer.outcome === 'notFiled' ? { why: answer.why } : {}),
});

export const FACTS: FactsOf = {
  beginVisit: ({ reference, today }) => ({ reference, today }),
  endVisit: () => ({}),
  readDocument: (result, today) => {
    if (!result.ok) return outcome(result);
    const { type, age, validity } = documentFacts(result.value.document, today);
    return { ok: true, documentType: type, ageBand: ageBand(age), validity };
  },
  documentPresence: ({ presence }) => ({ presence }),
  lookupCustomer: (result) => ({
    ...outcome(result),
    ...(result.ok ? { cards: result.value.cards.length, cardStates: cardStates(result.value.cards) } : {}),
  }),
  setCardEntry: () => ({}),
  readBankCard: outcome,
  ejectCard: outcome,
  cardPlace: ({ place }) => ({ place }),
  retainCard: ({ fate, reference, staffTold }) => ({ fate, reference, staffTold }),
  submit: (answer) => ({
    submission: answer.submission,
    outcome: answer.outcome,
    refusal: answer.outcome === 'refused' ? answer.refusal : null,
  }),
  sendCode: (result) => ({
    ...outcome(result),
    ...(!result.ok && result.error.code === 'tooSoon' ? { seconds: result.error.seconds } : {}),
    ...(result.ok ? { seconds: result.value.resendAfterSeconds } : {}),
  }),
  checkCode: (answer) => ({
    result: answer.result,
    triesLeft: answer.result === 'wrong' ? answer.triesLeft : null,
  }),
  printReceipt: (answer) => ({ outcome: answer.outcome }),
  queueNow: (result) => ({
    ...outcome(result),
    ...(result.ok
      ? {
          open: result.value.open,
          services: result.value.services.length,
          // Which can be done here, and which need papers.
          marks: words(
            result.value.services.map(
              ({ atTerminal, papers }) =>
                `${atTerminal === null ? '-' : SERVICE_IDS.indexOf(atTerminal)}${mark(papers.length > 0, 'p')}`,
            ),
          ),
        }
      : {}),
  }),
  findAppointment: (result) => ({
    ...outcome(result),
    ...(result.ok ? { verdict: result.value.found?.verdict ?? null } : {}),
  }),
  wayNow: (result) => ({
    ...outcome(result),
    ...(result.ok
      ? {
          open: result.value.open,
          services: result.value.services.length,
          answers: result.value.own.answers.length,
        }
      : {}),
  }),
  takeTicket: numberFacts,
  ticketState: numberFacts,
  giveUpTicket: ({ outcome: fate }) => ({ outcome: fate }),
  keepDraft: ({ outcome: fate }) => ({ outcome: fate }),
  dropDraft: () => ({}),
  requestApproval: (answer) =>
    answer.reached
      ? { reached: true, approval: answer.approvalId, reference: answer.reference }
      : { reached: false, ...(answer.spent ? { spent: true } : {}) },
  approvalState: (news) => ({
    state: news.state,
    ...('approvalId' in news
      ? { approval: news.approvalId, staff: staffFact(news.staff), reason: news.reason }
      : {}),
    ...(news.state === 'refused' ? { again: news.again, unclear: originals(news.unclear ?? []) } : {}),
    ...('second' in news && news.second !== undefined ? { second: staffFact(news.second) } : {}),
  }),
  withdrawApproval: () => ({}),
  giveRating: () => ({}),
  fileComplaint: complaintFacts,
  complaintState: complaintFacts,
  recordConsent: () => ({}),
  riskQuestionnaire: (result) => ({
    ...outcome(result),
    ...(result.ok
      ? {
          version: result.value.questionnaire.version,
          options: words(result.value.questionnaire.questions.map(({ options }) => String(options.length))),
        }
      : {}),
  }),
  riskStanding: (result) => ({
    ...outcome(result),
    ...(result.ok ? { valid: result.value.assessment?.valid ?? null } : {}),
  }),
  wealthProducts: (result) => ({
    ...outcome(result),
    ...(result.ok
      ? {
          products: result.value.products.length,
          // The bank's own, for everybody: risk, whether on sale, recorded, and which questions are asked of it.
          marks: words(
            result.value.products.map(
              ({ risk, open, recording, teachBack }) =>
                `${risk}${mark(open, 'o')}${mark(recording, 'r')}${teachBack.map((asked) => teachBackQuestion.options.indexOf(asked)).join('')}`,
            ),
          ),
        }
      : {}),
  }),
  wealthOrders: (result) => ({
    ...outcome(result),
    ...(result.ok
      ? {
          orders: result.value.orders.length,
          marks: result.value.orders
            .map(({ withdrawable }) => mark(withdrawable, 'w'))
            .join('')
            .slice(0, 96),
        }
      : {}),
  }),
  eBankingOffer: (result) => ({
    ...outcome(result),
    ...(result.ok
      ? {
          open: result.value.contract !== null,
          channels: result.value.terms.channels.length,
          limits: limitChoices(result.value.terms).length,
          minimumAge: result.value.terms.minimumAge,
        }
      : {}),
  }),
  openPaper: (result) => ({
    ...outcome(result),
    ...(result.ok
      ? {
          template: result.value.template,
          number: result.value.number,
          sha256: digestFact(result.value.sha256),
          pages: result.value.pages,
        }
      : {}),
  }),
  turnTo: () => ({}),
  captureOnPad: (answer) => ({
    outcome: answer.outcome,
    ...(answer.outcome === 'written' ? { strokes: answer.strokes } : {}),
    ...(answer.outcome === 'notWritten' ? { why: answer.why } : {}),
  }),
  pressOnPad: () => ({}),
  clearInk: () => ({}),
  signPaper: (answer) =>
    answer.outcome === 'sealed'
      ? { outcome: answer.outcome, sha256: digestFact(answer.sha256), stamped: answer.stamped }
      : { outcome: answer.outcome, why: answer.why },
  discardPaper: () => ({}),
  cardKinds: (result) => ({
    ...outcome(result),
    ...(result.ok
      ? {
          kinds: result.value.kinds.length,
          faceCheck: result.value.faceCheck,
          marks: words(result.value.kinds.map(({ here, minimumAge }) => `${mark(here, 'h')}${minimumAge}`)),
        }
      : {}),
  }),
  verifyPerson: ({ outcome: said }) => ({ outcome: said }),
  dispenseCard: ({ outcome: end }) => ({ outcome: end }),
  readBlank: outcome,
  presentCard: ({ outcome: end }) => ({ outcome: end }),
  retainNewCard: ({ fate, reference, staffTold }) => ({ fate, reference, staffTold }),
  newCardTaken: (answer) => ({ submission: answer.submission, outcome: answer.outcome }),
  companyCase: (result) => ({
    ...outcome(result),
    ...(result.ok
      ? {
          role: result.value.role,
          originals: result.value.originals.length,
          kinds: originals(result.value.originals),
        }
      : {}),
  }),
  shownPictures: ({ pictures }) => ({
    pictures: pictures.length,
    kinds: originals(pictures.map(({ original }) => original)),
  }),
  holdCamera: ({ lost }) => ({ lost }),
  takePicture: (answer) =>
    answer.outcome === 'taken'
      ? { outcome: answer.outcome, picture: answer.picture }
      : { outcome: answer.outcome, why: answer.why },
  keepPicture: (result) => ({
    ...outcome(result),
    ...(result.ok
      ? { picture: result.value.kept.picture, sha256: digestFact(result.value.kept.sha256) }
      : {}),
  }),
  discardPicture: () => ({}),
  startRecording: outcome,
  stopRecording: () => ({}),
  requestHelp: (answer) => ({ reached: answer.reached, reference: answer.reached ? answer.reference : null }),
  withdrawHelp: () => ({}),
  releaseHands: () => ({}),
  endOverstepped: () => ({}),
  quiet: () => ({}),
  callOutlook: ({ state }) => ({ state }),
  openCallMedia: ({ mode, camera, microphone }) => ({ mode, camera, microphone }),
  closeCallMedia: () => ({}),
  requestCall: (answer) =>
    answer.reached
      ? { reached: true, reference: answer.reference }
      : { reached: false, reference: null, why: answer.why },
  leaveCall: () => ({}),
  sayToTeller: ({ sent }) => ({ sent }),
  setCallMedia: () => ({}),
  answerAct: () => ({}),
  recordCall: () => ({}),
  takeStill: ({ taken }) => ({ taken }),
  callBackTimes: (answer) => ({
    reached: answer.reached,
    ...(answer.reached ? { times: answer.times.length } : {}),
  }),
  requestCallBack: (answer) => ({
    outcome: answer.outcome,
    reference: answer.outcome === 'kept' ? answer.reference : null,
  }),
};
