import * as z from 'zod';
import { bilingualSchema } from '../language.ts';

/**
 * Something a customer can open at a terminal: a service, an answer, what one queues for, the way to a number, the
 * search, a complaint. It names no person and no words.
 */
export const tileSchema = z
  .string()
  .regex(/^((service|answer|business):[a-z][A-Za-z0-9]{0,31}|number|find|complaint)$/);
export type Tile = z.infer<typeof tileSchema>;

/** Most rows one batch carries. */
export const MOST_USE_ROWS = 400;
/** Use is told by the hour it falls in, milliseconds: no finer, so that nothing leads to who was there. */
export const USE_HOUR = 3_600_000;

/** `POST /v1/use`: how often what was opened, and how often that came to its end. The same id counts once. */
export const useBatchSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/),
  rows: z
    .array(
      z.strictObject({
        tile: tileSchema,
        /** Its beginning, milliseconds since the Unix epoch. */
        hour: z.int().min(0).multipleOf(USE_HOUR),
        /** Visits that opened it. */
        opened: z.int().min(1).max(100_000),
        /** Those of them that came to its end; the others gave up. */
        finished: z.int().min(0).max(100_000),
      }),
    )
    .min(1)
    .max(MOST_USE_ROWS),
});
export type UseBatch = z.infer<typeof useBatchSchema>;
export const useAnswerSchema = z.strictObject({ counted: z.boolean() });
export type UseAnswer = z.infer<typeof useAnswerSchema>;

/** Days the page of use may look back. */
export const USE_DAYS = [7, 28, 90] as const;
export type UseDays = (typeof USE_DAYS)[number];

const count = z.int().min(0);

/** `GET /use/api/tiles`: each tile of the branch, those that nobody used among them. */
export const tileUseSchema = z.strictObject({
  serverTime: z.iso.datetime(),
  from: z.iso.date(),
  to: z.iso.date(),
  tiles: z
    .array(
      z.strictObject({
        tile: tileSchema,
        /** Null: the product's own name for it, or one that is offered no more. */
        name: bilingualSchema.nullable(),
        opened: count,
        finished: count,
        givenUp: count,
        /** Within these days; null = never. */
        lastUsed: z.iso.date().nullable(),
      }),
    )
    .max(400),
  /** How often something was opened in each hour of the day, 0 to 23, by the branch's clock. */
  hours: z.array(count).length(24),
});
export type TileUse = z.infer<typeof tileUseSchema>;
