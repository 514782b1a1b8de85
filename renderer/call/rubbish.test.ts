import { describe, expect, it } from 'vitest';
import { ManualPageClock } from '../manual-page-clock.ts';
import { RECOVERY } from './recovery.ts';
import { CANDIDATE, call, kinds, offered, settled, side } from './two-sides.ts';

const RUBBISH = 'v=0\r\nrubbish\r\n';

describe('rubbish of the far side', () => {
  it.each([
    ['offer', 'badOffer'],
    ['candidate', 'badCandidate'],
  ] as const)('costs one new connection, then picture and sound: %s', async (type, fault) => {
    const clock = new ManualPageClock();
    const { peer, sent, made } = side('terminal', clock);
    const of = (connection: string) => {
      if (type === 'offer') return peer.take({ type, turn: 1, connection, sdp: RUBBISH });
      peer.take({ type: 'offer', turn: 1, connection, sdp: 'v=0\r\ns=-\r\n' });
      peer.take({ type, turn: 1, connection, ...CANDIDATE, candidate: 'candidate:rubbish' });
    };
    peer.start();
    of('0000000000000001');
    await settled();
    expect(peer.now()).toMatchObject({ is: 'connecting', fault });
    expect(kinds(sent).filter((kind) => kind === 'anew')).toHaveLength(2);
    of('0000000000000002');
    await settled();
    expect(peer.now()).toMatchObject({ is: 'failed', mode: 'text', fault });
    of('0000000000000003');
    await settled();
    expect(made.all).toHaveLength(2);
  });

  it('does nothing to a call whose picture comes', async () => {
    const { desk, terminal, carry, pass, flow } = call();
    desk.peer.start();
    terminal.peer.start();
    await settled();
    await carry();
    const all = flow(desk.made.last, terminal.made.last);
    await pass(1_000, all);
    for (let many = 0; many < 5; many++) {
      terminal.peer.take({ type: 'offer', turn: 1, connection: offered(desk), sdp: RUBBISH });
      terminal.peer.take({
        type: 'candidate',
        turn: 1,
        connection: offered(desk),
        ...CANDIDATE,
        candidate: 'candidate:rubbish',
      });
      await pass(200, all);
    }
    expect(terminal.peer.now().is).toBe('connected');
    expect(terminal.made.all).toHaveLength(1);
  });

  it('a flood of signals, and of connections, is not listened to', async () => {
    const clock = new ManualPageClock();
    const { peer, made } = side('terminal', clock);
    peer.start();
    for (let many = 0; many < 500; many++)
      peer.take({
        type: 'offer',
        turn: 1,
        connection: many.toString(16).padStart(16, '0'),
        sdp: 'v=0\r\ns=-\r\n',
      });
    await settled();
    expect(made.all.length).toBeLessThanOrEqual(RECOVERY.connections);
    expect(made.all.filter(({ open }) => open).length).toBeLessThanOrEqual(1);
  });

  it('a browser that makes no connection is a fault, not an error', () => {
    const clock = new ManualPageClock();
    const connect = () => {
      throw new DOMException('no', 'InvalidAccessError');
    };
    const { peer } = side('desk', clock, { connect });
    peer.start();
    expect(peer.now()).toMatchObject({ is: 'failed', fault: 'noConnection' });
    expect(clock.armed).toBe(0);
  });
});
