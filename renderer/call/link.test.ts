import { describe, expect, it } from 'vitest';
import { SIGNAL_LIMITS, type Signal } from '#contracts/branch/signal.ts';
import { ManualPageClock } from '../manual-page-clock.ts';
import { CANDIDATE, call, kinds, settled, side } from './two-sides.ts';

const CONNECTION = '00000000000000aa';
const OFFER = { type: 'offer', turn: 1, connection: CONNECTION, sdp: 'v=0\r\na=ice-ufrag:abcd\r\n' } as const;
const path = (candidate = CANDIDATE.candidate): Signal => ({
  type: 'candidate',
  turn: 1,
  connection: CONNECTION,
  ...CANDIDATE,
  candidate,
});

/** A terminal that has answered an offer. */
const answered = async () => {
  const at = side('terminal', new ManualPageClock());
  at.peer.start();
  at.peer.take(OFFER);
  await settled();
  const paths = () => at.made.last.asked.filter((what) => what === 'candidate').length;
  return { ...at, paths };
};

describe('paths of the far side', () => {
  it('are used while they belong to the description that holds', async () => {
    const { peer, paths } = await answered();
    peer.take(path(`${CANDIDATE.candidate} ufrag abcd`));
    peer.take(path(`${CANDIDATE.candidate} ufrag gone`));
    peer.take(path());
    await settled();
    expect(paths()).toBe(2);
    expect(peer.now().fault).toBeNull();
  });

  it('are taken in a bounded number of one description', async () => {
    const { peer, paths } = await answered();
    for (let many = 0; many <= SIGNAL_LIMITS.candidatesOfTurn; many++) {
      peer.take(path());
      await settled();
    }
    expect(paths()).toBe(SIGNAL_LIMITS.candidatesOfTurn);
    expect(peer.now().fault).toBe('badCandidate');
  });

  it('in a flood are not listened to: it ends in writing', async () => {
    const { peer, made } = await answered();
    for (let many = 0; many < 1_000; many++) peer.take(path());
    expect(peer.now()).toMatchObject({ is: 'failed', mode: 'text', fault: 'tooMany' });
    await settled();
    expect(made.last.open).toBe(false);
  });
});

describe('our own paths', () => {
  it('are told after the description they belong to, and not when they lead nowhere', async () => {
    const at = side('terminal', new ManualPageClock());
    at.peer.start();
    at.peer.take({ ...OFFER, connection: '00000000000000bb' });
    await settled();
    at.peer.take(OFFER);
    const made = at.made.last;
    made.early = CANDIDATE;
    await settled();
    made.onicecandidate?.({
      candidate: { ...CANDIDATE, candidate: 'candidate:2 1 tcp 1 127.0.0.1 9 typ host tcptype active' },
    });
    made.onicecandidate?.({ candidate: null });
    expect(kinds(at.sent)).toEqual(['anew', 'answer', 'answer', 'candidate']);
    expect(at.sent.at(-1)).toMatchObject({ connection: CONNECTION });
  });
});

it('the desk takes no connection that it did not begin', async () => {
  const { peer, made } = side('desk', new ManualPageClock());
  peer.start();
  await settled();
  peer.take(OFFER);
  await settled();
  expect(made.all).toHaveLength(1);
  expect(made.last.asked).toEqual(['local offer']);
});

it('a line that brings nothing is lost, not poor: the picture is as it was when it comes again', async () => {
  const { desk, terminal, carry, pass, flow } = call();
  desk.peer.start();
  terminal.peer.start();
  await settled();
  await carry();
  const all = flow(desk.made.last, terminal.made.last);
  await pass(2_000, all);
  const said = { camera: true, microphone: true, lowered: 'no', wants: 'video' };
  desk.made.last.channel.onmessage?.({ data: JSON.stringify({ n: 99, ...said }) });
  await pass(10_000, undefined, false);
  expect(desk.peer.now().is).toBe('interrupted');
  await pass(1_000, () => flow(desk.made.last)(), false);
  expect(desk.peer.now()).toMatchObject({ is: 'connected', mode: 'video' });
  expect(desk.peer.now().sent.lowered).toBe('no');
});
