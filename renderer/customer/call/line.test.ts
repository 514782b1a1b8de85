import { describe, expect, it } from 'vitest';
import type { CallLink, CallOrder, CallSignal } from '#contracts/bridge/call.ts';
import type { ChannelName } from '#contracts/bridge/channels.ts';
import { fakeConnect, fakeStream } from '../../call/fake-connection.ts';
import { CANDIDATE, settled } from '../../call/two-sides.ts';
import { ManualPageClock } from '../../manual-page-clock.ts';
import type { OpenMedia } from '../media/desk.ts';
import { CallLine } from './line.ts';

type Wanted = NonNullable<CallOrder['open']>;
const WANTED: Wanted = {
  turn: 1,
  ice: { servers: [], relayOnly: true, expiresAt: null },
  mode: 'video',
  camera: true,
  microphone: true,
  audio: 'speaker',
};
const SDP = 'v=0\r\ns=-\r\n';

/** The page's end of a call on a line the test holds. */
function page() {
  const clock = new ManualPageClock();
  const listeners = new Map<ChannelName, (message: unknown) => void>();
  const watchers: (() => void)[] = [];
  const said: { readonly name: ChannelName; readonly message: unknown }[] = [];
  const state = { line: 'open' as 'open' | 'lost', screen: null };
  const media = { open: null as OpenMedia | null, told: () => {} };
  const played: (MediaStream | null)[] = [];
  const made = fakeConnect();
  const line = new CallLine(
    {
      onMessage: (name, listener) => void listeners.set(name, listener),
      send: (name, message) => void said.push({ name, message }),
      snapshot: () => state,
      subscribe: (watcher) => {
        watchers.push(watcher);
        return () => undefined;
      },
    },
    {
      now: () => media.open,
      subscribe: (told) => {
        media.told = told;
        return () => undefined;
      },
    },
    clock,
    {
      connect: made.connect,
      speaker: () => ({ play: (sound) => void played.push(sound), stop: () => void played.push(null) }),
    },
  );
  const give = (name: ChannelName, message: unknown) => listeners.get(name)?.(message);
  return {
    clock,
    line,
    made,
    said,
    played,
    give,
    order: (order: number, open: Wanted | null) => give('call.order', { order, open } satisfies CallOrder),
    offer: (order: number, turn = 1, connection = '00000000000000aa') =>
      give('call.signal', {
        order,
        signal: { type: 'offer', turn, connection, sdp: SDP },
      } satisfies CallSignal),
    media(stream: MediaStream | null) {
      media.open = stream && { purpose: 'call', order: 1, stream };
      media.told();
    },
    lose() {
      state.line = 'lost';
      for (const watcher of watchers) watcher();
      state.line = 'open';
    },
    signals: () =>
      said.flatMap(({ name, message }) =>
        name === 'call.signalled' ? [(message as CallSignal).signal.type] : [],
      ),
    links: () => said.flatMap(({ name, message }) => (name === 'call.link' ? [message as CallLink] : [])),
    async pass(milliseconds: number, each: () => void = () => undefined) {
      for (let at = 0; at < milliseconds; at += 100) {
        each();
        clock.advance(100);
        await settled();
      }
    },
  };
}

describe("the page's end of a call", () => {
  it('says that it is there, answers the offer, and tells how the connection stands', async () => {
    const at = page();
    at.media(fakeStream('audio', 'video'));
    at.order(3, WANTED);
    at.offer(3);
    await settled();
    expect(at.signals()).toEqual(['anew', 'answer']);
    expect(at.links()).toEqual([{ order: 3, is: 'connecting', mode: 'text' }]);
    await at.pass(600, () => {
      at.made.last.came.frames += 2;
    });
    expect(at.links().at(-1)).toEqual({ order: 3, is: 'connected', mode: 'video' });
    await at.pass(4_000);
    expect(at.links().at(-1)).toMatchObject({ order: 3, is: 'interrupted' });
  });

  it('needs neither connection nor devices in writing, and says nothing of a link', async () => {
    const at = page();
    at.order(1, { ...WANTED, mode: 'text' });
    at.offer(1);
    await at.pass(2_000);
    expect(at.made.all).toEqual([]);
    expect(at.said).toEqual([]);
    at.give('call.caption', { order: 1, text: 'Please show the card' });
    expect(at.line.now()).toMatchObject({
      caption: 'Please show the card',
      open: { mode: 'text' },
      peer: { is: 'new' },
    });
  });

  it('keeps the connection when what goes through it changes, and makes a new one for the next teller', async () => {
    const at = page();
    at.media(fakeStream('audio', 'video'));
    at.order(1, WANTED);
    at.offer(1);
    await settled();
    at.order(2, { ...WANTED, camera: false });
    await settled();
    expect(at.made.all).toHaveLength(1);
    expect(at.line.now().peer.sent).toEqual({ camera: false, microphone: true, lowered: 'no' });
    // Under the new number it is told once more how it stands.
    expect(at.links().at(-1)).toMatchObject({ order: 2, is: 'connecting' });
    at.order(3, { ...WANTED, turn: 2 });
    await settled();
    expect(at.made.all.map(({ open }) => open)).toEqual([false]);
    at.offer(3, 2, '00000000000000bb');
    await settled();
    expect(at.made.all.map(({ open }) => open)).toEqual([false, true]);
  });

  it('goes over to writing and back by order of the host', async () => {
    const at = page();
    at.order(1, WANTED);
    at.offer(1);
    await settled();
    const links = at.links().length;
    at.order(2, { ...WANTED, mode: 'text' });
    await settled();
    expect(at.made.last.open).toBe(false);
    expect(at.links()).toHaveLength(links);
    at.order(3, WANTED);
    expect(at.signals().at(-1)).toBe('anew');
    at.offer(3, 1, '00000000000000bb');
    await settled();
    expect(at.made.last.open).toBe(true);
  });

  it('sends what the terminal has open, as soon as it is, and no more of it once it is not', async () => {
    const at = page();
    at.order(1, WANTED);
    at.offer(1);
    await settled();
    const sending = () => at.made.last.transceivers.map(({ sender }) => sender.track !== null);
    expect(sending()).toEqual([false, false]);
    at.media(fakeStream('audio'));
    await settled();
    expect(sending()).toEqual([true, false]);
    at.media(fakeStream('audio', 'video'));
    await settled();
    expect(sending()).toEqual([true, true]);
    at.media(null);
    await settled();
    expect(sending()).toEqual([false, false]);
  });

  it.each([
    ['an order that says so', (at: ReturnType<typeof page>) => at.order(2, null)],
    ['the loss of the line to the host', (at: ReturnType<typeof page>) => at.lose()],
  ])('lets go of everything at %s', async (_, end) => {
    const at = page();
    at.media(fakeStream('audio', 'video'));
    at.order(1, WANTED);
    at.offer(1);
    at.give('call.caption', { order: 1, text: 'Good day' });
    await settled();
    end(at);
    expect(at.made.last.open).toBe(false);
    expect(at.line.now()).toMatchObject({ open: null, caption: '', peer: { is: 'new', picture: null } });
    expect(at.played.at(-1)).toBeNull();
    expect(at.clock.armed).toBe(0);
    const { length } = at.said;
    at.give('call.caption', { order: 1, text: 'Still there?' });
    at.offer(1);
    await at.pass(10_000);
    expect(at.line.now().caption).toBe('');
    expect(at.said).toHaveLength(length);
  });

  it('begins anew when the host gives the same order again after the line was lost', async () => {
    const at = page();
    at.order(1, WANTED);
    at.offer(1);
    await settled();
    at.lose();
    at.order(1, WANTED);
    expect(at.signals()).toEqual(['anew', 'answer', 'anew']);
  });

  it.each([
    ['an order without a turn', 'call.order', { order: 9, open: { ...WANTED, turn: 0 } }],
    ['words', 'call.order', 'open'],
    [
      'a signal of another order',
      'call.signal',
      { order: 7, signal: { type: 'offer', turn: 1, connection: 'ab'.repeat(8), sdp: SDP } },
    ],
    ['a signal that is none', 'call.signal', { order: 1, signal: { type: 'offer', turn: 1, sdp: 'v=0' } }],
    [
      'a path of no connection',
      'call.signal',
      { order: 1, signal: { type: 'candidate', turn: 1, ...CANDIDATE } },
    ],
    ['a caption that is too long', 'call.caption', { order: 1, text: 'x'.repeat(301) }],
    ['a caption of another order', 'call.caption', { order: 7, text: 'x' }],
  ] as const)('takes no notice of %s', async (_, name, message) => {
    const at = page();
    at.order(1, WANTED);
    at.offer(1);
    await settled();
    const before = [...at.said];
    at.give(name, message);
    await settled();
    expect(at.said.filter(({ name: said }) => said === 'call.signalled')).toEqual(
      before.filter(({ name: said }) => said === 'call.signalled'),
    );
    expect(at.line.now()).toMatchObject({ caption: '', open: WANTED });
    expect(at.made.all).toHaveLength(1);
  });
});
