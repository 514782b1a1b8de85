import { expect, it } from 'vitest';
import type { Screen } from '#contracts/screen/screen.ts';
import { memoryForTests } from './test-support/memory.ts';
import { VisitLog } from './visit-log.ts';

const screen = (body: object, service: string | null) =>
  ({
    body,
    frame: { help: { state: 'none' }, progress: service === null ? null : { service } },
  }) as unknown as Screen;

it('writes how a visit came out, by its last service and running time, once', () => {
  const { clock, journal, visits, entries } = memoryForTests();
  const log = new VisitLog(journal, clock, () => {});
  const told = () => entries().filter(({ kind }) => kind === 'visit.outcome');
  const { token } = visits.ensure();
  log.see(screen({ kind: 'idle' }, null), undefined);
  log.see(screen({ kind: 'menu' }, null), token);
  clock.advance(61_000);
  log.see(screen({ kind: 'result', outcome: 'done' }, 'reportLostCard'), token);
  clock.advance(4_000);
  log.see(screen({ kind: 'menu' }, null), token);
  log.end(token);
  log.end(token);
  expect(told()).toMatchObject([
    { visit: token, facts: { outcome: 'done', service: 'reportLostCard', seconds: 65 } },
  ]);
});
