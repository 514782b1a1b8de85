import {
  terminalSecondSchema,
  terminalSignInSchema,
  terminalSignOutSchema,
  terminalWhoSchema,
} from '#contracts/branch/terminal-staff.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { TerminalDoor } from '../staff/terminal-door.ts';
import type { Refusal } from './answer.ts';
import { Rates } from './rate.ts';
import { readJson } from './read.ts';
import type { Signed } from './signed-routes.ts';

/** How often PINs may be tried at one terminal; the waits after wrong ones are another matter. */
export const TERMINAL_KNOCKS = { burst: 12, every: 3_000 } as const;

/** Staff at a terminal: in by number and PIN, who it is now, a second person, and out. */
export function terminalStaffRoutes(signed: Signed, clock: Clock, door: TerminalDoor): void {
  const knocks = new Rates(clock, TERMINAL_KNOCKS);
  const knock = (terminal: string): Result<void, Refusal> => {
    const wait = knocks.take(terminal);
    return wait === 0 ? ok(undefined) : err({ code: 'tooManyRequests', retryAfter: Math.ceil(wait / 1_000) });
  };

  signed('POST', '/v1/staff/sign-in', async (caller, request) => {
    const body = readJson(request, terminalSignInSchema);
    if (!body.ok) return body;
    const allowed = knock(caller.terminal);
    if (!allowed.ok) return allowed;
    const entered = await door.signIn(caller, body.value.number, body.value.pin);
    return entered.ok ? ok({ status: 200, body: entered.value }) : entered;
  });

  signed('POST', '/v1/staff/who', async (caller, request) => {
    const body = readJson(request, terminalWhoSchema);
    if (!body.ok) return body;
    const who = await door.who(caller, body.value.token, body.value.touch);
    return who.ok ? ok({ status: 200, body: who.value }) : who;
  });

  signed('POST', '/v1/staff/second', async (caller, request) => {
    const body = readJson(request, terminalSecondSchema);
    if (!body.ok) return body;
    const allowed = knock(caller.terminal);
    if (!allowed.ok) return allowed;
    const agreed = await door.second(caller, body.value);
    return agreed.ok ? ok({ status: 200, body: { staff: agreed.value } }) : agreed;
  });

  signed('POST', '/v1/staff/sign-out', async (caller, request) => {
    const body = readJson(request, terminalSignOutSchema);
    if (!body.ok) return body;
    await door.signOut(caller, body.value.token);
    return ok({ status: 200, body: {} });
  });
}
