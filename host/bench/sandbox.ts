import * as z from 'zod';
import type { ReadyPerson } from '#contracts/bank/people.ts';
import {
  type FaultOrder,
  type FaultState,
  faultState,
  messageList,
  peopleList,
} from '#contracts/bank/sandbox.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { ActError } from './control.ts';

type Message = z.infer<typeof messageList>['messages'][number];

/** The sandbox bank as the bench needs it: the ready people, their phones, its faults, a new day. */
export class SandboxBank {
  readonly #base: string;
  readonly #token: string;

  constructor(base: string, token: string) {
    this.#base = base;
    this.#token = token;
  }

  async people(): Promise<Result<readonly ReadyPerson[], ActError>> {
    const reply = await this.#ask('GET', 'sandbox/people', peopleList);
    return reply.ok ? ok(reply.value.people) : reply;
  }

  async messages(): Promise<Result<readonly Message[], ActError>> {
    const reply = await this.#ask('GET', 'sandbox/messages', messageList);
    return reply.ok ? ok(reply.value.messages) : reply;
  }

  setFault(order: FaultOrder): Promise<Result<object, ActError>> {
    return this.#ask('POST', 'sandbox/faults', z.looseObject({}), order);
  }

  async faults(): Promise<Result<FaultState['faults'], ActError>> {
    const reply = await this.#ask('GET', 'sandbox/faults', faultState);
    return reply.ok ? ok(reply.value.faults) : reply;
  }

  newDay(): Promise<Result<object, ActError>> {
    return this.#ask('POST', 'sandbox/reset', z.looseObject({}), {});
  }

  async #ask<T>(
    method: 'GET' | 'POST',
    path: string,
    reply: z.ZodType<T>,
    body?: object,
  ): Promise<Result<T, ActError>> {
    try {
      const answer = await fetch(new URL(path, this.#base), {
        method,
        headers: {
          authorization: `Bearer ${this.#token}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(5_000),
      });
      if (!answer.ok) return err({ code: 'sandboxRefused', detail: String(answer.status) });
      const parsed = reply.safeParse(await answer.json().catch(() => ({})));
      return parsed.success ? ok(parsed.data) : err({ code: 'sandboxReply' });
    } catch {
      return err({ code: 'sandboxGone' });
    }
  }
}
