import type { Signal } from '#contracts/branch/signal.ts';
import { ManualPageClock } from '../manual-page-clock.ts';
import { type FakeConnection, fakeConnect, fakeStream } from './fake-connection.ts';
import { Peer } from './peer.ts';
import type { PeerOptions } from './peer-state.ts';

const ICE = { servers: [], relayOnly: true, expiresAt: null };

/** Lets everything happen that only waits for its turn. */
export const settled = async () => {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
};

export function side(which: 'desk' | 'terminal', clock: ManualPageClock, options: Partial<PeerOptions> = {}) {
  const sent: Signal[] = [];
  const made = fakeConnect();
  const states: string[] = [];
  const peer = new Peer({
    clock,
    side: which,
    turn: 1,
    ice: ICE,
    mode: 'video',
    own: fakeStream('audio', 'video'),
    camera: true,
    microphone: true,
    send: (signal) => sent.push(signal),
    connect: made.connect,
    ...options,
  });
  peer.subscribe(() => {
    const { is } = peer.now();
    if (states.at(-1) !== is) states.push(is);
  });
  return { peer, sent, made, states };
}
export type Side = ReturnType<typeof side>;

export const kinds = (sent: readonly Signal[]) => sent.map(({ type }) => type);

/** A desk and a terminal whose signals go to each other; the clock moves in the steps in which pages look. */
export function call() {
  const clock = new ManualPageClock();
  const [desk, terminal] = [side('desk', clock), side('terminal', clock)];
  const done = new Map<Side, number>();
  const carry = async () => {
    for (let again = true; again; ) {
      again = false;
      for (const [from, to] of [
        [desk, terminal],
        [terminal, desk],
      ] as const) {
        const signal = from.sent[done.get(from) ?? 0];
        if (!signal) continue;
        done.set(from, (done.get(from) ?? 0) + 1);
        to.peer.take(signal);
        await settled();
        again = true;
      }
    }
  };
  const pass = async (milliseconds: number, each: () => void = () => undefined, carried = true) => {
    for (let at = 0; at < milliseconds; at += 100) {
      each();
      clock.advance(100);
      await settled();
      if (carried) await carry();
    }
  };
  const flow =
    (...connections: readonly FakeConnection[]) =>
    () => {
      for (const { came } of connections) {
        came.frames += 2;
        came.packets += 5;
      }
    };
  return { clock, desk, terminal, carry, pass, flow };
}

export const CANDIDATE = {
  candidate: 'candidate:1 1 udp 1 127.0.0.1 1 typ relay',
  sdpMid: '0',
  sdpMLineIndex: 0,
};
export const offered = ({ sent }: Side): string => {
  const last = sent.findLast((signal) => signal.type === 'offer');
  if (last?.connection === undefined) throw new Error('nothing was offered');
  return last.connection;
};
