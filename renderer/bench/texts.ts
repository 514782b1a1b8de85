import type { BenchState } from '#contracts/bench/state.ts';
import { formatPhone } from '#texts/format.ts';
import type { Order } from './orders.ts';

type Message = BenchState['messages'][number];

/** A text on a phone: its Chinese and its English side, the code in it, and when it came (the reader's own clock). */
export type PhoneText = {
  readonly key: string;
  readonly time: string;
  readonly chinese: string;
  readonly english: string;
  readonly code: string | null;
};

export type Phone = { readonly number: string; readonly texts: readonly PhoneText[] };

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

/** The only run of six digits. */
export const codeIn = (text: string): string | null => /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0] ?? null;

function phoneText({ phone, text, at }: Message): PhoneText {
  // The host joins both sides into one line.
  const [chinese = '', ...english] = text.split(' / ');
  const moment = new Date(at);
  return {
    key: `${phone} ${at} ${text}`,
    time: Number.isNaN(moment.getTime()) ? '' : moment.toLocaleTimeString('en-GB'),
    chinese,
    english: english.join(' / '),
    code: codeIn(chinese),
  };
}

/** One person's phone, newest text first. */
export const phoneOf = ({ messages }: Pick<BenchState, 'messages'>, number: string): Phone => ({
  number: formatPhone(number),
  texts: messages.filter(({ phone }) => phone === number).map(phoneText),
});

/** Phones that none of the ready people carries: a new number somebody typed at the terminal. */
export function otherPhones(state: Pick<BenchState, 'messages' | 'people'>): readonly Phone[] {
  const carried = new Set(state.people.map(({ phone }) => phone));
  const others = new Set(state.messages.map(({ phone }) => phone).filter((phone) => !carried.has(phone)));
  return [...others].map((number) => phoneOf(state, number));
}

/** A number as it is typed on the keypad, key by key. */
export const typed = (digits: string): Order[] =>
  (digits.match(/[0-9]/g) ?? []).flatMap((digit) => {
    const key = DIGITS[Number(digit)];
    return key ? [{ act: 'pressKey', input: { key } } as const] : [];
  });
