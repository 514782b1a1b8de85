import type { Language } from '#contracts/language.ts';
import type { ReceiptDocument, ReceiptPart } from '#devices/receipt-printer/contract.ts';
import { shortCode } from '#documents/paper/short-code.ts';
import type { FlowPorts, ReceiptFacts } from '#flows/ports.ts';
import type { SealedPaper } from '#flows/sale-ports.ts';
import { unreachable } from '#foundation/result.ts';
import { formatCard, formatDate, formatPhone, formatTime, textsFor } from '#texts/format.ts';
import {
  assessmentPairs,
  companyPairs,
  eBankingPairs,
  newCardPairs,
  orderPairs,
  type ReceiptPair,
  receiptOutcome,
  receiptRefusal,
  receiptSeal,
  retainedReason,
  withdrawalPairs,
} from '#texts/receipt.ts';
import { reasonWords, waitWords } from '#texts/tell/wait.ts';
import { newToken } from '../ids.ts';
import { complaintReceipt, QR_MOST } from './complaint-receipt.ts';
import type { World } from './world.ts';

type ReceiptPorts = Pick<FlowPorts, 'printReceipt'>;

/** China has one time zone; a receipt says its time there whatever the machine's clock is set to. */
const TIME_ZONE = 'Asia/Shanghai';

/** Paper. `printed` only on the printer's own word that the end is on paper. */
export function receiptPorts(world: World): ReceiptPorts {
  return {
    async printReceipt(facts) {
      const { receiptPrinter } = world.devices;
      if (!receiptPrinter) return { outcome: 'notPrinted' };
      const document = receipt(facts, world, world.language());
      const result = await receiptPrinter.execute({ id: newToken(), name: 'print', input: { document } });
      if (!result.ok) return { outcome: 'notPrinted' };
      return { outcome: result.value.outcome === 'confirmed' ? 'printed' : 'unknown' };
    },
  };
}

/** The lines of a receipt or of the slip for a kept card. */
export function receipt(
  facts: ReceiptFacts,
  { terminal, clock, simulated, publicUrl }: Pick<World, 'terminal' | 'clock' | 'simulated' | 'publicUrl'>,
  language: Language,
): ReceiptDocument {
  if (facts.type === 'ticket') return ticket(facts, { terminal, clock, simulated }, language);
  if (facts.type === 'complaint') return complaintReceipt(facts, { terminal, clock, simulated }, language);
  const { t, pick } = textsFor(language);
  const now = clock.wall();
  const pair = (label: string, value: string): ReceiptPart => ({ type: 'pair', label, value });
  const line = (text: string): ReceiptPart => ({ type: 'text', text });
  const retained = facts.type === 'retainedCard';
  return {
    parts: [
      { type: 'text', text: pick(terminal.branch), align: 'centre', bold: true },
      {
        type: 'text',
        text: t(retained ? 'receipt.retainedTitle' : 'receipt.title'),
        align: 'centre',
        size: 'large',
      },
      ...(simulated ? [{ type: 'text', text: t('receipt.simulated'), align: 'centre' } as const] : []),
      { type: 'rule' },
      pair(t('receipt.time'), `${formatDate(now, language, TIME_ZONE)} ${formatTime(now, TIME_ZONE)}`),
      pair(t('receipt.terminal'), terminal.id),
      ...(retained
        ? [
            ...(facts.last4 ? [pair(t('receipt.card'), formatCard(facts.last4))] : []),
            pair(t('receipt.reason'), retainedReason(facts.reason, language)),
          ]
        : middleOf(facts, language).map(({ label, value }) => pair(label, value))),
      pair(t('receipt.reference'), facts.reference),
      { type: 'rule' },
      ...(isSigned(facts) ? sealLines(facts.paper, publicUrl, language) : []),
      ...(facts.type === 'newCard' && facts.outcome === 'issued' ? [line(t('receipt.pin'))] : []),
      ...(facts.type !== 'retainedCard' && facts.outcome === 'unknown'
        ? [line(t('receipt.outcome.unknownNote'))]
        : []),
      ...(retained ? [line(t('receipt.where', { counter: pick(terminal.counter) }))] : []),
      line(t(retained ? 'receipt.keepRetained' : 'receipt.keep')),
    ],
  };
}

/** The number to wait with: large, what it is for, how long it may take and why, and the phone's way to follow it. */
function ticket(
  facts: Extract<ReceiptFacts, { type: 'ticket' }>,
  { terminal, clock, simulated }: Pick<World, 'terminal' | 'clock' | 'simulated'>,
  language: Language,
): ReceiptDocument {
  const texts = textsFor(language);
  const { t, pick } = texts;
  const now = clock.wall();
  const pair = (label: string, value: string): ReceiptPart => ({ type: 'pair', label, value });
  const centred = (text: string): ReceiptPart => ({ type: 'text', text, align: 'centre' });
  const { wait } = facts;
  const why = wait && reasonWords(wait, texts);
  return {
    parts: [
      { type: 'text', text: pick(terminal.branch), align: 'centre', bold: true },
      ...(simulated ? [centred(t('receipt.ticket.simulated'))] : []),
      { type: 'rule' },
      centred(t('receipt.ticket.title')),
      { type: 'feed', lines: 1 },
      { type: 'text', text: facts.label, align: 'centre', size: 'large', bold: true },
      { type: 'feed', lines: 1 },
      { type: 'rule' },
      ...facts.services.map((name) => pair(t('receipt.service'), pick(name))),
      ...(facts.appointment ? [pair(t('receipt.ticket.appointment'), facts.appointment.time)] : []),
      pair(t('receipt.time'), `${formatDate(now, language, TIME_ZONE)} ${formatTime(now, TIME_ZONE)}`),
      pair(t('receipt.terminal'), terminal.id),
      ...(wait
        ? [
            pair(t('receipt.ticket.ahead'), t('wait.people', { count: wait.ahead })),
            pair(t('receipt.ticket.wait'), waitWords(wait, texts)),
          ]
        : []),
      ...(facts.countsFrom === undefined ? [] : [pair(t('receipt.ticket.wait'), t('wait.notKnown'))]),
      { type: 'rule' },
      ...(why ? [{ type: 'text', text: why } as const] : []),
      ...(facts.countsFrom === undefined
        ? []
        : [
            { type: 'text', text: t('receipt.ticket.cutOff') } as const,
            { type: 'text', text: t('receipt.ticket.countsFrom', { time: facts.countsFrom }) } as const,
          ]),
      { type: 'text', text: t('receipt.ticket.listen') },
      ...(facts.phoneUrl && facts.phoneUrl.length <= QR_MOST
        ? [
            { type: 'feed', lines: 1 } as const,
            { type: 'qr', data: facts.phoneUrl } as const,
            centred(t('receipt.ticket.phone')),
          ]
        : []),
    ],
  };
}

type Facts<Type extends ReceiptFacts['type']> = Extract<ReceiptFacts, { type: Type }>;

const isSigned = (
  facts: ReceiptFacts,
): facts is Facts<'assessment' | 'order' | 'eBanking' | 'newCard' | 'companyAccount'> =>
  ['assessment', 'order', 'eBanking', 'newCard', 'companyAccount'].includes(facts.type);

/** What is sealed, and how anybody can check it: a code to be typed, and one to be scanned. */
function sealLines(paper: SealedPaper, publicUrl: string | null, language: Language): ReceiptPart[] {
  const { t } = textsFor(language);
  const code = shortCode(paper.sha256);
  const address = publicUrl === null ? null : new URL(`p/${code}#${paper.number}`, publicUrl).href;
  return [
    { type: 'pair', label: t('receipt.paperCode'), value: code },
    { type: 'text', text: receiptSeal(paper, language) },
    ...(address !== null && address.length <= QR_MOST
      ? [
          { type: 'feed', lines: 1 } as const,
          { type: 'qr', data: address } as const,
          { type: 'text', text: t('receipt.paperCheck'), align: 'centre' } as const,
        ]
      : []),
  ];
}

/** What was done, by the kind of business. */
function middleOf(
  facts: Facts<'service' | 'assessment' | 'order' | 'withdrawal' | 'eBanking' | 'newCard' | 'companyAccount'>,
  language: Language,
): ReceiptPair[] {
  switch (facts.type) {
    case 'service':
      return serviceLines(facts, language);
    case 'assessment':
      return assessmentPairs(facts, language);
    case 'order':
      return orderPairs(facts, language);
    case 'companyAccount':
      return companyPairs(facts, language);
    case 'withdrawal':
      return withdrawalPairs(facts, language);
    case 'eBanking':
      return eBankingPairs(facts, language);
    case 'newCard':
      return newCardPairs(facts, language);
    default:
      return unreachable(facts);
  }
}

function serviceLines(facts: Facts<'service'>, language: Language): ReceiptPair[] {
  const { t, message } = textsFor(language);
  const pair = (label: string, value: string): ReceiptPair => ({ label, value });
  const refusal = receiptRefusal(facts.refusal, language);
  return [
    pair(t('receipt.service'), message(`service.${facts.service}`)),
    pair(t('receipt.card'), formatCard(facts.card.last4)),
    ...(facts.oldPhone ? [pair(t('receipt.oldPhone'), formatPhone(facts.oldPhone))] : []),
    ...(facts.newPhone ? [pair(t('receipt.newPhone'), formatPhone(facts.newPhone))] : []),
    pair(t('receipt.outcome'), receiptOutcome(facts.service, facts.outcome, language)),
    ...(refusal ? [pair(t('receipt.reason'), refusal)] : []),
  ];
}
