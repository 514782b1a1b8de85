import * as z from 'zod';
import { staffNumberSchema } from '#contracts/branch/staff.ts';
import { ask } from '../ask.ts';

/** What runs out or fills up: paper of the receipt printer, blank cards, the dispenser's bin, the card reader's bin. */
export const SUPPLIES = ['receiptPaper', 'blankCards', 'dispenserBin', 'readerBin'] as const;
export const supplySchema = z.enum(SUPPLIES);
export type Supply = z.infer<typeof supplySchema>;

/** Those that are used up; the others fill. */
export const USED_UP: ReadonlySet<Supply> = new Set<Supply>(['receiptPaper', 'blankCards']);

const pieces = z.int().min(0).max(5_000);

export const supplyLineSchema = z.strictObject({
  supply: supplySchema,
  /** As the device itself sees it (XFS4IoT replenishment); null: it cannot see it. */
  sensor: z.enum(['full', 'ok', 'high', 'low', 'empty', 'jammed', 'unknown']).nullable(),
  /** By the books: pieces put in, or the room there is; null: nobody has said. */
  amount: pieces.nullable(),
  /** Pieces used, or come in, since then. */
  moved: z.int().min(0),
  /** What should be left, or still go in; null: nobody has said. Below nothing: the books are wrong, and it says so. */
  left: z.int().nullable(),
  /** From which on staff are to do something. */
  threshold: pieces,
  due: z.boolean(),
  /** When it will be due, epoch milliseconds, as it went since it was last seen to; null: nobody can say yet. */
  dueOn: z.int().min(0).nullable(),
  /** When it was last seen to, and by whom. */
  at: z.int().min(0).nullable(),
  by: staffNumberSchema.nullable(),
});
export type SupplyLine = z.infer<typeof supplyLineSchema>;

/** Feeding and emptying: counted by hand each time and held against the books. */
export const SUPPLY_ASKS = {
  'supplies.read': ask({
    by: ['supervisor', 'technician', 'manager'],
    looks: true,
    offline: true,
    input: z.strictObject({}),
    output: z.strictObject({ supplies: z.array(supplyLineSchema).max(SUPPLIES.length) }),
  }),
  /**
   * `found`: counted in it before; null: not counted. `amount`: what is in it now, of a bin: the room it has. Answers by
   * how many pieces the count differs from the books, which the journal keeps; null: there was nothing to compare.
   */
  'supplies.fill': ask({
    by: ['supervisor', 'technician'],
    second: true,
    offline: true,
    input: z.strictObject({ supply: supplySchema, found: pieces.nullable(), amount: pieces }),
    output: z.strictObject({ difference: z.int().nullable() }),
  }),
};
