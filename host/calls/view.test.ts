import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { callViewSchema } from '#contracts/branch/call.ts';
import { privacyOf } from '#contracts/privacy.ts';
import { bodies } from '#contracts/screen/bodies.ts';
import type { Body } from '#contracts/screen/screen.ts';
import { NEW_PHONE, screenOf } from './calls.test-data.ts';
import { hiddenOn, rightsOn, viewFor } from './view.ts';

/** Whether anything under a schema, however deep, is for the customer's own eyes. */
function holdsSecret(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodType && privacyOf.get(schema)?.privacy === 'secret') return true;
  if (schema instanceof z.ZodObject) return Object.values(schema.shape).some(holdsSecret);
  if (schema instanceof z.ZodArray) return holdsSecret(schema.element);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return holdsSecret(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.some(holdsSecret);
  return false;
}

const CODE: Body = {
  kind: 'enterCode',
  sentTo: '142****0001',
  entered: '123456',
  length: 6,
  problem: null,
  triesLeft: null,
  resend: 'none',
  secondsLeft: 0,
};

describe('what a teller sees of a step', () => {
  it('holds nothing of any screen with a field for the customer’s own eyes', () => {
    const secret = bodies.filter(holdsSecret).map(({ shape }) => shape.kind.value);
    expect(secret.length).toBeGreaterThan(2);
    // A body is looked at by its kind alone.
    for (const kind of secret) expect(hiddenOn({ body: { ...NEW_PHONE, kind } as Body })).toBe('code');
    const view = viewFor(screenOf(CODE), null, 1, '2026-11-22T02:00:00.000Z');
    expect(view.is).toBe('own');
    expect(JSON.stringify(view)).not.toContain('123456');
  });

  it('holds nothing of what the customer alone answers and signs', () => {
    for (const kind of ['sign', 'assessmentQuestion', 'teachBack', 'complaintReview'])
      expect(hiddenOn({ body: { ...NEW_PHONE, kind } as Body })).not.toBeNull();
  });

  it('is the screen itself elsewhere, as the contract has it, with what the step lets a helper do', () => {
    const view = viewFor(screenOf(NEW_PHONE, { spoken: 'read aloud' }), null, 3, '2026-11-22T02:00:00.000Z');
    expect(callViewSchema.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      is: 'shown',
      number: 3,
      rights: ['explain', 'propose'],
      screen: { spoken: '', body: NEW_PHONE },
    });
  });

  it('lets a helper explain what is read together, whatever the step around it declares', () => {
    const screen = screenOf({ ...NEW_PHONE, kind: 'consent' } as Body);
    expect(hiddenOn(screen)).toBeNull();
    expect(rightsOn(screen)).toEqual(['explain']);
  });

  it('lets a helper do nothing but explain where a step declares no more', () => {
    const screen = screenOf(NEW_PHONE);
    const elsewhere = { service: 'reportLostCard', step: 'confirm', position: 1, of: 3 };
    expect(rightsOn({ ...screen, frame: { ...screen.frame, progress: elsewhere } })).toEqual(['explain']);
  });

  it('is the step itself while the call lies large over it, its own rules unchanged', () => {
    const large = {
      kind: 'call',
      stage: 'talk',
      said: [],
      written: 'canary',
      notSent: false,
      modes: [],
    } as const;
    const under = screenOf(NEW_PHONE).actions;
    const over = (body: Body) => {
      const screen = screenOf(body, { actions: [{ id: 'closeOverlay', role: 'primary' }] });
      return { ...screen, frame: { ...screen.frame, overlay: { ...large, said: [], modes: [] } } };
    };
    const view = viewFor(over(NEW_PHONE), under, 1, '2026-11-22T02:00:00.000Z');
    expect(callViewSchema.parse(view)).toMatchObject({
      is: 'shown',
      beneath: true,
      rights: ['explain', 'propose'],
      screen: { step: 7, frame: { overlay: null }, body: NEW_PHONE },
    });
    expect(JSON.stringify(view)).not.toContain('canary');
    if (view.is !== 'shown') throw new Error(view.is);
    // The way back to it is offered, too: the teller may go it for him.
    expect(view.screen.actions).toEqual([...under, { id: 'closeOverlay', role: 'back' }]);
    // Without the call over it nothing is said of it.
    expect(viewFor(screenOf(NEW_PHONE), null, 1, '2026-11-22T02:00:00.000Z')).not.toHaveProperty('beneath');
    expect(viewFor(over(CODE), under, 1, '2026-11-22T02:00:00.000Z').is).toBe('own');
    // Rights go by the step, not by what the call offers.
    const review = screenOf(NEW_PHONE, {
      frame: {
        ...over(NEW_PHONE).frame,
        progress: { service: 'changeReservedPhone', step: 'review', position: 5, of: 6 },
      },
    });
    expect(viewFor(review, under, 1, '2026-11-22T02:00:00.000Z')).toMatchObject({ rights: ['explain'] });
  });
});
