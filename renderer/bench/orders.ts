import type * as z from 'zod';
import type { BENCH_ACTS, BenchActName } from '#contracts/bench/acts.ts';
import type { BenchDevice, BenchState } from '#contracts/bench/state.ts';
import type { KeypadKey } from '#contracts/keypad.ts';
import { bankFaultWords, DEVICE_NAMES, faultWords } from './words.ts';

/** An act with what it needs. */
export type Order = {
  [Name in BenchActName]: {
    readonly act: Name;
    readonly input: z.input<(typeof BENCH_ACTS)[Name]['input']>;
  };
}[BenchActName];

export type Give = (order: Order) => void;
export type Person = BenchState['people'][number];
export type Forgettable = 'idCard' | 'bankCard' | 'receipt' | 'newCard';

export const KEY_NAMES: Readonly<Record<KeypadKey, string>> = {
  zero: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  enter: 'Enter',
  cancel: 'Cancel',
  clear: 'Clear',
  backspace: 'Backspace',
  help: 'Help',
};

export const FORGETTABLE: Readonly<Record<Forgettable, string>> = {
  idCard: 'the ID card',
  bankCard: 'the bank card',
  receipt: 'the receipt',
  newCard: 'the new card',
};

const PAPER = { full: 'Put in a full roll', low: 'Put in a roll near its end', out: 'Take out the paper' };

/** Card numbers never stand anywhere but as their last four. */
export const dots = (last4: string): string => `•••• ${last4}`;

/** Names joined as English does: "a", "a and b", "a, b and c". */
const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** As in the middle of a sentence; what is written in capitals stays so. */
const lower = (text: string): string => text.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
const device = (name: BenchDevice): string => `the ${lower(DEVICE_NAMES[name])}`;

/** An order as one says it: "Lay 许念安's ID card". */
export function orderWords(order: Order, people: readonly Person[]): string {
  const person = (key: string) => people.find((one) => one.key === key);
  switch (order.act) {
    case 'layIdCard':
      return `Lay ${person(order.input.person)?.name ?? order.input.person}'s ID card`;
    case 'liftIdCard':
      return 'Lift the ID card';
    case 'insertCard': {
      const card = person(order.input.person)?.cards.find(({ index }) => index === order.input.card);
      return card ? `Insert ${dots(card.last4)}` : 'Insert a card';
    }
    case 'takeCard':
      return 'Take the bank card';
    case 'takeReceipt':
      return 'Take the receipt';
    case 'walkAway': {
      const forgotten = order.input.forget ?? [];
      const names = (Object.keys(FORGETTABLE) as Forgettable[])
        .filter((thing) => forgotten.includes(thing))
        .map((thing) => FORGETTABLE[thing]);
      return names.length === 0 ? 'Walk away' : `Walk away and forget ${list(names)}`;
    }
    case 'pressKey':
      return `Press ${KEY_NAMES[order.input.key]}`;
    case 'setPaper':
      return PAPER[order.input.paper];
    case 'openCover':
      return "Open the printer's cover";
    case 'closeCover':
      return "Close the printer's cover";
    case 'signOnPad':
      return 'Sign on the signature pad';
    case 'drawOnPad':
      return 'Draw on the signature pad';
    case 'tapPad':
      return `Tap ${order.input.button} on the signature pad`;
    case 'takeNewCard':
      return 'Take the new card';
    case 'fillStacker':
      return `Put blank cards into the stack: ${order.input.cards}`;
    case 'emptyBin':
      return "Empty the card dispenser's bin";
    case 'unplug':
      return `Unplug ${device(order.input.device)}`;
    case 'plugIn':
      return `Plug in ${device(order.input.device)}`;
    case 'setFault': {
      const { device: name, fault, on } = order.input;
      return `${DEVICE_NAMES[name]}: ${lower(faultWords(name, fault))}, ${on ? 'on' : 'off'}`;
    }
    case 'setBankFault': {
      const { fault, on, count } = order.input;
      const often = on ? (count === 1 ? 'once' : 'on') : 'off';
      return `Bank: ${lower(bankFaultWords(fault))}, ${often}`;
    }
    case 'newDay':
      return 'Start the day again';
  }
}
