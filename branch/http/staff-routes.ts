import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import {
  changePinSchema,
  firstAdministratorSchema,
  firstPinSchema,
  newStaffSchema,
  type StaffEntry,
  type StaffMember,
  signInSchema,
  staffChangeSchema,
  staffNumberSchema,
  type TerminalCode,
} from '#contracts/branch/staff.ts';
import { terminalIdSchema } from '#contracts/branch/terminal.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { ENROLMENT_CODE_LIFETIME, type EnrolmentOffice } from '../enrolment/enrolment.ts';
import type { Entered } from '../staff/door.ts';
import type { StaffOffice } from '../staff/office.ts';
import { type Answer, type Refusal, send } from './answer.ts';
import { Rates } from './rate.ts';
import { contentOf, readJson, readParameter } from './read.ts';
import { checkStaffPage, giveCookie, type StaffGate, takeCookie, tokenOf } from './staff-session.ts';

/** How often somebody may knock. The waits after wrong PINs are another matter; these keep the machine from drowning. */
export const KNOCKS = {
  /** From one address: a branch behind one address signs in in the morning. */
  address: { burst: 60, every: 1_000 },
  /** At one number. */
  number: { burst: 10, every: 3_000 },
} as const;

type Parts = {
  readonly clock: Clock;
  readonly office: StaffOffice;
  readonly enrolment: EnrolmentOffice;
  readonly gate: StaffGate;
  /** Hears whose session was ended by himself. */
  readonly signedOut: (staff: string) => Promise<void>;
};

/** The API of the staff page: getting in and out, one's own PIN, and for administrators the people and terminals. */
export function staffRoutes(
  app: FastifyInstance,
  { clock, office, enrolment, gate, signedOut }: Parts,
): void {
  const { door, people } = office;
  const { staffRoute } = gate;
  const byAddress = new Rates(clock, KNOCKS.address);
  const byNumber = new Rates(clock, KNOCKS.number);

  const knock = (request: FastifyRequest, number: string | null): Result<void, Refusal> => {
    const wait = byAddress.take(request.ip) || (number === null ? 0 : byNumber.take(number));
    return wait === 0 ? ok(undefined) : err({ code: 'tooManyRequests', retryAfter: Math.ceil(wait / 1_000) });
  };

  /** Whoever was in at this browser is out; whoever comes in has a token that nobody had before. */
  const letIn = async (
    request: FastifyRequest,
    reply: FastifyReply,
    entered: Result<Entered, Refusal>,
  ): Promise<Answer> => {
    if (!entered.ok) return entered;
    const former = tokenOf(request);
    if (former !== undefined) await door.signOut(former);
    giveCookie(request, reply, entered.value.token);
    return ok({ status: 200, body: entered.value.session });
  };

  /** A way in, for somebody who is not signed in. */
  const entrance = <Body extends { readonly number?: string }>(
    url: string,
    schema: z.ZodType<Body>,
    enter: (body: Body) => Promise<Result<Entered, Refusal>>,
  ) => {
    app.post(url, async (request, reply) => {
      const page = checkStaffPage(request);
      if (!page.ok) return send(reply, page);
      const body = readJson(request, schema);
      if (!body.ok) return send(reply, body);
      const allowed = knock(request, body.value.number ?? null);
      if (!allowed.ok) return send(reply, allowed);
      return send(reply, await letIn(request, reply, await enter(body.value)));
    });
  };

  app.get('/staff/api/entry', async (request, reply) => {
    const page = checkStaffPage(request);
    if (!page.ok) return send(reply, page);
    const token = tokenOf(request);
    const who = token === undefined ? undefined : await door.who(token, false);
    const entry: StaffEntry = {
      founding: who === undefined && (await office.founding()),
      session: who?.session ?? null,
      practice: door.practice,
    };
    return send(reply, ok({ status: 200, body: entry }));
  });
  entrance('/staff/api/sign-in', signInSchema, ({ number, pin }) => door.signIn(number, pin));
  entrance('/staff/api/first-pin', firstPinSchema, ({ number, code, pin }) =>
    office.firstPin(number, code, pin),
  );
  entrance('/staff/api/first-administrator', firstAdministratorSchema, (person) => office.found(person));

  staffRoute('GET', '/staff/api/me', null, async ({ session }) => ok({ status: 200, body: session }));
  staffRoute('POST', '/staff/api/touch', null, async ({ session }, request) =>
    withoutContent(request, async () => ok(session)),
  );
  staffRoute('POST', '/staff/api/pin', null, async ({ staff }, request, reply) => {
    const body = readJson(request, changePinSchema);
    if (!body.ok) return body;
    const allowed = knock(request, staff.number);
    if (!allowed.ok) return allowed;
    return letIn(request, reply, await door.changePin(staff, body.value.pin, body.value.newPin));
  });
  app.post('/staff/api/sign-out', async (request, reply) => {
    const page = checkStaffPage(request);
    if (!page.ok) return send(reply, page);
    const token = tokenOf(request);
    const staff = token === undefined ? undefined : await door.signOut(token);
    if (staff !== undefined) await signedOut(staff);
    takeCookie(request, reply);
    return send(reply, ok({ status: 200, body: {} }));
  });

  staffRoute('GET', '/staff/api/people', 'administrator', async ({ staff }) =>
    ok({ status: 200, body: await people.list(staff) }),
  );
  staffRoute('POST', '/staff/api/people', 'administrator', async ({ staff }, request) => {
    const body = readJson(request, newStaffSchema);
    if (!body.ok) return body;
    const added = await people.add(staff, body.value);
    return added.ok ? ok({ status: 201, body: added.value }) : added;
  });
  staffRoute('POST', '/staff/api/people/:number', 'administrator', async ({ staff }, request) => {
    const number = readParameter(request, 'number', staffNumberSchema);
    if (!number.ok) return number;
    const body = readJson(request, staffChangeSchema);
    if (!body.ok) return body;
    const changed = await people.change(staff, number.value, body.value);
    return changed.ok ? ok({ status: 200, body: changed.value }) : changed;
  });
  const act = (
    name: string,
    run: (actor: StaffMember, number: string) => Promise<Result<unknown, Refusal>>,
  ) =>
    staffRoute('POST', `/staff/api/people/:number/${name}`, 'administrator', async ({ staff }, request) => {
      const number = readParameter(request, 'number', staffNumberSchema);
      if (!number.ok) return number;
      return withoutContent(request, () => run(staff, number.value));
    });
  act('unlock', (actor, number) => people.unlock(actor, number));
  act('code', (actor, number) => people.newCode(actor, number));
  act('revoke', (actor, number) => people.revoke(actor, number));

  staffRoute('POST', '/staff/api/terminals/:id/code', 'administrator', async ({ staff }, request) => {
    const terminal = readParameter(request, 'id', terminalIdSchema);
    if (!terminal.ok) return terminal;
    return withoutContent(request, async () => {
      const { branch } = staff;
      const made = await people.terminalCode(staff, terminal.value, () =>
        enrolment.makeCode(branch, terminal.value),
      );
      if (!made.ok) return made;
      const expiresAt = new Date(clock.wall() + ENROLMENT_CODE_LIFETIME).toISOString();
      return ok({ terminal: terminal.value, branch, code: made.value, expiresAt } satisfies TerminalCode);
    });
  });
}

/** An act that says everything by its address. */
async function withoutContent(
  request: FastifyRequest,
  run: () => Promise<Result<unknown, Refusal>>,
): Promise<Answer> {
  if (contentOf(request).length > 0) return err({ code: 'badRequest', detail: 'no content belongs here' });
  const answer = await run();
  return answer.ok ? ok({ status: 200, body: answer.value }) : answer;
}
