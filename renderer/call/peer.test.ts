import { describe, expect, it } from 'vitest';
import { ManualPageClock } from '../manual-page-clock.ts';
import { RECOVERY } from './recovery.ts';
import { CANDIDATE, call, kinds, offered, settled, side } from './two-sides.ts';

const ICE = { servers: [], relayOnly: true, expiresAt: null };

describe('the two sides of a call', () => {
  it('come together: the terminal says that it is there, the desk offers, the terminal answers', async () => {
    const { desk, terminal, carry } = call();
    desk.peer.start();
    terminal.peer.start();
    await settled();
    await carry();
    expect(kinds(terminal.sent)).toEqual(['anew', 'answer']);
    // The offer was not answered yet when the terminal came: it is said once more, not made anew.
    expect(kinds(desk.sent)).toEqual(['offer', 'offer']);
    expect(desk.sent[1]).toEqual(desk.sent[0]);
    expect(desk.made.all).toHaveLength(1);
    expect(terminal.made.all).toHaveLength(1);
    expect(terminal.made.last.asked).toEqual(['remote offer', 'local answer']);
    expect(desk.made.last.configuration.iceTransportPolicy).toBe('relay');
  });

  it('are connected once something really comes, not before', async () => {
    const { desk, terminal, carry, pass, flow } = call();
    desk.peer.start();
    terminal.peer.start();
    await carry();
    await pass(1_000);
    expect(desk.peer.now().is).toBe('connecting');
    await pass(500, flow(desk.made.last));
    expect(desk.peer.now()).toMatchObject({ is: 'connected', mode: 'video' });
    expect(terminal.peer.now().is).toBe('connecting');
  });

  it('offer at the same time: the desk goes on, the terminal takes its own back', async () => {
    const { desk, terminal, carry } = call();
    desk.peer.start();
    terminal.peer.start();
    await settled();
    await carry();
    const [deskHas, terminalHas] = [desk.made.last, terminal.made.last];
    deskHas.need();
    terminalHas.need();
    await settled();
    expect([deskHas.signalingState, terminalHas.signalingState]).toEqual([
      'have-local-offer',
      'have-local-offer',
    ]);
    await carry();
    expect([deskHas.signalingState, terminalHas.signalingState]).toEqual(['stable', 'stable']);
    expect(terminalHas.asked).toContain('roll-back');
    expect(deskHas.asked).not.toContain('roll-back');
  });

  it('begin anew when the page of the terminal was loaded again', async () => {
    const { clock, desk, terminal, carry } = call();
    desk.peer.start();
    terminal.peer.start();
    await settled();
    await carry();
    const page = side('terminal', clock);
    page.peer.start();
    for (const signal of page.sent) desk.peer.take(signal);
    await settled();
    expect(desk.made.all.map(({ open }) => open)).toEqual([false, true]);
    const offer = desk.sent.at(-1);
    if (offer?.type !== 'offer') throw new Error('no offer');
    page.peer.take(offer);
    await settled();
    expect(kinds(page.sent)).toEqual(['anew', 'answer']);
  });

  it('begin anew when the desk was loaded again: the terminal takes the new offer and leaves the old connection', async () => {
    const { clock, desk, terminal, carry } = call();
    desk.peer.start();
    terminal.peer.start();
    await settled();
    await carry();
    const page = side('desk', clock);
    page.peer.start();
    await settled();
    for (const signal of page.sent) terminal.peer.take(signal);
    await settled();
    expect(terminal.made.all.map(({ open }) => open)).toEqual([false, true]);
    expect(terminal.sent.at(-1)).toMatchObject({ type: 'answer', connection: offered(page) });
    // What the old desk still had to say is nobody's.
    terminal.peer.take({ type: 'candidate', turn: 1, connection: offered(desk), ...CANDIDATE });
    await settled();
    expect(terminal.made.last.asked).not.toContain('candidate');
  });

  it('take no notice of another turn, of signals without a name, and of anything after the end', async () => {
    const { desk, terminal, carry } = call();
    desk.peer.start();
    terminal.peer.start();
    await settled();
    await carry();
    const asked = [...terminal.made.last.asked];
    const connection = offered(desk);
    terminal.peer.take({ type: 'offer', turn: 2, connection, sdp: 'v=0\r\nx\r\n' });
    terminal.peer.take({ type: 'candidate', turn: 2, connection, ...CANDIDATE });
    desk.peer.take({ type: 'anew', turn: 7 });
    await settled();
    expect(terminal.made.last.asked).toEqual(asked);
    expect(desk.made.all).toHaveLength(1);
    desk.peer.close();
    desk.peer.take({ type: 'anew', turn: 1 });
    await settled();
    expect(desk.made.all.map(({ open }) => open)).toEqual([false]);
    expect(desk.peer.now().is).toBe('closed');
  });
});

describe('a connection that brings nothing any more', () => {
  const connected = async () => {
    const it = call();
    it.desk.peer.start();
    it.terminal.peer.start();
    await settled();
    await it.carry();
    await it.pass(2_000, it.flow(it.desk.made.last, it.terminal.made.last));
    return it;
  };

  it('is shown as interrupted within five seconds, and as connected with the next picture', async () => {
    const { desk, terminal, pass, flow } = await connected();
    // The path is there, as far as ICE can say; nothing comes on it.
    await pass(3_000, flow(desk.made.last));
    expect(desk.peer.now().is).toBe('connected');
    expect(terminal.peer.now().is).toBe('interrupted');
    await pass(600, () => flow(desk.made.last, terminal.made.last)());
    expect(terminal.peer.now()).toMatchObject({ is: 'connected', mode: 'video' });
  });

  it('is sought on new paths, then made anew, at growing pauses, and given up in the end', async () => {
    const { desk, pass } = await connected();
    await pass(12_000, undefined, false);
    expect(desk.made.all[0]?.asked.filter((what) => what === 'restartIce')).toHaveLength(RECOVERY.restarts);
    await pass(70_000, undefined, false);
    expect(desk.peer.now()).toMatchObject({ is: 'failed', mode: 'text', fault: 'unreachable' });
    expect(desk.made.all).toHaveLength(1 + RECOVERY.pauses.length - RECOVERY.restarts);
    expect(desk.made.all.some(({ open }) => open)).toBe(false);
    const { length } = desk.sent;
    await pass(120_000, undefined, false);
    expect(desk.sent).toHaveLength(length);
  });

  it('is tried once more when asked, and when the far side begins anew', async () => {
    const { desk, pass } = await connected();
    await pass(80_000, undefined, false);
    desk.peer.again();
    await settled();
    expect(desk.peer.now()).toMatchObject({ is: 'connecting', fault: null });
    expect(desk.made.last.open).toBe(true);
    await pass(120_000, undefined, false);
    expect(desk.peer.now().is).toBe('failed');
    desk.peer.take({ type: 'anew', turn: 1 });
    await settled();
    expect(desk.peer.now().is).toBe('connecting');
  });

  it('is sought at once when ICE says that it failed, with the servers as they are now', async () => {
    const { desk, pass, flow } = await connected();
    const last = desk.made.last;
    desk.peer.refresh({ ...ICE, servers: [{ urls: ['turn:127.0.0.1:1'], username: 'u', credential: 'c' }] });
    expect(last.asked).not.toContain('setConfiguration');
    last.fail();
    await pass(200, flow(last));
    expect(last.asked.slice(-3)).toContain('restartIce');
    expect(last.configuration.iceServers).toEqual([
      { urls: ['turn:127.0.0.1:1'], username: 'u', credential: 'c' },
    ]);
  });
});

describe('what goes out', () => {
  it('is left out when muted, and the far side is told', async () => {
    const { desk, terminal, carry, pass } = call();
    desk.peer.start();
    terminal.peer.start();
    await settled();
    await carry();
    const sending = () => terminal.made.last.transceivers.map(({ sender }) => sender.track !== null);
    expect(sending()).toEqual([true, true]);
    terminal.peer.let({ camera: false, microphone: true });
    await pass(600);
    expect(sending()).toEqual([true, false]);
    const last = terminal.made.last.channel.said.at(-1) ?? '';
    expect(JSON.parse(last)).toMatchObject({ camera: false, microphone: true, lowered: 'no' });
    desk.made.last.channel.onmessage?.({ data: last });
    expect(desk.peer.now().far).toEqual({ camera: false, microphone: true, lowered: 'no' });
    // No word to the far side is needed for it: nothing is negotiated.
    expect(kinds(terminal.sent)).toEqual(['anew', 'answer']);
  });

  it('is no picture in a call of sound alone, and nothing at all in writing', async () => {
    const { desk, terminal, carry } = call();
    desk.peer.start();
    terminal.peer.start();
    await settled();
    await carry();
    terminal.peer.limit('audio');
    await settled();
    expect(terminal.peer.now().sent).toEqual({ camera: false, microphone: true, lowered: 'no' });
    terminal.peer.limit('text');
    expect(terminal.peer.now()).toMatchObject({ is: 'failed', mode: 'text', fault: null });
    expect(terminal.made.last.open).toBe(false);
    desk.peer.close();
    const writing = side('terminal', new ManualPageClock(), { mode: 'text' });
    writing.peer.start();
    expect(writing.made.all).toHaveLength(0);
    expect(writing.sent).toEqual([]);
  });

  it('is lowered as far as the far side asks, and raised again', async () => {
    const { desk, terminal, carry } = call();
    desk.peer.start();
    terminal.peer.start();
    await settled();
    await carry();
    const said = { camera: true, microphone: true, lowered: 'no' } as const;
    const hear = (n: number, wants: string) =>
      desk.made.last.channel.onmessage?.({ data: JSON.stringify({ ...said, n, wants }) });
    hear(5, 'small');
    expect(desk.peer.now().sent.lowered).toBe('small');
    expect(desk.made.last.transceivers[1]?.encodings[0]?.maxBitrate).toBe(150_000);
    hear(6, 'audio');
    expect(desk.peer.now().sent).toEqual({ camera: false, microphone: true, lowered: 'off' });
    // One that was said before comes later.
    hear(4, 'video');
    expect(desk.peer.now().sent.lowered).toBe('off');
    hear(7, 'video');
    expect(desk.peer.now().sent).toEqual({ camera: true, microphone: true, lowered: 'no' });
  });

  it('is let go of with everything else at the end', async () => {
    const { clock, desk, terminal, carry, pass } = call();
    desk.peer.start();
    terminal.peer.start();
    await settled();
    await carry();
    await pass(1_000);
    desk.peer.close();
    terminal.peer.close();
    expect(clock.armed).toBe(0);
    expect([desk.made.last.open, terminal.made.last.open]).toEqual([false, false]);
  });
});
