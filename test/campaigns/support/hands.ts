import * as z from 'zod';
import type { ReadyPerson } from '#contracts/bank/people.ts';

type Soon<T> = T | Promise<T>;

/** What lies in the machine and hangs out of it, as somebody who stands before it could tell. */
export type Cabinet = {
  readonly card: { readonly last4: string } | null;
  /** Cards in the bin. */
  readonly bin: number;
  readonly idCard: boolean;
  /** Pieces of paper that came out and were not taken. */
  readonly receipts: number;
};

/** A customer's hands at a terminal, however they reach it. False: that is not possible now. */
export type Hands = {
  person(key: string): ReadyPerson;
  layIdCard(person: ReadyPerson): Soon<void>;
  liftIdCard(): Soon<boolean>;
  insertCard(person: ReadyPerson, index: number): Soon<boolean>;
  takeCard(): Soon<boolean>;
  takeReceipt(): Soon<boolean>;
  /** The newest one-time code on that person's phone. */
  newestCode(person: ReadyPerson): Soon<string | undefined>;
  cabinet(): Soon<Cabinet>;
};

/** What the devices tell about themselves, as far as it concerns what lies in them. */
const devices = z.object({
  cardReader: z.object({ card: z.object({ last4: z.string() }).nullable(), bin: z.int() }),
  idScanner: z.object({ document: z.object({}).nullable() }),
  receiptPrinter: z.object({ receipts: z.array(z.unknown()) }),
});

export function cabinetOf(state: unknown): Cabinet {
  const { cardReader, idScanner, receiptPrinter } = devices.parse(state);
  const { card, bin } = cardReader;
  return { card, bin, idCard: idScanner.document !== null, receipts: receiptPrinter.receipts.length };
}
