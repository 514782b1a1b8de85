import * as z from 'zod';
import { pub } from '../privacy.ts';
import { serviceIdSchema } from '../services/service.ts';

export const helperBodies = [
  /** A helper did what only the customer may do: the service has ended, nothing was signed or submitted. */
  z.strictObject({
    kind: pub(z.literal('helperOverstepped')),
    service: pub(serviceIdSchema),
    reference: pub(z.string().max(24)),
  }),
] as const;
