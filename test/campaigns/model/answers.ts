import type { PortName, PortOutput, SubmissionAnswer } from '#flows/ports.ts';
import { err, ok } from '#foundation/result.ts';
import type { World } from './world.ts';

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
    requestHelp: () => [() => ({ reached: true, reference: 'H-AAAA' }), () => ({ reached: false })],
    withdrawHelp: () => [() => ({})],
  };
