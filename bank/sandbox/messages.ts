import { z } from 'zod';
import type { BankMessage } from '#contracts/bank/sandbox.ts';
import { maskPhone } from '#contracts/bank/values.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Store } from './store.ts';

type Words = BankMessage['text'];

export const MESSAGES = {
  code: (code: string, last4: string, minutes: number): Words => ({
    zh: `【沙箱银行】验证码${code}，用于更换尾号${last4}银行卡的预留手机号，${minutes}分钟内有效。工作人员不会向您索要验证码。`,
    en: `[Sandbox Bank] ${code} is your code to change the phone number of your card ending ${last4}. Valid for ${minutes} minutes. Our staff never ask for it.`,
  }),
  eBankingCode: (code: string, last4: string, minutes: number): Words => ({
    zh: `【沙箱银行】验证码${code}，用于为尾号${last4}的银行卡开通电子银行，${minutes}分钟内有效。工作人员不会向您索要验证码。`,
    en: `[Sandbox Bank] ${code} is your code to open e-banking for your card ending ${last4}. Valid for ${minutes} minutes. Our staff never ask for it.`,
  }),
  eBanking: (last4: string): Words => ({
    zh: `【沙箱银行】您已为尾号${last4}的银行卡开通电子银行。如非本人操作，请立即联系我行。`,
    en: `[Sandbox Bank] E-banking is now open for your card ending ${last4}. If this was not you, call us at once.`,
  }),
  phoneTaken: (last4: string, newPhone: string): Words => ({
    zh: `【沙箱银行】您尾号${last4}银行卡的预留手机号已更换为${maskPhone(newPhone)}。如非本人操作，请立即联系我行。`,
    en: `[Sandbox Bank] The phone number of your card ending ${last4} is now ${maskPhone(newPhone)}. If this was not you, call us at once.`,
  }),
  phoneGiven: (last4: string): Words => ({
    zh: `【沙箱银行】本号码已登记为尾号${last4}银行卡的预留手机号。`,
    en: `[Sandbox Bank] This number is now the phone number of the card ending ${last4}.`,
  }),
} as const;

/** Puts a text message on a customer's phone; call inside the transaction of what it tells. */
export function tell(store: Store, clock: Clock, phone: string, words: Words): void {
  store.run(
    'INSERT INTO messages (phone, at, zh, en) VALUES (?, ?, ?, ?)',
    phone,
    new Date(clock.wall()).toISOString(),
    words.zh,
    words.en,
  );
}

const messageRow = z.object({
  sequence: z.number(),
  phone: z.string(),
  at: z.string(),
  zh: z.string(),
  en: z.string(),
});

/** The newest 100 messages of one phone, or of all; newest first. */
export function messagesOf(store: Store, phone: string | undefined): BankMessage[] {
  return store
    .all(
      messageRow,
      'SELECT * FROM messages WHERE ?1 IS NULL OR phone = ?1 ORDER BY sequence DESC LIMIT 100',
      phone ?? null,
    )
    .map(({ zh, en, ...message }) => ({ ...message, text: { zh, en } }));
}
