import { VERDICTS } from '#contracts/branch/appointment.ts';
import { REFUSE_REASONS } from '#contracts/branch/approval-reason.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import type { PortName, PortOutput, QueueNow, SubmissionAnswer, Way } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';
import { CARD_ANSWERS } from './card-answers.ts';
import { COMPANY_ANSWERS } from './company-answers.ts';
import { SALE_ANSWERS } from './sale-answers.ts';
import type { World } from './world.ts';

const appointment = {
  id: 'appointment-of-the-model',
  service: 'service1',
  name: { zh: '业务1', en: 'Business 1' },
  day: '2026-11-22',
  time: '10:30',
  from: '10:00',
  label: null,
};

/** A branch with more services than a screen shows; some need papers, some can be done at the terminal. */
const queueNow = (open: boolean, world: World): QueueNow => ({
  open,
  opening: open ? null : { when: 'tomorrow', day: 1, from: '09:00', to: '17:00' },
  services: Array.from({ length: 8 }, (_, place) => ({
    id: `service${place}`,
    name: { zh: `业务${place}`, en: `Business ${place}` },
    atTerminal: SERVICE_IDS[place] ?? null,
    papers:
      place % 3 === 0
        ? []
        : Array.from({ length: place }, (__, paper) => ({
            id: `paper${paper}`,
            name: { zh: `材料${paper}`, en: `Paper ${paper}` },
            instead: paper % 2 === 0 ? [{ zh: '别的', en: 'another' }] : [],
          })),
    wait: {
      ahead: world.numbers % 7,
      minutes: place === 2 ? null : { from: place, to: place * 3 },
      reason: place === 2 ? ('noCounter' as const) : ('coldStart' as const),
      counter: null,
    },
  })),
});

/** The same hall as it says what can be found in it. */
const wayOf = (world: World, open: boolean): Way => ({
  ...queueNow(open, world),
  services: queueNow(open, world).services.map((service) => ({ ...service, words: [] })),
  hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }],
  care: { until: null, seats: 4 },
  own: { answers: [], without: [] },
});
const A_RECEIPT = {
  number: 'C-261122-0007-K7QXM',
  filedAt: '2026-11-22T02:00:00.000Z',
  due: '2026-11-23T02:00:00.000Z',
  owner: 'lobby',
  url: null,
} as const;

/**
 * What the world may say to each question, the ordinary answer first. A walk picks one; what has a physical effect
 * has it at that moment.
 */
export const ANSWERS: { readonly [Name in PortName]: (world: World) => readonly (() => PortOutput<Name>)[] } =
  {
    beginVisit: (world) => [
      () => {
        const { token, reference } = world.visits.ensure();
        return { visit: token, reference, today: world.today };
      },
    ],
    endVisit: (world) => [
      () => {
        world.idCardLeft ||= world.laid !== undefined && !world.laidAtGoodbye;
        world.visits.end('finished');
        // Whatever number it has or may have had: from here on it is the branch's and the errands'.
        world.number = null;
        return {};
      },
    ],
    readDocument: (world) => {
      const { laid } = world;
      const silent = () => err({ code: 'device' as const });
      if (!laid || world.scannerAway) return [silent];
      if (world.idCardLeft) world.strayReads++;
      const spoilt = (condition: 'unreadable' | 'unsupportedDocument' | 'invalidNumber') => () =>
        err({ code: 'device' as const, condition });
      const read = () => {
        world.visits.ensure();
        return ok({ document: laid.document });
      };
      return [
        read,
        read,
        read,
        spoilt('unreadable'),
        spoilt('unsupportedDocument'),
        spoilt('invalidNumber'),
        silent,
      ];
    },
    documentPresence: (world) => [
      () => ({ presence: world.scannerAway ? 'unknown' : world.laid ? 'present' : 'absent' }),
      () => ({ presence: 'unknown' }),
    ],
    lookupCustomer: (world) => {
      const found = () =>
        world.visitor ? ok(world.visitor.customer) : err({ code: 'customerUnknown' as const });
      return [
        found,
        found,
        found,
        () => err({ code: 'customerUnknown' }),
        () => err({ code: 'nameMismatch' }),
        () => err({ code: 'bankUnreachable' }),
      ];
    },
    setCardEntry: (world) => [
      () => {
        world.obeyEntryOrder();
        return {};
      },
    ],
    readBankCard: (world) => {
      if (world.readerAway) return [() => err({ code: 'readerFault' })];
      const card = world.visitor?.customer.cards[0];
      const last4 = card?.last4 ?? '0000';
      return [
        () => (card ? ok({ last4, cardRef: card.cardRef }) : err({ code: 'notOurs' as const, last4 })),
        () => err({ code: 'unreadable' }),
        () => err({ code: 'notOurs', last4 }),
        () => err({ code: 'fallbackRefused' }),
        () => err({ code: 'bankUnreachable', last4 }),
      ];
    },
    ejectCard: (world) => [
      () => {
        if (world.readerAway) return err({ code: 'failed' as const });
        if (world.card === 'none') return err({ code: 'failed' as const, condition: 'noMedia' as const });
        world.card = 'gate';
        return ok({});
      },
      () => err({ code: 'failed' }),
    ],
    cardPlace: (world) => [
      () => ({ place: world.readerAway ? 'unknown' : world.card }),
      () => ({ place: 'unknown' }),
    ],
    retainCard: (world) => [
      () => {
        if (world.readerAway) return { fate: 'failed', reference: 'T01-KAAAA', staffTold: false };
        if (world.card === 'none') return { fate: 'taken', reference: 'T01-KAAAA', staffTold: false };
        world.card = 'none';
        world.retained++;
        return { fate: 'retained', reference: 'T01-KAAAA', staffTold: true };
      },
      () =>
        world.card === 'none' && !world.readerAway
          ? { fate: 'taken', reference: '', staffTold: false }
          : { fate: 'failed', reference: 'T01-KAAAA', staffTold: false },
    ],
    submit: (world) => {
      const of = { submission: `s-${world.submits}`, reference: `T01-AAAA-${world.submits}` };
      const isCase = world.submitted.at(-1)?.type === 'openCase';
      const says = (answer: SubmissionAnswer) => () => {
        world.outcome = answer.outcome;
        if (answer.outcome === 'unknown') world.unknown.push(of);
        return answer;
      };
      return [
        says(isCase ? { ...of, outcome: 'caseOpened', caseNumber: 'C-2026-AA' } : { ...of, outcome: 'done' }),
        says({ ...of, outcome: 'unknown' }),
        says({ ...of, outcome: 'refused', refusal: 'alreadyBlocked' }),
        says({ ...of, outcome: 'refused', refusal: 'proofExpired' }),
        says({ ...of, outcome: 'refused', refusal: 'samePhone' }),
        says({ ...of, outcome: 'refused', refusal: 'other' }),
        says({ ...of, outcome: 'notSent' }),
      ];
    },
    sendCode: (world) => {
      const sentTo =
        world.visitor?.customer.cards.find(({ reservedPhone }) => reservedPhone)?.reservedPhone?.masked ??
        '****';
      return [
        () => ok({ codeRef: 'c-1', sentTo, resendAfterSeconds: 60 }),
        () => err({ code: 'noPhone' }),
        () => err({ code: 'tooSoon', seconds: 30 }),
        () => err({ code: 'tooManyCodes' }),
        () => err({ code: 'notSent' }),
      ];
    },
    checkCode: () => [
      () => ({ result: 'right', proofRef: 'p-1' }),
      () => ({ result: 'wrong', triesLeft: 2 }),
      () => ({ result: 'expired' }),
      () => ({ result: 'locked' }),
      () => ({ result: 'unreachable' }),
    ],
    printReceipt: (world) =>
      (['printed', 'unknown', 'notPrinted'] as const).map((outcome) => () => {
        world.printed = outcome;
        return { outcome };
      }),
    queueNow: (world) => [
      () => ok(queueNow(true, world)),
      () => ok({ ...queueNow(true, world), cutOff: true }),
      () => ok(queueNow(false, world)),
      () => err({ code: 'unreachable' }),
    ],
    findAppointment: () => [
      () => ok({ found: null }),
      ...VERDICTS.map((verdict) => () => ok({ found: { ...appointment, verdict } })),
      () => err({ code: 'unreachable' as const }),
      () => err({ code: 'tooMany' as const }),
    ],
    wayNow: (world) => [
      () => ok(wayOf(world, true)),
      () => ok(wayOf(world, false)),
      () => err({ code: 'unreachable' as const }),
    ],
    takeTicket: (world) => [
      () => world.issue(),
      () => world.cutOffline(),
      () => world.doubt(),
      () => ({ outcome: 'notTaken', why: 'refused' }),
      () => ({ outcome: 'notTaken', why: 'appointment' }),
    ],
    ticketState: (world) => {
      const stands = world.number;
      if (!stands) return [() => ({ outcome: 'notTaken', why: 'notSent' })];
      return stands.issued === 'yes'
        ? [
            () => world.held('waiting'),
            () => world.held('waiting'),
            () => world.held('called'),
            () => world.held('over'),
            () => ({ outcome: 'unknown' }),
          ]
        : [
            () => world.issue(),
            () => ({ outcome: 'unknown' }),
            () => {
              world.number = null;
              return { outcome: 'notTaken', why: 'refused' };
            },
          ];
    },
    giveUpTicket: (world) => [
      () => {
        world.giveBack();
        return { outcome: 'given' };
      },
      () => ({ outcome: 'called' }),
      () => ({ outcome: 'following' }),
      () => ({ outcome: 'notGiven' }),
    ],
    requestApproval: () => [
      () => ({ reached: true, approvalId: 'approval-of-this-walk', reference: 'P-0001' }),
      () => ({ reached: false }),
      () => ({ reached: false, spent: true }),
    ],
    approvalState: () => [
      ...(['asked', 'unanswered', 'seen', 'unreachable', 'over'] as const).map((state) => () => ({ state })),
      ...REFUSE_REASONS.flatMap((reason) =>
        [true, false].map((again) => () => ({
          state: 'refused' as const,
          approvalId: 'approval-of-this-walk',
          staff: '1004',
          reason,
          again,
        })),
      ),
      () => ({
        state: 'approved',
        approvalId: 'approval-of-this-walk',
        staff: '1004',
        reason: 'faceAndDocument',
        at: '2026-11-22T02:00:00.000Z',
      }),
    ],
    withdrawApproval: () => [() => ({})],
    giveRating: () => [() => ({})],
    fileComplaint: () => [
      () => ({ outcome: 'filed', receipt: A_RECEIPT }),
      () => ({ outcome: 'unknown' }),
      () => ({ outcome: 'notFiled', why: 'refused' }),
    ],
    complaintState: () => [
      () => ({ outcome: 'filed', receipt: A_RECEIPT }),
      () => ({ outcome: 'unknown' }),
      () => ({ outcome: 'notFiled', why: 'notSent' }),
    ],
    recordConsent: () => SALE_ANSWERS.recordConsent,
    riskQuestionnaire: () => SALE_ANSWERS.riskQuestionnaire,
    riskStanding: () => SALE_ANSWERS.riskStanding,
    wealthProducts: () => SALE_ANSWERS.wealthProducts,
    wealthOrders: () => SALE_ANSWERS.wealthOrders,
    eBankingOffer: () => SALE_ANSWERS.eBankingOffer,
    openPaper: () => SALE_ANSWERS.openPaper,
    turnTo: () => SALE_ANSWERS.turnTo,
    captureOnPad: () => SALE_ANSWERS.captureOnPad,
    pressOnPad: () => SALE_ANSWERS.pressOnPad,
    clearInk: () => SALE_ANSWERS.clearInk,
    signPaper: () => SALE_ANSWERS.signPaper,
    discardPaper: () => SALE_ANSWERS.discardPaper,
    cardKinds: () => CARD_ANSWERS.cardKinds,
    verifyPerson: () => CARD_ANSWERS.verifyPerson,
    dispenseCard: () => CARD_ANSWERS.dispenseCard,
    readBlank: () => CARD_ANSWERS.readBlank,
    presentCard: () => CARD_ANSWERS.presentCard,
    retainNewCard: () => CARD_ANSWERS.retainNewCard,
    newCardTaken: () => CARD_ANSWERS.newCardTaken,
    companyCase: () => COMPANY_ANSWERS.companyCase,
    shownPictures: () => COMPANY_ANSWERS.shownPictures,
    holdCamera: () => COMPANY_ANSWERS.holdCamera,
    takePicture: () => COMPANY_ANSWERS.takePicture,
    keepPicture: () => COMPANY_ANSWERS.keepPicture,
    discardPicture: () => COMPANY_ANSWERS.discardPicture,
    startRecording: () => SALE_ANSWERS.startRecording,
    stopRecording: () => SALE_ANSWERS.stopRecording,
    requestHelp: () => [() => ({ reached: true, reference: 'H-AAAA' }), () => ({ reached: false })],
    keepDraft: () => [
      () => ({ outcome: 'kept' }),
      () => ({ outcome: 'unknown' }),
      () => ({ outcome: 'notKept' }),
    ],
    dropDraft: () => [() => ({})],
    withdrawHelp: () => [() => ({})],
    releaseHands: () => [() => ({})],
    endOverstepped: () => [() => ({})],
    quiet: () => [() => ({})],
    callOutlook: () => [
      () => ({ state: 'open', wait: { position: 1, minutes: null, tellers: 1 } }),
      () => ({ state: 'nobody', wait: null }),
      () => ({ state: 'unreachable' }),
    ],
    openCallMedia: () => [
      () => ({ mode: 'video', camera: null, microphone: null }),
      () => ({ mode: 'text', camera: 'busy', microphone: 'missing' }),
    ],
    closeCallMedia: () => [() => ({})],
    requestCall: () => [
      () => ({ reached: true, reference: 'V-AAAA' }),
      () => ({ reached: false, why: 'unreachable' }),
    ],
    leaveCall: () => [() => ({})],
    sayToTeller: () => [() => ({ sent: true }), () => ({ sent: false })],
    setCallMedia: () => [() => ({})],
    answerAct: () => [() => ({})],
    recordCall: () => [() => ({})],
    takeStill: () => [() => ({ taken: true }), () => ({ taken: false })],
    callBackTimes: () => [
      () => ({
        reached: true,
        times: [{ from: '2026-11-22T02:30:00.000Z', to: '2026-11-22T03:00:00.000Z' }],
      }),
      () => ({ reached: false }),
    ],
    requestCallBack: () => [
      () => ({ outcome: 'kept', reference: 'B-AAAA' }),
      () => ({ outcome: 'unknown' }),
      () => ({ outcome: 'notKept' }),
    ],
  };
