import type { Language } from '#contracts/language.ts';
import type { ReceiptDocument, ReceiptPart } from '#devices/receipt-printer/contract.ts';
import type { ReceiptFacts } from '#flows/ports.ts';
import { formatDate, formatTime, textsFor } from '#texts/format.ts';
import type { World } from './world.ts';

/** Characters a printed code holds. */
export const QR_MOST = 300;

/** China has one time zone; a receipt says its time there whatever the machine's clock is set to. */
const TIME_ZONE = 'Asia/Shanghai';

/** What was filed, under which number, who has it and until when; and the phone's way to follow it. */
export function complaintReceipt(
  facts: Extract<ReceiptFacts, { type: 'complaint' }>,
  { terminal, clock, simulated }: Pick<World, 'terminal' | 'clock' | 'simulated'>,
  language: Language,
): ReceiptDocument {
  const { t, pick, message } = textsFor(language);
  const pair = (label: string, value: string): ReceiptPart => ({ type: 'pair', label, value });
  const centred = (text: string): ReceiptPart => ({ type: 'text', text, align: 'centre' });
  const at = (wall: number) => `${formatDate(wall, language, TIME_ZONE)} ${formatTime(wall, TIME_ZONE)}`;
  return {
    parts: [
      { type: 'text', text: pick(terminal.branch), align: 'centre', bold: true },
      { type: 'text', text: t('receipt.complaint.title'), align: 'centre', size: 'large' },
      ...(simulated ? [centred(t('receipt.simulated'))] : []),
      { type: 'rule' },
      { type: 'text', text: facts.number, align: 'centre', bold: true },
      { type: 'rule' },
      pair(t('receipt.complaint.subject'), message(`complaint.subject.${facts.subject}`)),
      pair(t('receipt.complaint.wish'), message(`complaint.wish.${facts.wish}`)),
      pair(t('receipt.complaint.owner'), message(`complaint.owner.${facts.owner}`)),
      pair(t('receipt.complaint.due'), at(Date.parse(facts.due))),
      pair(t('receipt.time'), at(clock.wall())),
      pair(t('receipt.terminal'), terminal.id),
      { type: 'rule' },
      { type: 'text', text: t('receipt.complaint.keep') },
      ...(facts.url && facts.url.length <= QR_MOST
        ? [
            { type: 'feed', lines: 1 } as const,
            { type: 'qr', data: facts.url } as const,
            centred(t('receipt.complaint.phone')),
          ]
        : []),
    ],
  };
}
