import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { HostReport } from '#contracts/launch/host-options.ts';
import { LauncherLine } from './launcher-line.ts';

const FAILED = { type: 'failed', code: 'portBusy', message: 'Port 8460 cannot be used.' } as const;
const READY = {
  type: 'ready',
  url: 'http://127.0.0.1:1/',
  branchUrl: 'http://127.0.0.1:2/',
  staffLines: [],
} satisfies HostReport;

test('reports to the launcher, and waits until that is on its way', async () => {
  const sent: unknown[] = [];
  const said: string[] = [];
  let done = () => {};
  const own = Object.assign(new EventEmitter(), {
    send: (message: unknown, then: () => void) => {
      sent.push(message);
      done = then;
    },
  });
  const line = new LauncherLine(own, (text) => said.push(text));
  let settled = false;
  const report = line.report(FAILED).then(() => {
    settled = true;
  });
  await Promise.resolve();
  expect([sent, said, settled]).toEqual([[FAILED], [], false]);
  done();
  await report;
});

test('without a launcher says why it failed, and nothing else', async () => {
  const said: string[] = [];
  const line = new LauncherLine(new EventEmitter(), (text) => said.push(text));
  await line.report(READY);
  await line.report(FAILED);
  expect(said).toEqual(['Port 8460 cannot be used.']);
});

test('ends with the launcher, whichever way that says it', () => {
  for (const event of ['disconnect', 'SIGINT', 'SIGTERM', 'SIGHUP']) {
    const own = new EventEmitter();
    let ends = 0;
    new LauncherLine(own, () => undefined).onEnd(() => ends++);
    own.emit(event);
    expect(ends, event).toBe(1);
  }
});
