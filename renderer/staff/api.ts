import * as z from 'zod';
import { refusalBodySchema } from '#contracts/branch/refusal.ts';
import {
  type NewStaff,
  STAFF_HEADER,
  type StaffChange,
  staffCodeSchema,
  staffEntrySchema,
  staffListSchema,
  staffMemberSchema,
  staffSessionSchema,
  terminalCodeSchema,
} from '#contracts/branch/staff.ts';
import type { PageClock } from '../clock.ts';

/** Why something was not done: the service's code, or `unreachable` and `badReply`, which are the page's own. */
export type Refused = {
  readonly ok: false;
  readonly code: string;
  readonly detail?: string | undefined;
  /** Seconds. */
  readonly retryAfter?: number | undefined;
};
export type Reply<T> = { readonly ok: true; readonly value: T } | Refused;

/** How long an answer is waited for that is not waited for on purpose, milliseconds. */
const ANSWER = 15_000;

export type Ask = <T>(
  path: string,
  schema: z.ZodType<T>,
  options?: {
    readonly method?: 'GET' | 'POST';
    readonly body?: unknown;
    readonly signal?: AbortSignal;
    /** Milliseconds; left out: `ANSWER`. */
    readonly within?: number;
  },
) => Promise<Reply<T>>;

/** The branch service as pages of staff speak to it: with the browser's session, and saying who they are. Nothing rejects. */
export function staffAsk(fetcher: typeof fetch, clock: PageClock): Ask {
  return async (path, schema, { method = 'GET', body, signal, within = ANSWER } = {}) => {
    const given = new AbortController();
    const cancel = clock.after(within, () => given.abort());
    try {
      const response = await fetcher(path, {
        method,
        headers: {
          accept: 'application/json',
          [STAFF_HEADER]: '1',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        cache: 'no-store',
        credentials: 'same-origin',
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, given.signal]) : given.signal,
      });
      const answer: unknown = await response.json().catch(() => undefined);
      if (response.ok) {
        const value = schema.safeParse(answer);
        return value.success ? { ok: true, value: value.data } : { ok: false, code: 'badReply' };
      }
      const refusal = refusalBodySchema.safeParse(answer);
      if (!refusal.success) return { ok: false, code: 'badReply' };
      const { code, detail, retryAfter } = refusal.data.error;
      return { ok: false, code, detail, retryAfter };
    } catch {
      return { ok: false, code: 'unreachable' };
    } finally {
      cancel();
    }
  };
}

const nothing = z.strictObject({});

/** The staff API (`contracts/branch/staff.ts`), call by call. */
export function staffApi(ask: Ask) {
  const post = <T>(path: string, schema: z.ZodType<T>, body?: unknown) =>
    ask(`/staff/api/${path}`, schema, { method: 'POST', body });
  const about = (number: string, act: string) => `people/${encodeURIComponent(number)}${act}`;
  return {
    entry: () => ask('/staff/api/entry', staffEntrySchema),
    touch: () => post('touch', staffSessionSchema),
    signIn: (number: string, pin: string) => post('sign-in', staffSessionSchema, { number, pin }),
    firstPin: (number: string, code: string, pin: string) =>
      post('first-pin', staffSessionSchema, { number, code, pin }),
    firstAdministrator: (person: { code: string; number: string; name: string; pin: string }) =>
      post('first-administrator', staffSessionSchema, person),
    changePin: (pin: string, newPin: string) => post('pin', staffSessionSchema, { pin, newPin }),
    signOut: () => post('sign-out', nothing),
    people: () => ask('/staff/api/people', staffListSchema),
    add: (person: NewStaff) => post('people', staffCodeSchema, person),
    change: (number: string, change: StaffChange) => post(about(number, ''), staffMemberSchema, change),
    unlock: (number: string) => post(about(number, '/unlock'), staffMemberSchema),
    newCode: (number: string) => post(about(number, '/code'), staffCodeSchema),
    revoke: (number: string) => post(about(number, '/revoke'), staffMemberSchema),
    terminalCode: (terminal: string) =>
      post(`terminals/${encodeURIComponent(terminal)}/code`, terminalCodeSchema),
  };
}
export type StaffApi = ReturnType<typeof staffApi>;
