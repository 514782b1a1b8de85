import { describe, expect, it } from 'vitest';
import { delays } from '../delays.ts';
import { atMenu, calledWorld, calls, speaks } from './call.test-data.ts';
import { recovered } from './world.test-data.ts';

describe('what to expect of a call', () => {
  it.each([
    ['open', ['callTeller', 'callPerson', 'takeNumber']],
    ['tooLong', ['callPerson', 'takeNumber', 'callTeller']],
    ['nobody', ['callPerson', 'takeNumber', 'callTeller']],
    ['closed', ['callPerson', 'takeNumber']],
  ] as const)('%s: it is said, and the other ways are offered', async (state, rows) => {
    const w = calledWorld({
      callOutlook: async () => ({ state, wait: { position: 4, minutes: 20, tellers: 1 } }),
    });
    await atMenu(w);
    await w.act('help');
    await w.act('callTeller');
    expect(w.overlay()).toMatchObject({ kind: 'callWays', prospect: state });
    expect(w.ids().filter((id) => id !== 'callBack')).toEqual([...rows, 'closeOverlay', 'help']);
    await w.act('closeOverlay');
    expect(w.overlay()).toBeNull();
    expect(w.asked).toEqual([]);
  });

  it('unreachable: asked again, or a person here', async () => {
    let tries = 0;
    const w = calledWorld({
      callOutlook: async () => (++tries === 1 ? { state: 'unreachable' } : { state: 'open', wait: null }),
    });
    await atMenu(w);
    await w.act('help');
    await w.act('callTeller');
    expect(w.overlay()).toMatchObject({ kind: 'callWays', prospect: 'unreachable', wait: null });
    await w.act('callTeller');
    expect(w.overlay()).toMatchObject({ kind: 'callWays', prospect: 'open' });
    await w.act('callPerson');
    expect(w.screen().frame).toMatchObject({ overlay: { kind: 'help' }, help: { state: 'asked' } });
    expect(w.call()).toBeUndefined();
  });

  it('with large letters a person comes first, and there is one thing less', async () => {
    const w = calledWorld();
    await atMenu(w);
    await w.act('display');
    await w.act('toggleTextSize');
    await w.act('closeOverlay');
    await w.act('help');
    await w.act('callTeller');
    expect(w.ids()).toEqual(['callPerson', 'callTeller', 'takeNumber', 'closeOverlay', 'help']);
  });

  it('can be asked at the welcome, before anybody is known', async () => {
    const w = calledWorld();
    await w.tell(recovered);
    await w.act('help');
    await w.act('callTeller');
    expect(w.overlay()).toMatchObject({ kind: 'callWays', prospect: 'open' });
    expect(w.kind()).toBe('identify');
  });

  it('takes a number with what was entered', async () => {
    const w = calledWorld({
      callOutlook: async () => ({ state: 'nobody', wait: null }),
    });
    await atMenu(w);
    await w.act('choose', 0);
    await w.act('choose', 0);
    expect(w.kind()).toBe('reviewBlock');
    await w.act('back');
    expect(w.kind()).toBe('chooseCard');
    await w.act('help');
    await w.act('callTeller');
    await w.act('takeNumber');
    expect(w.overlay()).toBeNull();
    expect(w.kind()).toBe('queueAway');
  });
});

describe('the self-test', () => {
  it('shows himself, plays a tone, hears him, and calls in what is left', async () => {
    const w = calledWorld();
    await atMenu(w);
    await w.act('help');
    await w.act('callTeller');
    await w.act('callTeller');
    expect(w.overlay()).toEqual({
      kind: 'selfTest',
      phase: 'ready',
      mode: 'video',
      camera: null,
      microphone: null,
      heard: false,
      tone: 1,
    });
    await w.act('playTone');
    await w.tell({ type: 'call.heard', loud: true });
    expect(w.overlay()).toMatchObject({ heard: true, tone: 2 });
    await w.act('startCall');
    expect(w.asked).toEqual(['call asked video']);
    expect(w.call()).toMatchObject({ state: 'waiting', reference: 'V-0001' });
  });

  it('says what fails, and offers the next mode; writing is always left', async () => {
    const w = calledWorld({
      openCallMedia: async ({ mode }) =>
        mode === 'text'
          ? { mode, camera: null, microphone: null }
          : { mode: 'audio', camera: 'denied', microphone: null },
    });
    await atMenu(w);
    await w.act('help');
    await w.act('callTeller');
    await w.act('callTeller');
    expect(w.overlay()).toMatchObject({ mode: 'audio', camera: 'denied' });
    await w.act('chooseMode', 2);
    expect(w.overlay()).toMatchObject({ mode: 'text', camera: null, microphone: null, tone: 0 });
    expect(w.ids()).not.toContain('playTone');
    await w.act('startCall');
    expect(w.asked).toEqual(['call accessibility text']);
  });

  it('opens anew when the camera goes away in the middle of it, and lets go when he changes his mind', async () => {
    let opened = 0;
    const w = calledWorld({
      openCallMedia: async () =>
        ++opened === 1
          ? { mode: 'video', camera: null, microphone: null }
          : { mode: 'text', camera: 'ended', microphone: 'ended' },
    });
    await atMenu(w);
    await w.act('help');
    await w.act('callTeller');
    await w.act('callTeller');
    await w.tell({ type: 'call.mediaLost', fault: 'ended' });
    expect(w.overlay()).toMatchObject({ mode: 'text', camera: 'ended' });
    await w.act('closeOverlay');
    expect(w.asked).toEqual(['close']);
    expect(w.call()).toBeUndefined();
  });

  it('leads back to the other ways where the branch takes no call', async () => {
    const w = calledWorld({ requestCall: async () => ({ reached: false, why: 'closed' }) });
    await atMenu(w);
    await w.act('help');
    await w.act('callTeller');
    await w.act('callTeller');
    await w.act('startCall');
    expect(w.overlay()).toMatchObject({ kind: 'callWays', prospect: 'closed' });
    expect(w.asked).toEqual(['close']);
  });
});

describe('while it waits', () => {
  it('says the place, stays beside the step, and other ways are offered after long', async () => {
    const w = calledWorld();
    await atMenu(w);
    await calls(w);
    expect(w.overlay()).toMatchObject({ kind: 'call', stage: 'talk' });
    expect(w.call()).toMatchObject({ state: 'waiting', wait: { position: 2, minutes: 4 }, long: false });
    await w.act('closeOverlay');
    await w.act('choose', 0);
    expect(w.kind()).toBe('chooseCard');
    expect(w.call()).toMatchObject({ state: 'waiting' });
    await w.act('openCall');
    await w.tell({
      type: 'call.waiting',
      wait: { position: 1, minutes: null, tellers: 1 },
      transferred: false,
    });
    await w.clock.advanceAsync(delays.callWaitLong);
    expect(w.call()).toMatchObject({ long: true, wait: { position: 1 } });
    expect(w.ids()).toEqual(expect.arrayContaining(['callPerson', 'takeNumber', 'endCall']));
    await w.act('endCall');
    expect(w.call()).toBeUndefined();
    expect(w.overlay()).toBeNull();
    expect(w.kind()).toBe('chooseCard');
    expect(w.asked).toEqual(['call asked video', 'leave withdrawn', 'close']);
  });

  it('is opened by keypad over help', async () => {
    const w = calledWorld();
    await atMenu(w);
    await calls(w);
    await w.act('closeOverlay');
    await w.act('help');
    expect(w.screen().actions).toContainEqual({ id: 'openCall', role: 'secondary', key: 'two' });
    expect(w.ids()).not.toContain('callTeller');
    await w.act('openCall');
    expect(w.overlay()).toMatchObject({ kind: 'call' });
  });

  it('says that it is not heard of, until it is again', async () => {
    const w = calledWorld();
    await atMenu(w);
    await calls(w);
    await w.tell({ type: 'call.unheard' });
    expect(w.call()).toMatchObject({ state: 'waiting', unheard: true });
    await w.tell({ type: 'call.waiting', wait: null, transferred: false });
    expect(w.call()).toMatchObject({ unheard: false, wait: null });
  });

  it('gives the customer the time of somebody who waits for a person', async () => {
    const w = calledWorld();
    await atMenu(w);
    await calls(w);
    await w.clock.advanceAsync(delays.attentionIdleAsked - 1);
    expect(w.overlay()).toMatchObject({ kind: 'call' });
    await w.clock.advanceAsync(1);
    expect(w.overlay()).toMatchObject({ kind: 'attention' });
    // A teller comes: he sees who stands there.
    await w.tell({ type: 'call.assigned', recordingDays: null, turn: 1, teller: '周其安' });
    expect(w.overlay()).toMatchObject({ kind: 'call' });
    await w.clock.advanceAsync(delays.attentionIdleSeen - 1);
    expect(w.overlay()).toMatchObject({ kind: 'call' });
    await w.clock.advanceAsync(1);
    expect(w.overlay()).toMatchObject({ kind: 'attention' });
  });
});

describe('while they speak', () => {
  it('the step stays the customer’s, and the visit’s end leaves the call', async () => {
    const w = calledWorld();
    await atMenu(w);
    await speaks(w);
    expect(w.call()).toMatchObject({ state: 'live', mode: 'video', teller: '周其安', wait: null });
    await w.act('closeOverlay');
    await w.act('finish');
    expect(w.kind()).toBe('farewell');
    await w.clock.advanceAsync(delays.ratingOfferSlow);
    expect(w.kind()).toBe('idle');
    expect(w.call()).toBeUndefined();
    expect(w.asked).toEqual(['call asked video', 'leave withdrawn', 'close']);
  });

  it('microphone and camera are shut and opened, and sound or writing is enough', async () => {
    const w = calledWorld();
    await atMenu(w);
    await speaks(w);
    await w.act('toggleMicrophone');
    await w.act('toggleCamera');
    await w.act('toggleMicrophone');
    await w.act('chooseMode', 1);
    expect(w.asked.slice(1)).toEqual([
      'let video camera',
      'let video',
      'let video microphone',
      'let audio microphone',
    ]);
    await w.tell({ type: 'call.live', mode: 'audio' });
    expect(w.ids()).toContain('chooseMode 2');
    await w.act('chooseMode', 2);
    await w.tell({ type: 'call.live', mode: 'text' });
    expect(w.asked.at(-1)).toBe('let text');
    expect(w.ids()).toContain('chooseMode 0');
  });

  it('a break is said; after long, writing and the end are offered; and it comes back', async () => {
    const w = calledWorld();
    await atMenu(w);
    await speaks(w);
    await w.tell({ type: 'call.interrupted' });
    expect(w.call()).toMatchObject({ state: 'interrupted', long: false });
    await w.clock.advanceAsync(delays.callLostLong);
    expect(w.call()).toMatchObject({ state: 'interrupted', long: true });
    expect(w.ids()).toEqual(expect.arrayContaining(['write', 'endCall', 'chooseMode 1']));
    await w.tell({ type: 'call.live', mode: 'audio' });
    expect(w.call()).toMatchObject({ state: 'live', mode: 'audio', long: false });
  });

  it('handed on, or left by its desk, it waits again and keeps what was said', async () => {
    const w = calledWorld();
    await atMenu(w);
    await speaks(w);
    await w.tell({ type: 'call.said', from: 'teller', words: '请稍候' });
    await w.tell({ type: 'call.waiting', wait: null, transferred: true });
    expect(w.call()).toMatchObject({ state: 'waiting', transferred: true, teller: null });
    expect(w.overlay()).toMatchObject({ said: [{ from: 'teller', words: '请稍候' }] });
    await w.tell({ type: 'call.assigned', recordingDays: null, turn: 2, teller: '许念安' });
    expect(w.call()).toMatchObject({ state: 'assigned', teller: '许念安', transferred: false });
  });

  it('after long it is offered to go on by telephone', async () => {
    const w = calledWorld();
    await atMenu(w);
    await speaks(w);
    for (let minutes = 0; minutes < 15; minutes++) {
      await w.tell({ type: 'person.active' });
      await w.clock.advanceAsync(60_000);
    }
    expect(w.call()).toMatchObject({ state: 'live', long: true });
  });

  it.each([
    ['finished', []],
    ['counter', ['takeNumber']],
    ['callBack', []],
    ['lapsed', ['callTeller']],
  ] as const)('over as %s: that is said once, then the step is alone', async (outcome, offered) => {
    const w = calledWorld();
    await atMenu(w);
    await speaks(w);
    await w.act('closeOverlay');
    await w.tell({ type: 'call.over', outcome });
    expect(w.overlay()).toEqual({ kind: 'callOver', outcome });
    expect(w.ids().filter((id) => id !== 'callBack')).toEqual([...offered, 'closeOverlay', 'help']);
    expect(w.asked.at(-1)).toBe('close');
    await w.clock.advanceAsync(delays.notice);
    expect(w.overlay()).toMatchObject({ kind: 'attention' });
    await w.act('moreTime');
    expect(w.overlay()).toBeNull();
    expect(w.kind()).toBe('menu');
  });
});

describe('in writing alone', () => {
  it('a customer who does not hear calls, is understood, and finishes', async () => {
    const w = calledWorld();
    await atMenu(w);
    await speaks(w, 'text');
    expect(w.asked[0]).toBe('call accessibility text');
    await w.tell({ type: 'call.said', from: 'teller', words: '您好，请问办什么？' });
    await w.act('say', 4);
    await w.act('write');
    expect(w.overlay()).toMatchObject({ stage: 'write' });
    for (const letter of [6, 18]) await w.act('letter', letter);
    await w.act('digit', 7);
    await w.act('backspace');
    expect(w.overlay()).toMatchObject({ written: 'gs' });
    w.actor.send({ type: 'act.words', choice: 0, words: '我要挂失银行卡' });
    await w.clock.advanceAsync(0);
    await w.act('say', 0);
    expect(w.overlay()).toMatchObject({ stage: 'write', written: '' });
    expect(w.said).toEqual(['请再说一遍', '我要挂失银行卡']);
    // Nothing of it was meant for the menu beneath.
    expect(w.kind()).toBe('menu');
    await w.act('openCall');
    await w.act('closeOverlay');
    await w.tell({ type: 'call.said', from: 'teller', words: '请点第一项' });
    expect(w.call()).toMatchObject({ unread: 1, mode: 'text' });
    await w.remote('a', { do: 'highlight', what: { action: 'choose', choice: 0 } });
    expect(w.call()).toMatchObject({ highlight: { action: 'choose', choice: 0 } });
    await w.act('choose', 0);
    await w.act('choose', 0);
    await w.act('confirm');
    expect(w.submissions).toHaveLength(1);
    await w.act('openCall');
    expect(w.call()).toMatchObject({ unread: 0 });
    await w.act('say', 6);
    expect(w.said.at(-1)).toBe('谢谢');
    await w.act('endCall');
    expect(w.asked.at(-2)).toBe('leave withdrawn');
  });

  it('what did not leave stands there again, and nothing is said twice', async () => {
    let lost = true;
    const w = calledWorld({ sayToTeller: async () => ({ sent: !lost }) });
    await atMenu(w);
    await speaks(w, 'text');
    await w.act('write');
    w.actor.send({ type: 'act.words', choice: 0, words: '您好' });
    await w.clock.advanceAsync(0);
    await w.act('say', 0);
    expect(w.overlay()).toMatchObject({ written: '您好', notSent: true });
    lost = false;
    await w.act('say', 0);
    expect(w.overlay()).toMatchObject({ written: '', notSent: false });
  });
});
