import { describe, expect, it } from 'vitest';
import type { RemoteAct } from '#contracts/branch/call-act.ts';
import { delays } from '../delays.ts';
import { atMenu, type CalledWorld, calledWorld, speaks } from './call.test-data.ts';

const digits = (text: string): Extract<RemoteAct, { do: 'propose' }> => ({
  do: 'propose',
  inputs: [...text].map((one) => ({ action: 'digit', choice: Number(one) })),
});
const propose = (...inputs: Extract<RemoteAct, { do: 'propose' }>['inputs']): RemoteAct => ({
  do: 'propose',
  inputs,
});

/** At the field of the new phone number, with a teller on the screen and nothing over the step. */
async function atPhone(w: CalledWorld): Promise<void> {
  await atMenu(w);
  await w.act('choose', 1);
  await w.act('choose', 0);
  await w.act('sendCode');
  for (const digit of [1, 2, 3, 4, 5, 6]) await w.act('digit', digit);
  await w.act('confirm');
  expect(w.kind()).toBe('enterPhone');
  await speaks(w);
  await w.act('closeOverlay');
}

describe('what the teller points at', () => {
  it('wears a ring until the question changes, and is pointed at on every step', async () => {
    const w = calledWorld();
    await atMenu(w);
    await speaks(w);
    await w.act('closeOverlay');
    await w.remote('a', { do: 'highlight', what: { action: 'choose', choice: 0 } });
    expect(w.call()?.highlight).toEqual({ action: 'choose', choice: 0 });
    await w.act('choose', 0);
    expect(w.call()?.highlight).toBeNull();
    await w.remote('b', { do: 'highlight', what: { action: 'back' } });
    expect(w.call()?.highlight).toEqual({ action: 'back' });
    await w.remote('c', { do: 'highlight', what: null });
    expect(w.call()?.highlight).toBeNull();
    expect(w.answered).toEqual(['a shown', 'b shown', 'c shown']);
  });

  it('must stand there', async () => {
    const w = calledWorld();
    await atMenu(w);
    await speaks(w);
    await w.act('closeOverlay');
    await w.remote('a', { do: 'highlight', what: { action: 'confirm' } });
    await w.remote('b', { do: 'highlight', what: { action: 'choose', choice: 31 } });
    expect(w.call()?.highlight).toBeNull();
    expect(w.answered).toEqual(['a notOffered', 'b notOffered']);
  });
});

describe('what the teller presses', () => {
  it('happens at once, and is said', async () => {
    const w = calledWorld();
    await atMenu(w);
    await w.act('choose', 0);
    await speaks(w);
    await w.act('closeOverlay');
    expect(w.kind()).toBe('chooseCard');
    await w.remote('a', { do: 'move', action: 'back' });
    expect(w.kind()).toBe('menu');
    expect(w.call()?.moved).toEqual({ action: 'back' });
    await w.clock.advanceAsync(delays.callMoved);
    expect(w.call()?.moved).toBeNull();
    await w.remote('b', { do: 'move', action: 'toggleTextSize' });
    expect(w.screen().frame.textSize).toBe('elder');
    await w.remote('c', { do: 'move', action: 'setLanguage', choice: 1 });
    expect(w.screen().frame.language).toBe('en');
    expect(w.answered).toEqual(['a shown', 'b shown', 'c shown']);
  });

  it('stands there, and is not the customer’s own', async () => {
    const w = calledWorld();
    await atMenu(w);
    await speaks(w);
    await w.act('closeOverlay');
    await w.remote('a', { do: 'move', action: 'nextPage' });
    await w.remote('b', { do: 'move', action: 'back' });
    expect(w.answered).toEqual(['a notOffered', 'b notOffered']);
    expect(w.kind()).toBe('menu');
  });
});

describe('what the teller puts forward', () => {
  it('is read back, and entered once the customer accepts it', async () => {
    const w = calledWorld();
    await atPhone(w);
    await w.act('digit', 9);
    await w.remote('a', propose({ action: 'clear' }, ...digits('14200000002').inputs));
    expect(w.overlay()).toEqual({
      kind: 'proposal',
      teller: '周其安',
      anew: true,
      typed: '14200000002',
      choice: null,
    });
    expect([w.put, w.answered]).toEqual([['a asked'], []]);
    expect(w.screen().body).toMatchObject({ entered: '9' });
    await w.act('acceptProposal');
    expect(w.overlay()).toBeNull();
    expect(w.screen().body).toMatchObject({ kind: 'enterPhone', entered: '14200000002' });
    expect(w.answered).toEqual(['a accepted']);
    // Going on is the customer's.
    expect(w.submissions).toEqual([]);
  });

  it('one row may be put forward', async () => {
    const w = calledWorld();
    await atMenu(w);
    await w.act('choose', 0);
    await speaks(w);
    await w.remote('a', propose({ action: 'choose', choice: 0 }));
    expect(w.overlay()).toMatchObject({ kind: 'proposal', choice: { action: 'choose', choice: 0 } });
    await w.act('acceptProposal');
    expect(w.kind()).toBe('reviewBlock');
    expect(w.answered).toEqual(['a accepted']);
  });

  it.each([
    ['two rows', propose({ action: 'choose', choice: 0 }, { action: 'choose', choice: 1 }), 'notAllowed'],
    ['a row there is not', propose({ action: 'choose', choice: 30 }), 'notOffered'],
    ['what finishes the visit', propose({ action: 'finish' }), 'notAllowed'],
    ['an entry where nothing is entered', digits('1'), 'notOffered'],
    ['a row with words', propose({ action: 'choose', choice: 0, words: '一' }), 'notAllowed'],
    ['help', propose({ action: 'help' }), 'notOffered'],
  ] as const)('not %s', async (_, remote, result) => {
    const w = calledWorld();
    await atMenu(w);
    await speaks(w);
    await w.remote('a', remote);
    expect(w.answered).toEqual([`a ${result}`]);
    expect(w.overlay()).toMatchObject({ kind: 'call' });
  });

  it('never what confirms, and nothing at all where the step is the customer’s own', async () => {
    const w = calledWorld();
    await atPhone(w);
    for (const digit of '14200000002') await w.act('digit', Number(digit));
    await w.remote('a', propose({ action: 'confirm' }));
    await w.remote('b', propose({ action: 'digit', choice: 1 }, { action: 'confirm' }));
    await w.act('confirm');
    expect(w.kind()).toBe('reviewPhone');
    await w.remote('c', propose({ action: 'confirm' }));
    expect(w.answered).toEqual(['a notAllowed', 'b notAllowed', 'c own']);
    expect(w.submissions).toEqual([]);
  });

  it('not into a code that the bank has sent', async () => {
    const w = calledWorld();
    await atMenu(w);
    await w.act('choose', 1);
    await w.act('choose', 0);
    await w.act('sendCode');
    await speaks(w);
    await w.remote('a', digits('123456'));
    expect(w.answered).toEqual(['a own']);
    expect(w.screen().body).toMatchObject({ kind: 'enterCode', entered: '' });
  });

  it('may be declined, and runs out', async () => {
    const w = calledWorld();
    await atPhone(w);
    await w.remote('a', digits('1'));
    await w.act('declineProposal');
    expect(w.overlay()).toBeNull();
    await w.remote('b', digits('2'));
    await w.clock.advanceAsync(delays.callAsk);
    expect(w.overlay()).toBeNull();
    expect(w.screen().body).toMatchObject({ entered: '' });
    expect(w.answered).toEqual(['a declined', 'b expired']);
  });

  it('one at a time', async () => {
    const w = calledWorld();
    await atPhone(w);
    await w.remote('a', digits('1'));
    await w.remote('b', digits('2'));
    await w.remote('c', { do: 'still' });
    await w.remote('d', { do: 'move', action: 'back' });
    await w.act('acceptProposal');
    expect(w.answered).toEqual(['b busy', 'c busy', 'd busy', 'a accepted']);
    expect(w.screen().body).toMatchObject({ entered: '1' });
  });

  it('is gone when the step has gone on', async () => {
    const w = calledWorld();
    await atPhone(w);
    await w.remote('a', digits('1'));
    w.actor.send({ type: 'act.back', choice: 0 });
    await w.tell({ type: 'step.shown' });
    expect(w.overlay()).toBeNull();
    expect(w.answered).toEqual(['a stale']);
  });

  it('is not entered at another step, whatever happened between asking and accepting', async () => {
    const w = calledWorld();
    await atPhone(w);
    await w.remote('a', digits('14'));
    w.actor.send({ type: 'act.back', choice: 0 });
    w.actor.send({ type: 'act.acceptProposal', choice: 0 });
    await w.clock.advanceAsync(0);
    expect(w.answered).toEqual(['a stale']);
  });

  it('stops where the step goes on by itself in the middle of it', async () => {
    const w = calledWorld();
    await atPhone(w);
    await w.remote('a', digits('142000000021'));
    await w.act('acceptProposal');
    // Twelve digits were put forward; the field takes eleven, and the step is still the same.
    expect(w.screen().body).toMatchObject({ kind: 'enterPhone', entered: '14200000002' });
    expect(w.answered).toEqual(['a accepted']);
  });

  it('not while a member of staff operates the screen, who could accept it', async () => {
    const w = calledWorld();
    await atPhone(w);
    await w.act('help');
    await w.act('callPerson');
    await w.act('closeOverlay');
    await w.tell({ type: 'help.changed', state: 'seen' });
    await w.remote('a', digits('1'));
    await w.tell({ type: 'hands.changed', by: '0123456789abcdef' });
    expect(w.overlay()).toBeNull();
    await w.remote('b', digits('1'));
    await w.remote('c', { do: 'still' });
    expect(w.answered).toEqual(['a busy', 'b busy', 'c busy']);
  });

  it('is answered when the call ends under it', async () => {
    const w = calledWorld();
    await atPhone(w);
    await w.remote('a', digits('1'));
    await w.tell({ type: 'call.over', outcome: 'finished' });
    expect(w.answered).toEqual(['a expired']);
    expect(w.overlay()).toEqual({ kind: 'callOver', outcome: 'finished' });
  });
});

describe('a picture of the customer', () => {
  it.each([
    [true, 'accepted'],
    [false, 'failed'],
  ] as const)('is taken once he allows it (%s)', async (taken, result) => {
    const w = calledWorld({ takeStill: async () => ({ taken }) });
    await atMenu(w);
    await speaks(w);
    await w.remote('a', { do: 'still' });
    expect(w.overlay()).toEqual({ kind: 'stillAsked', phase: 'asked', teller: '周其安' });
    await w.act('allowStill');
    expect(w.overlay()).toMatchObject({ kind: 'call' });
    expect(w.answered).toEqual([`a ${result}`]);
  });

  it('is not taken otherwise', async () => {
    let pictures = 0;
    const w = calledWorld({
      takeStill: async () => {
        pictures++;
        return { taken: true };
      },
    });
    await atMenu(w);
    await speaks(w);
    await w.remote('a', { do: 'still' });
    await w.act('declineStill');
    await w.remote('b', { do: 'still' });
    await w.clock.advanceAsync(delays.callAsk);
    expect(w.answered).toEqual(['a declined', 'b expired']);
    expect(pictures).toBe(0);
  });
});

describe('further acts', () => {
  it('quiet help is answered and looks busy', async () => {
    const w = calledWorld();
    await atMenu(w);
    await speaks(w);
    await w.remote('b', { do: 'quiet' });
    expect(w.answered).toEqual(['b shown']);
    expect(w.kind()).toBe('working');
    // Nothing is put forward behind it.
    await w.remote('c', propose({ action: 'choose', choice: 0 }));
    expect(w.answered.at(-1)).toBe('c notOffered');
  });

  it('nobody acts while nobody speaks', async () => {
    const w = calledWorld();
    await atMenu(w);
    await w.remote('a', { do: 'highlight', what: { action: 'choose', choice: 0 } });
    expect(w.answered).toEqual([]);
    expect(w.call()).toBeUndefined();
  });
});
