import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ReadyPerson } from '#contracts/bank/people.ts';
import { faultOrder, ledgerQuestion, messageQuestion } from '#contracts/bank/sandbox.ts';
import type { Clock } from '#foundation/clock.ts';
import { answer, errorAnswer } from './answer.ts';
import type { Faults } from './faults.ts';
import { send } from './gateway-routes.ts';
import { blankList } from './issuing/blanks.ts';
import { ledgerAfter } from './ledger.ts';
import { messagesOf } from './messages.ts';
import { people } from './people.ts';
import { bookDay, seedOnce, startDay } from './seed.ts';
import type { Store } from './store.ts';
import { accountBooks } from './wealth/accounts.ts';

/**
 * What only a sandbox has: its people, the customers' phones, the books for a checker, faults, and a new day. No
 * part of the bank's contract; described in `docs/bank.md`.
 */
export function benchRoutes(app: FastifyInstance, store: Store, clock: Clock, faults: Faults): void {
  app.get('/sandbox/people', (_request, reply) => {
    const day = bookDay(store) ?? seedOnce(store, clock);
    const list: { day: string; people: readonly ReadyPerson[] } = { day, people: people(day) };
    return send(reply, answer(list));
  });

  app.get('/sandbox/messages', (request, reply) => {
    const question = messageQuestion.safeParse(request.query);
    if (!question.success) return send(reply, errorAnswer('badRequest'));
    return send(reply, answer({ messages: messagesOf(store, question.data.phone) }));
  });

  app.get('/sandbox/ledger', (request, reply) => {
    const question = ledgerQuestion.safeParse(request.query);
    if (!question.success) return send(reply, errorAnswer('badRequest'));
    return send(reply, answer(ledgerAfter(store, Number(question.data.after ?? 0))));
  });

  app.get('/sandbox/accounts', (_request, reply) => send(reply, answer(accountBooks(store))));

  app.get('/sandbox/blanks', (_request, reply) => send(reply, answer({ blanks: blankList(store) })));

  app.get('/sandbox/faults', (_request, reply) => send(reply, answer(faults.state())));

  app.post('/sandbox/faults', (request, reply) => {
    const order = faultOrder.safeParse(request.body);
    if (!order.success) return send(reply, errorAnswer('badRequest'));
    faults.set(order.data);
    return send(reply, answer(faults.state()));
  });

  app.post('/sandbox/reset', (request, reply) => {
    if (!z.strictObject({}).safeParse(request.body ?? {}).success)
      return send(reply, errorAnswer('badRequest'));
    faults.clear();
    return send(reply, answer({ day: startDay(store, clock) }));
  });
}
