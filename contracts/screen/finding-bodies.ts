import * as z from 'zod';
import { hoursSchema } from '#contracts/branch/configuration.ts';
import { MOST_FOUND, MOST_QUERY } from '#contracts/finding/answer.ts';
import { bilingualSchema } from '../language.ts';
import { personal, pub } from '../privacy.ts';
import { serviceIdSchema } from '../services/service.ts';
import { openingSchema, paperSchema, windowSchema } from './queue-bodies.ts';

/** As many results as are read at a glance; with more, `choosing` shows a window of them. */
export const FOUND_AT_ONCE = { normal: MOST_FOUND, elder: 3 } as const;

/** Letters of the keyboard on the screen; the last one is the blank. */
export const LETTERS = 'abcdefghijklmnopqrstuvwxyz ';

/** How something that was found goes on. */
export const FOUND_ENDS = ['start', 'papers', 'person'] as const;

/** Where a person or a counter is to be had, as the branch last said. */
const hall = {
  /** Null: the branch does not say. */
  open: pub(z.boolean()).nullable(),
  opening: pub(openingSchema).nullable(),
};

/** Finding one's way: what somebody wants, in his words. */
export const findingBodies = [
  z.strictObject({
    kind: pub(z.literal('find')),
    /** `typing`: keys write; `choosing`: keys choose. */
    stage: pub(z.enum(['typing', 'choosing'])),
    /** As typed; nobody's but the customer's. */
    query: personal(z.string().max(MOST_QUERY)),
    /** Nothing has been typed: these are what is most often asked for. */
    suggested: personal(z.boolean()),
    results: z
      .array(
        z.strictObject({
          of: personal(z.enum(['service', 'answer', 'business'])),
          id: personal(z.string().max(32)),
          /** It is chosen by this; it keeps it wherever in the list it comes to stand. */
          choice: personal(z.int().min(0).max(31)),
          /** Null: a service of the terminal, whose name is the product's. */
          title: personal(bilingualSchema).nullable(),
          end: personal(z.enum(FOUND_ENDS)),
        }),
      )
      .max(MOST_FOUND),
    window: windowSchema.optional(),
    ...hall,
  }),
  /** One of them: what there is to know, and how it goes on. */
  z.strictObject({
    kind: pub(z.literal('answer')),
    of: pub(z.enum(['service', 'answer', 'business'])),
    id: pub(z.string().max(32)),
    title: pub(bilingualSchema).nullable(),
    words: pub(z.strictObject({ zh: z.string().max(70), en: z.string().max(180) })).nullable(),
    end: pub(z.enum(FOUND_ENDS)),
    /** What can be started here and now for it. */
    service: pub(serviceIdSchema).nullable(),
    papers: z.array(paperSchema).max(8),
    window: windowSchema.optional(),
    ...hall,
    /** When the branch is open, where that was asked. */
    hours: pub(z.array(hoursSchema).max(14)).nullable(),
    /** Seats kept for those who find waiting hard, where that was asked. */
    seats: pub(z.int().min(0).max(99)).nullable(),
  }),
] as const;
