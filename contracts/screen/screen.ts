import * as z from 'zod';
import { personal, pub } from '../privacy.ts';
import { actionSchema } from './actions.ts';
import { bodies } from './bodies.ts';
import { frameSchema } from './frame.ts';

/** What the step shows, by kind. */
export const bodySchema = z.discriminatedUnion('kind', bodies);
export type Body = z.infer<typeof bodySchema>;
export type ScreenKind = Body['kind'];
export type BodyOf<Kind extends ScreenKind> = Extract<Body, { kind: Kind }>;

/** Every kind of screen there is; `docs/screens.md` is generated from this list. */
export const SCREEN_KINDS: readonly ScreenKind[] = bodies.map((body) => body.shape.kind.value);

/**
 * All the page ever knows. `step` changes when the question changes: an intent names the step it answers, so that a
 * second touch on a button that is gone does nothing. `spoken` is the same thing written for the ear.
 */
export const screenSchema = z.strictObject({
  step: pub(z.int().min(0)),
  frame: frameSchema,
  body: bodySchema,
  actions: z.array(actionSchema).max(64),
  spoken: personal(z.string().max(2_000)),
});
export type Screen = z.infer<typeof screenSchema>;
