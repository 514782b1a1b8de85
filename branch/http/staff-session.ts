import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type Role,
  SESSION_LIFETIME,
  STAFF_COOKIE,
  STAFF_HEADER,
  type StaffMember,
  type StaffSession,
} from '#contracts/branch/staff.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { StaffDoor } from '../staff/door.ts';
import { type Answer, type Refusal, send } from './answer.ts';
import { checkSameOrigin } from './guard.ts';

/** Whoever is signed in, and the branch he works for: everything a page of staff does is done in that branch. */
export type Signed = {
  readonly staff: StaffMember;
  readonly branch: string;
  readonly session: StaffSession;
};

/** An answer that took longer than this is only given to somebody who may still have it, milliseconds. */
const LONG = 500;

/** What every call of a staff page must bring, signed in or not: the header, and for an act our own origin. */
export function checkStaffPage(request: FastifyRequest): Result<void, Refusal> {
  if (request.headers[STAFF_HEADER] !== '1') return err({ code: 'notFromPage' });
  return request.method === 'GET' ? ok(undefined) : checkSameOrigin(request.headers);
}

/** The session's token as the browser sent it; undefined when there is none, or more than one. */
export const tokenOf = (request: FastifyRequest): string | undefined => tokenIn(request.headers.cookie);

/** The same of the header alone. */
export function tokenIn(cookie: string | undefined): string | undefined {
  const pairs = (cookie ?? '').split(';').map((pair) => pair.trim());
  const tokens = pairs.filter((pair) => pair.startsWith(`${STAFF_COOKIE}=`));
  return tokens.length === 1 ? tokens[0]?.slice(STAFF_COOKIE.length + 1) : undefined;
}

const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Strict';

/** Gives the browser the session's token: for no script, for no other site, and over TLS for TLS alone. */
export function giveCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  const secure = request.protocol === 'https' ? '; Secure' : '';
  const seconds = SESSION_LIFETIME / 1_000;
  reply.header('set-cookie', `${STAFF_COOKIE}=${token}; ${ATTRIBUTES}; Max-Age=${seconds}${secure}`);
}

export function takeCookie(request: FastifyRequest, reply: FastifyReply): void {
  const secure = request.protocol === 'https' ? '; Secure' : '';
  reply.header('set-cookie', `${STAFF_COOKIE}=; ${ATTRIBUTES}; Max-Age=0${secure}`);
}

/** The role a route asks for, several of which any will do, or null. */
export type Allowed = Role | readonly Role[] | null;

export type StaffRoute = (
  method: 'GET' | 'POST',
  url: string,
  /** What one must be allowed, or any one of several; null = being signed in is enough. */
  role: Allowed,
  run: (signed: Signed, request: FastifyRequest, reply: FastifyReply) => Promise<Answer>,
) => void;

/**
 * How every room's pages ask for staff. Roles and branch are read anew at each request. Reading by itself, as a page
 * does that keeps itself fresh, does not keep a session alive; acts do.
 */
export function staffGate(app: FastifyInstance, door: StaffDoor, clock: Clock) {
  /** The member who asks and may do this, or why not. */
  const requireStaff = async (
    request: FastifyRequest,
    role: Allowed,
    touch: boolean = request.method !== 'GET',
  ): Promise<Result<Signed, Refusal>> => {
    const page = checkStaffPage(request);
    if (!page.ok) return page;
    const token = tokenOf(request);
    const who = token === undefined ? undefined : await door.who(token, touch);
    if (!who) return err({ code: 'notSignedIn' });
    const { staff, session } = who;
    const any = typeof role === 'string' ? [role] : role;
    if (any !== null && !any.some((each) => staff.roles.includes(each)))
      return err({ code: 'notAllowed', detail: any.join(' or ') });
    return ok({ staff, branch: staff.branch, session });
  };

  /** A route for signed-in staff only. */
  const staffRoute: StaffRoute = (method, url, role, run) => {
    app.route({
      method,
      url,
      handler: async (request, reply) => {
        const signed = await requireStaff(request, role);
        if (!signed.ok) return send(reply, signed);
        const begun = clock.monotonic();
        const answer = await run(signed.value, request, reply);
        if (method === 'POST' || clock.monotonic() - begun < LONG) return send(reply, answer);
        // A long poll may have outlived the session, or the role.
        const still = await requireStaff(request, role);
        return send(reply, still.ok ? answer : still);
      },
    });
  };
  return { requireStaff, staffRoute };
}
export type StaffGate = ReturnType<typeof staffGate>;
