import { EventEmitter, once } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { HostOptions } from '#contracts/launch/host-options.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { Carrier } from '../bridge/carrier.ts';
import type { Host, HostSurroundings } from '../composition.ts';
import type { StartFault } from '../start/fault.ts';
import type { Port } from './port.ts';
import { serveParent } from './serve-parent.ts';
import { type NodePort, nodeChannel } from './test-support/port.ts';

const OPTIONS: HostOptions = {
  port: 0,
  branchPort: 0,
  dataDir: '/data',
  profileFile: '/profile.json',
  pagesDir: '/pages',
  bank: { url: 'http://127.0.0.1:1/', token: 'secret', sandbox: true },
};
const TOKEN = 'bcdfghjkmnpqrstvwxzbcdfg';

function serving() {
  const clock = new ManualClock();
  const emitter = new EventEmitter();
  const told: unknown[] = [];
  const exits: number[] = [];
  const said: string[] = [];
  const pages: Carrier[] = [];
  const refused: string[] = [];
  const supervisors: ((wanted: boolean) => void)[] = [];
  let surroundings: HostSurroundings | undefined;
  let closings = 0;
  const started = Promise.withResolvers<Result<Host, StartFault>>();
  const host: Host = {
    url: 'http://127.0.0.1:8460/',
    branchUrl: 'http://127.0.0.1:8461/',
    staffLines: [],
    acceptPage: (carrier) => void pages.push(carrier),
    onSupervisor: (tell) => void supervisors.push(tell),
    pageToken: (role) => (role === 'customer' ? TOKEN : undefined),
    shellRefused: (code) => void refused.push(code),
    close: async () => {
      closings++;
    },
  };
  serveParent({
    parent: {
      postMessage: (message) => void told.push(message),
      on: (event, listener) => emitter.on(event, listener),
    },
    start: (given) => {
      if (surroundings) throw new Error('started twice');
      surroundings = given;
      return started.promise;
    },
    clock,
    exit: (code) => void exits.push(code),
    say: (text) => void said.push(text),
  });
  return {
    clock,
    told,
    exits,
    said,
    pages,
    refused,
    /** Staff get the terminal, or leave it. */
    supervisor: (wanted: boolean) => {
      for (const tell of supervisors) tell(wanted);
    },
    closings: () => closings,
    surroundings: () => surroundings,
    hear: (data: unknown, ports: readonly Port[] = []) => emitter.emit('message', { data, ports }),
    async serves() {
      started.resolve(ok(host));
      await settle();
    },
    async fails() {
      started.resolve(err({ code: 'portBusy', message: 'Port 8460 cannot be used.' }));
      await settle();
    },
  };
}

const start = { type: 'start', options: OPTIONS };
/** A line's end, and when its other end is told that it closed. */
const line = (): { port: NodePort; closed: Promise<unknown> } => {
  const { port1, port2 } = nodeChannel();
  return { port: port1, closed: once(port2, 'close') };
};

describe('the host under Electron', () => {
  test('starts with the options it is handed and says where it serves', async () => {
    const { hear, surroundings, serves, told } = serving();
    hear(start);
    expect(surroundings()?.options).toEqual(OPTIONS);
    expect(surroundings()).not.toHaveProperty('keyStore');
    await serves();
    expect(told).toEqual([
      {
        type: 'ready',
        url: 'http://127.0.0.1:8460/',
        branchUrl: 'http://127.0.0.1:8461/',
        staffLines: [],
      },
    ]);
  });

  test("takes the desktop keyring's key as its store, and says what that is worth", () => {
    const { hear, surroundings } = serving();
    const key = new Uint8Array(32).fill(7);
    hear({ ...start, key });
    expect(surroundings()?.keyStore).toMatchObject({ kind: 'electronSafeStorage', key });
    expect(surroundings()?.keyStore?.strength).toMatch(/keyring/);
  });

  test.each([
    ['a key too short', { ...start, key: new Uint8Array(31) }],
    ['a key that is none', { ...start, key: 'x'.repeat(32) }],
    ['an option more', { ...start, options: { ...OPTIONS, more: 1 } }],
    ['a key beside the others', { ...start, more: 1 }],
    ['nothing', null],
    ['words', 'start'],
  ])('is not started by %s', (_what, message) => {
    const { hear, surroundings } = serving();
    hear(message);
    expect(surroundings()).toBeUndefined();
  });

  test('is started once', async () => {
    const { hear, exits, serves } = serving();
    hear(start);
    hear(start);
    await serves();
    expect(exits).toEqual([]);
  });

  test('takes the ends of pages once it serves, and lets go of those before', async () => {
    const { hear, serves, pages } = serving();
    const early = line();
    hear(start);
    hear({ type: 'page' }, [early.port]);
    await early.closed;
    await serves();
    const { port } = line();
    hear({ type: 'page' }, [port]);
    expect(pages).toHaveLength(1);
    port.close();
  });

  test('lets go of every port that nobody announced', async () => {
    const { hear, serves, pages } = serving();
    hear(start);
    await serves();
    const strays = [line(), line(), line()];
    hear({ type: 'token', id: 0, role: 'customer' }, [strays[0]?.port as NodePort]);
    hear({ type: 'nonsense' }, [strays[1]?.port as NodePort]);
    const wanted = line();
    hear({ type: 'page' }, [wanted.port, strays[2]?.port as NodePort]);
    await Promise.all(strays.map(({ closed }) => closed));
    expect(pages).toHaveLength(1);
    hear({ type: 'page' });
    expect(pages).toHaveLength(1);
    wanted.port.close();
  });

  test('tells the shell when staff want their page, and when they have left', async () => {
    const { hear, serves, told, supervisor } = serving();
    hear(start);
    await serves();
    supervisor(true);
    supervisor(false);
    expect(told.slice(-2)).toEqual([
      { type: 'supervisor', wanted: true },
      { type: 'supervisor', wanted: false },
    ]);
  });

  test('answers for the token of a page as it is now', async () => {
    const { hear, serves, told } = serving();
    hear({ type: 'token', id: 1, role: 'customer' });
    hear(start);
    await serves();
    hear({ type: 'token', id: 2, role: 'customer' });
    hear({ type: 'token', id: 3, role: 'bench' });
    hear({ type: 'token', id: 4, role: 'staff' });
    expect(told.filter((message) => (message as { type: string }).type === 'token')).toEqual([
      { type: 'token', id: 1, token: null },
      { type: 'token', id: 2, token: TOKEN },
      { type: 'token', id: 3, token: null },
    ]);
  });

  test('journals what the shell refused, by code alone', async () => {
    const { hear, serves, refused } = serving();
    hear(start);
    await serves();
    hear({ type: 'refused', code: 'navigation' });
    hear({ type: 'refused', code: 'permission media' });
    hear({ type: 'refused', code: 'https://example.org/?name=Li' });
    hear({ type: 'refused', code: 'x'.repeat(65) });
    expect(refused).toEqual(['navigation', 'permission media']);
  });

  test('that cannot start says why, and ends by itself when nobody ends it', async () => {
    const { hear, fails, told, exits, clock } = serving();
    hear(start);
    await fails();
    expect(told).toEqual([{ type: 'failed', code: 'portBusy', message: 'Port 8460 cannot be used.' }]);
    expect(exits).toEqual([]);
    clock.advance(2_000);
    expect(exits).toEqual([1]);
  });

  test('closes before it ends', async () => {
    const { hear, serves, exits, closings } = serving();
    hear(start);
    await serves();
    hear({ type: 'end' });
    await settle();
    expect([closings(), exits]).toEqual([1, [0]]);
  });

  test('that is asked to end while it starts ends when it has started', async () => {
    const { hear, serves, exits, closings, told } = serving();
    hear(start);
    hear({ type: 'end' });
    await settle();
    expect(exits).toEqual([]);
    await serves();
    expect([closings(), exits, told]).toEqual([1, [0], []]);
  });

  test('that never started ends at once', async () => {
    const { hear, exits } = serving();
    hear({ type: 'end' });
    await settle();
    expect(exits).toEqual([0]);
  });

  test('whose flow breaks ends, to be started again', async () => {
    const { hear, serves, surroundings, exits, said } = serving();
    hear(start);
    await serves();
    surroundings()?.onBroken('unknown state');
    expect(exits).toEqual([70]);
    expect(said).toEqual(['The flow broke and the host starts anew: unknown state']);
  });
});
