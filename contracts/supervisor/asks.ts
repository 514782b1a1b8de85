import type * as z from 'zod';
import type { Ask } from './ask.ts';
import { APPROVAL_ASKS } from './asks/approvals.ts';
import { CUSTODY_ASKS } from './asks/custody.ts';
import { DEVICE_ASKS } from './asks/devices.ts';
import { ENTRY_ASKS } from './asks/entry.ts';
import { PLACE_ASKS } from './asks/place.ts';
import { PROMISE_ASKS } from './asks/promises.ts';
import { READINESS_ASKS } from './asks/readiness.ts';
import { SUPPLY_ASKS } from './asks/supplies.ts';
import { SURROUNDING_ASKS } from './asks/surroundings.ts';
import { TODAY_ASKS } from './asks/today.ts';
import { TRACE_ASKS } from './asks/trace.ts';

/**
 * Everything that can be asked of the host in supervisor mode and in diagnostics, each with who may and what goes in and
 * out: the one table that the host checks by, the page's types come from, and the tests of authority walk through. A new
 * room is a file in `asks/` and a line here.
 */
export const ASKS = {
  ...ENTRY_ASKS,
  ...PLACE_ASKS,
  ...SUPPLY_ASKS,
  ...CUSTODY_ASKS,
  ...PROMISE_ASKS,
  ...APPROVAL_ASKS,
  ...TODAY_ASKS,
  ...DEVICE_ASKS,
  ...TRACE_ASKS,
  ...SURROUNDING_ASKS,
  ...READINESS_ASKS,
} as const satisfies Readonly<Record<string, Ask>>;

export type AskName = keyof typeof ASKS;
export type AskInput<Name extends AskName> = z.infer<(typeof ASKS)[Name]['input']>;
export type AskOutput<Name extends AskName> = z.infer<(typeof ASKS)[Name]['output']>;

/** What stands in the table under this name. */
export const askOf = (name: string): Ask | undefined => (isAskName(name) ? ASKS[name] : undefined);

export const isAskName = (name: string): name is AskName => Object.hasOwn(ASKS, name);
