import { describe, expect, test } from 'vitest';
import type { HostOptions, HostReport } from '#contracts/launch/host-options.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { FakeChild } from '../test-support/fake-child.ts';
import type { MessagePortMain } from '../types.ts';
import { HostProcess } from './host-process.ts';

const OPTIONS: HostOptions = {
  port: 0,
  branchPort: 0,
  dataDir: '/data',
  profileFile: '/profile.json',
  pagesDir: '/pages',
  bank: { url: 'http://127.0.0.1:1/', token: 'secret', sandbox: true },
};
const READY = {
  type: 'ready',
  url: 'http://127.0.0.1:8460/',
  branchUrl: 'http://127.0.0.1:8461/',
  staffLines: [],
};
const FAILED = { type: 'failed', code: 'portBusy', message: 'Port 8460 cannot be used.' };
const TOKEN = 'bcdfghjkmnpqrstvwxzbcdfg';
const PORT = {} as MessagePortMain;

function kept(key?: Uint8Array) {
  const clock = new ManualClock();
  const children: FakeChild[] = [];
  const said: string[] = [];
  const readies: HostReport[] = [];
  const failures: HostReport[] = [];
  const supervisors: boolean[] = [];
  const host = new HostProcess({
    options: OPTIONS,
    key,
    clock,
    fork: () => {
      const child = new FakeChild();
      children.push(child);
      return child.asProcess;
    },
    say: (text) => said.push(text),
    ready: (report) => readies.push(report),
    supervisor: (wanted) => supervisors.push(wanted),
    failed: (report) => failures.push(report),
  });
  host.start();
  const child = (at = children.length - 1): FakeChild => {
    const found = children[at];
    if (!found) throw new Error('no such process');
    return found;
  };
  return { clock, children, said, readies, failures, supervisors, host, child };
}

describe('a host in its own process', () => {
  test('is started with its options and the key, and told about when it serves', () => {
    const key = new Uint8Array(32).fill(7);
    const { child, readies, clock } = kept(key);
    expect(child().told).toEqual([{ message: { type: 'start', options: OPTIONS, key }, ports: [] }]);
    child().says(READY);
    expect(readies).toEqual([READY]);
    expect(clock.armed).toBe(0);
  });

  test('without a key is started without one', () => {
    expect(kept().child().told[0]?.message).toEqual({ type: 'start', options: OPTIONS });
  });

  test('takes ports and questions only while it serves', async () => {
    const { child, host } = kept();
    expect(host.givePort(PORT)).toBe(false);
    expect(await host.token('customer')).toBeUndefined();
    host.refused('navigation');
    expect(child().told).toHaveLength(1);
    child().says(READY);
    expect(host.givePort(PORT)).toBe(true);
    expect(child().told.at(-1)).toEqual({ message: { type: 'page' }, ports: [PORT] });
    host.refused('navigation');
    expect(child().last('refused')).toEqual({ type: 'refused', code: 'navigation' });
  });

  test('answers each question with its own token', async () => {
    const { child, host } = kept();
    child().says(READY);
    const answers = [host.token('customer'), host.token('bench')];
    expect(
      child()
        .told.slice(-2)
        .map(({ message }) => message),
    ).toEqual([
      { type: 'token', id: 0, role: 'customer' },
      { type: 'token', id: 1, role: 'bench' },
    ]);
    child().says({ type: 'token', id: 1, token: null });
    child().says({ type: 'token', id: 0, token: TOKEN });
    child().says({ type: 'token', id: 0, token: `${TOKEN}x` });
    expect(await Promise.all(answers)).toEqual([TOKEN, undefined]);
  });

  test('that does not answer leaves no page waiting', async () => {
    const { child, host, clock } = kept();
    child().says(READY);
    const silent = host.token('customer');
    clock.advance(5_000);
    expect(await silent).toBeUndefined();
    const cut = host.token('customer');
    child().ends(70);
    expect(await cut).toBeUndefined();
  });

  test('that dies is started again on the ports it had', () => {
    const { child, children, said, host, readies } = kept();
    child().says(READY);
    child().ends(70);
    expect(children).toHaveLength(2);
    expect(said).toEqual(['The host ended (code 70). It is started again.']);
    expect(child().told[0]?.message).toEqual({
      type: 'start',
      options: { ...OPTIONS, port: 8460, branchPort: 8461 },
    });
    expect(host.givePort(PORT)).toBe(false);
    child().says(READY);
    expect(host.givePort(PORT)).toBe(true);
    expect(readies).toHaveLength(2);
    // What a dead one still had to say no longer counts.
    child(0).says(READY);
    child(0).says(FAILED);
    child(0).ends(1);
    expect([children.length, readies.length]).toEqual([2, 2]);
  });

  test('that dies too often is given up, with the reason', () => {
    const { child, children, failures } = kept();
    for (let life = 0; life < 6; life++) {
      child().says(READY);
      child().ends(70);
    }
    expect(children).toHaveLength(6);
    expect(failures).toEqual([{ type: 'failed', code: 'hostEnded', message: 'The host ended (code 70).' }]);
  });

  test('that dies now and then is started again each time', () => {
    const { child, children, clock, failures } = kept();
    for (let life = 0; life < 50; life++) {
      child().says(READY);
      clock.advance(15_000);
      child().ends(70);
    }
    expect(children).toHaveLength(51);
    expect(failures).toEqual([]);
  });

  test('that cannot run says why, is ended, and is not tried again', () => {
    const { child, children, failures } = kept();
    child().says(FAILED);
    expect(child().killed).toBe(true);
    child().ends(0);
    expect(failures).toEqual([FAILED]);
    expect(children).toHaveLength(1);
  });

  test('that ends before it ever served is not tried again either', () => {
    const { child, failures } = kept();
    child().ends(1);
    expect(failures).toEqual([{ type: 'failed', code: 'hostEnded', message: 'The host ended (code 1).' }]);
  });

  test('that takes too long to serve is ended', () => {
    const { child, clock } = kept();
    clock.advance(59_999);
    expect(child().killed).toBe(false);
    clock.advance(1);
    expect(child().killed).toBe(true);
  });

  test('ends when asked, and is killed when it does not', async () => {
    const obedient = kept();
    obedient.child().says(READY);
    const gone = obedient.host.end();
    expect(obedient.child().last('end')).toEqual({ type: 'end' });
    expect(obedient.host.givePort(PORT)).toBe(false);
    obedient.child().ends(0);
    await gone;
    expect([obedient.child().killed, obedient.clock.armed, obedient.children.length]).toEqual([false, 0, 1]);

    const stubborn = kept();
    stubborn.child().says(READY);
    const end = stubborn.host.end();
    stubborn.clock.advance(4_000);
    expect(stubborn.child().killed).toBe(true);
    stubborn.child().ends(0);
    await end;
    expect(stubborn.failures).toEqual([]);
  });

  test('is not believed when it says something else', async () => {
    const { child, readies, failures } = kept();
    for (const strange of [
      null,
      'ready',
      { type: 'ready' },
      { ...READY, more: 1 },
      { type: 'token', id: -1, token: TOKEN },
      { type: 'token', id: 0, token: 'x'.repeat(10_000) },
    ])
      child().says(strange);
    await settle();
    expect([readies, failures]).toEqual([[], []]);
  });
});
