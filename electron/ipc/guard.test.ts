import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { PageRole } from '#contracts/bridge/messages.ts';
import { ManualClock } from '#foundation/clock.ts';
import type { NodePort } from '#host/electron/test-support/port.ts';
import { fakeElectron } from '../test-support/fake-electron.ts';
import { CONNECT_CHANNEL } from './channels.ts';
import { connectChannel } from './connect.ts';
import { registerChannels } from './guard.ts';

/** What somebody who may not comes with; each is the only thing wrong. */
const INTRUDERS = [
  ['a frame that has gone', 'noFrame', { senderFrame: null }, []],
  ['a frame that was never there', 'noFrame', { senderFrame: undefined }, []],
  [
    'a frame inside the page',
    'notTopFrame',
    { senderFrame: { parent: {}, origin: 'vestibule://customer' } },
    [],
  ],
  ['a page of the web', 'wrongOrigin', { senderFrame: { parent: null, origin: 'https://customer' } }, []],
  [
    'an origin that begins like ours',
    'wrongOrigin',
    { senderFrame: { parent: null, origin: 'vestibule://customer.x' } },
    [],
  ],
  ['no origin', 'wrongOrigin', { senderFrame: { parent: null, origin: 'null' } }, []],
  [
    'the page of another window',
    'wrongOrigin',
    { senderFrame: { parent: null, origin: 'vestibule://bench' } },
    [],
  ],
  ['contents of no window of ours', 'wrongRole', { sender: { id: 99 } }, []],
  ['a port to hand over', 'transferred', { ports: [{}] }, []],
  ['an argument more', 'badArguments', {}, [null]],
  ['an argument with a key', 'badArguments', {}, [{ extra: true }]],
  ['10 MB', 'badArguments', {}, ['x'.repeat(10_000_000)]],
  ['a hundred arguments', 'badArguments', {}, Array.from({ length: 100 }, (_, at) => at)],
] as const;

const GOOD = { sender: { id: 1 }, senderFrame: { parent: null, origin: 'vestibule://customer' } };
const ROLES: Readonly<Record<number, PageRole>> = { 1: 'customer', 2: 'bench' };

describe('every channel there is', () => {
  function shellChannels() {
    const fake = fakeElectron();
    const clock = new ManualClock();
    const given: [PageRole, NodePort][] = [];
    const refused: string[] = [];
    const connect = connectChannel(
      () => new fake.electron.MessageChannelMain(),
      (role, port) => given.push([role, port as unknown as NodePort]) > 0,
      clock,
      (code) => refused.push(code),
    );
    registerChannels(
      fake.electron.ipcMain,
      { [CONNECT_CHANNEL]: connect },
      ({ id }) => ROLES[id],
      (code) => refused.push(code),
    );
    const frame = (origin: string) => ({
      parent: null,
      origin,
      postMessage(channel: string, _message: null, ports: readonly NodePort[]) {
        posted.push([channel, ports.length]);
      },
    });
    const posted: [string, number][] = [];
    const ask = (from: object = {}, args: readonly unknown[] = []) =>
      fake.send(CONNECT_CHANNEL, { ...GOOD, senderFrame: frame('vestibule://customer'), ...from }, ...args);
    return { ...fake, clock, given, refused, posted, ask, frame };
  }

  test('is this one', () => {
    const { recorder } = shellChannels();
    expect(
      recorder.calls.filter(({ what }) => what.startsWith('ipcMain.')).map(({ args }) => args[0]),
    ).toEqual(['vestibule:connect']);
  });

  test('lets its pages in, each as who it is', () => {
    const { ask, given, posted, refused, frame } = shellChannels();
    ask();
    ask({ sender: { id: 2 }, senderFrame: frame('vestibule://bench') });
    expect(given.map(([role]) => role)).toEqual(['customer', 'bench']);
    expect(posted).toEqual([
      ['vestibule:port', 1],
      ['vestibule:port', 1],
    ]);
    expect(refused).toEqual([]);
    for (const [, port] of given) port.close();
  });

  test.each(INTRUDERS)('refuses %s', (_what, code, from, args) => {
    const { ask, given, posted, refused } = shellChannels();
    ask(from, args);
    expect(refused).toEqual([code]);
    expect([given, posted]).toEqual([[], []]);
  });

  test('bounds how often a page asks', () => {
    const { ask, given, refused, clock } = shellChannels();
    for (let asked = 0; asked < 100; asked++) ask();
    expect([given.length, refused.length]).toEqual([8, 92]);
    clock.advance(1_000);
    ask();
    expect(given).toHaveLength(9);
    for (const [, port] of given) port.close();
  });

  test('closes the line when there is no host, or the page has gone meanwhile', async () => {
    const fake = fakeElectron();
    const made: NodePort[] = [];
    const closings: Promise<void>[] = [];
    const channel = connectChannel(
      () => {
        const pair = new fake.electron.MessageChannelMain();
        const port = pair.port1 as unknown as NodePort;
        made.push(port);
        closings.push(new Promise((resolve) => port.on('close', () => resolve())));
        return pair;
      },
      () => false,
      new ManualClock(),
      () => undefined,
    );
    registerChannels(
      fake.electron.ipcMain,
      { [CONNECT_CHANNEL]: channel },
      () => 'customer',
      () => undefined,
    );
    const away = () => {
      throw new Error('Render frame was disposed');
    };
    fake.send(CONNECT_CHANNEL, {
      ...GOOD,
      senderFrame: { ...GOOD.senderFrame, postMessage: () => undefined },
    });
    fake.send(CONNECT_CHANNEL, { ...GOOD, senderFrame: { ...GOOD.senderFrame, postMessage: away } });
    expect(made).toHaveLength(2);
    await Promise.all(closings);
  });
});

describe('a channel for one role, with an argument', () => {
  const takes = z.tuple([z.strictObject({ name: z.string().max(16) })]);

  function one() {
    const fake = fakeElectron();
    const ran: unknown[] = [];
    const refused: string[] = [];
    const channel = {
      roles: ['customer'] as const,
      takes,
      run: (_caller: unknown, taken: unknown) => ran.push(taken),
    };
    registerChannels(
      fake.electron.ipcMain,
      { one: channel },
      ({ id }) => ROLES[id],
      (code) => refused.push(code),
    );
    return {
      ran,
      refused,
      send: (from: object, ...args: unknown[]) => fake.send('one', { ...GOOD, ...from }, ...args),
    };
  }

  test('runs for that role with what it takes', () => {
    const { send, ran, refused } = one();
    send({}, { name: 'x' });
    expect([ran, refused]).toEqual([[[{ name: 'x' }]], []]);
  });

  test.each([
    [
      'another role',
      'wrongRole',
      { sender: { id: 2 }, senderFrame: { parent: null, origin: 'vestibule://bench' } },
      [{ name: 'x' }],
    ],
    ['an extra key', 'badArguments', {}, [{ name: 'x', more: 1 }]],
    ['10 MB', 'badArguments', {}, [{ name: 'x'.repeat(10_000_000) }]],
    ['nothing', 'badArguments', {}, []],
    ['one more', 'badArguments', {}, [{ name: 'x' }, {}]],
  ])('refuses %s', (_what, code, from, args) => {
    const { send, ran, refused } = one();
    send(from, ...args);
    expect([ran, refused]).toEqual([[], [code]]);
  });
});
