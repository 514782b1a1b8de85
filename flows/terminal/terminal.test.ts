import { describe, expect, it } from 'vitest';
import { delays } from '../delays.ts';
import { document, recovered, world } from './world.test-data.ts';

describe('the hours of the branch', () => {
  const closed = {
    open: false,
    opening: { when: 'tomorrow', day: 1, from: '09:00', to: '17:00' },
    careUntil: null,
  } as const;

  it('are said at the welcome after hours and in care hours, and not while there is nothing to say', async () => {
    const w = world();
    await w.tell(recovered);
    expect(w.screen().body).not.toHaveProperty('hall');
    await w.tell({ type: 'hall', hall: closed });
    expect(w.screen().body).toMatchObject({ kind: 'idle', hall: closed });
    // What can be done here is offered all the same.
    expect(w.screen().actions.map(({ id }) => id)).toEqual(expect.arrayContaining(['start', 'find']));
    await w.tell({ type: 'hall', hall: { open: true, opening: null, careUntil: '11:00' } });
    expect(w.screen().body).toMatchObject({ hall: { careUntil: '11:00' } });
    await w.tell({ type: 'hall', hall: { open: true, opening: null, careUntil: null } });
    expect(w.screen().body).not.toHaveProperty('hall');
    await w.tell({ type: 'hall', hall: closed });
    await w.tell({ type: 'hall', hall: null });
    expect(w.screen().body).not.toHaveProperty('hall');
  });

  it('change nothing for somebody who is being served, and stand when he has gone', async () => {
    const w = world();
    await w.tell(recovered);
    await w.act('start');
    const before = w.screen();
    await w.tell({ type: 'hall', hall: closed });
    expect(w.screen()).toEqual(before);
    await w.act('back');
    await w.clock.advanceAsync(delays.ratingOffer);
    expect(w.screen().body).toMatchObject({ kind: 'idle', hall: closed });
  });
});

describe('the terminal', () => {
  it('walks a lost card from welcome to farewell and submits once', async () => {
    const w = world();
    expect(w.kind()).toBe('starting');
    await w.tell(recovered);
    expect(w.kind()).toBe('idle');
    await w.act('start');
    expect(w.kind()).toBe('identify');
    await w.lay();
    expect(w.kind()).toBe('menu');
    await w.act('choose', 0);
    expect(w.kind()).toBe('chooseCard');
    await w.act('choose', 0);
    expect(w.kind()).toBe('reviewBlock');
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ kind: 'result', outcome: 'done', receipt: 'offered' });
    await w.act('printReceipt');
    expect(w.screen().body).toMatchObject({ kind: 'result', receipt: 'printed' });
    await w.act('next');
    expect(w.kind()).toBe('farewell');
    await w.clock.advanceAsync(delays.ratingOffer);
    expect(w.kind()).toBe('idle');
    expect(w.submissions).toEqual([{ type: 'blockCard', customerRef: 'customer-1', cardRef: 'card-1' }]);
  });

  it('changes the phone only after the old number answered', async () => {
    const w = world();
    await w.tell(recovered);
    await w.lay();
    expect(w.kind()).toBe('menu');
    await w.act('choose', 1);
    await w.act('choose', 0);
    await w.act('sendCode');
    expect(w.kind()).toBe('enterCode');
    for (const digit of [1, 2, 3, 4, 5, 6]) await w.act('digit', digit);
    await w.act('confirm');
    expect(w.kind()).toBe('enterPhone');
    for (const digit of '14200000002') await w.act('digit', Number(digit));
    await w.act('confirm');
    expect(w.kind()).toBe('reviewPhone');
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ kind: 'result', outcome: 'done', newPhone: '142****0002' });
    expect(w.submissions[0]).toMatchObject({ type: 'changePhone', proofRef: 'p', newPhone: '14200000002' });
  });

  it('does by keypad, over help, what a step has no key left for', async () => {
    const w = world();
    await w.tell(recovered);
    await w.lay();
    await w.act('choose', 1);
    await w.act('choose', 0);
    await w.act('sendCode');
    expect(
      w
        .screen()
        .actions.filter(({ key }) => !key)
        .map(({ id }) => id),
    ).toEqual(['noOldNumber', 'display']);
    await w.act('help');
    expect(w.screen().actions).toContainEqual({ id: 'noOldNumber', role: 'secondary', key: 'two' });
    await w.act('display');
    expect(w.screen().frame.overlay).toEqual({ kind: 'display' });
    await w.act('closeOverlay');
    await w.act('help');
    await w.act('noOldNumber');
    expect(w.screen()).toMatchObject({
      frame: { overlay: null },
      body: { kind: 'enterPhone', route: 'person' },
    });
  });

  it('opens a case when the old number is gone', async () => {
    const w = world();
    await w.tell(recovered);
    await w.lay();
    await w.act('choose', 1);
    await w.act('choose', 0);
    await w.act('noOldNumber');
    for (const digit of '14200000002') await w.act('digit', Number(digit));
    await w.act('confirm');
    await w.act('openCase');
    expect(w.submissions[0]).toMatchObject({ type: 'openCase' });
  });

  it('warns, extends ten times by one touch, then ends and forgets', async () => {
    const w = world();
    await w.tell(recovered);
    await w.act('start');
    for (let turn = 0; turn < 10; turn++) {
      await w.clock.advanceAsync(delays.attentionIdle);
      expect(w.screen().frame.overlay).toMatchObject({ kind: 'attention', extensionsLeft: 10 - turn });
      await w.act('moreTime');
      expect(w.screen().frame.overlay).toBeNull();
    }
    await w.clock.advanceAsync(delays.attentionIdle);
    expect(w.screen().actions.map((action) => action.id)).not.toContain('moreTime');
    await w.clock.advanceAsync(delays.attentionWarning);
    expect(w.screen().body).toEqual({ kind: 'farewell', why: 'noActivity', rating: 'none' });
    await w.clock.advanceAsync(delays.ratingOffer);
    expect(w.kind()).toBe('idle');
  });

  it('a person is one touch away while it asks whether anybody is there, and asking for one is an answer', async () => {
    const w = world();
    await w.tell(recovered);
    await w.act('start');
    await w.clock.advanceAsync(delays.attentionIdle);
    expect(w.screen().frame.overlay).toMatchObject({ kind: 'attention' });
    await w.act('help');
    expect(w.screen().frame.overlay).toEqual({ kind: 'help' });
    await w.clock.advanceAsync(delays.attentionWarning);
    expect(w.kind()).toBe('identify');
  });

  it('gives twice the time in large type, for the question and for the answer', async () => {
    const w = world();
    await w.tell(recovered);
    await w.act('start');
    await w.act('display');
    await w.act('toggleTextSize');
    await w.act('closeOverlay');
    await w.clock.advanceAsync(delays.attentionIdleSlow - 1);
    expect(w.screen().frame.overlay).toBeNull();
    await w.clock.advanceAsync(1);
    expect(w.screen().frame.overlay).toMatchObject({
      kind: 'attention',
      secondsLeft: delays.attentionWarningSlow / 1_000,
    });
    await w.clock.advanceAsync(delays.attentionWarningSlow - 1);
    expect(w.screen().frame.overlay).toMatchObject({ kind: 'attention' });
    await w.clock.advanceAsync(1);
    expect(w.screen().body).toEqual({ kind: 'farewell', why: 'noActivity', rating: 'none' });
  });

  it('counts the extensions anew after whatever the customer does', async () => {
    const w = world();
    await w.tell(recovered);
    await w.lay();
    for (let turn = 0; turn < 3; turn++) {
      await w.clock.advanceAsync(delays.attentionIdle);
      await w.act('moreTime');
    }
    await w.act('choose', 0);
    await w.clock.advanceAsync(delays.attentionIdle);
    expect(w.screen().frame.overlay).toMatchObject({ extensionsLeft: 10 });
  });

  it('shows what cannot wait first: the warning over help, the card over the step, the journal over all', async () => {
    const w = world();
    await w.tell(recovered);
    await w.act('start');
    await w.act('help');
    await w.clock.advanceAsync(delays.attentionIdle);
    expect(w.screen().frame.overlay).toMatchObject({ kind: 'attention' });
    await w.act('moreTime');
    expect(w.screen().frame.overlay).toEqual({ kind: 'help' });
    await w.act('closeOverlay');
    await w.tell({ type: 'health', of: 'bank', health: 'down' });
    await w.tell({ type: 'card.inserted' });
    expect(w.screen()).toMatchObject({
      body: { kind: 'takeMedia', what: 'card' },
      frame: { slot: 'cardReader' },
    });
    await w.tell({ type: 'health', of: 'journal', health: 'down' });
    expect(w.kind()).toBe('takeMedia');
    await w.tell({ type: 'card.removed' });
    await w.act('back');
    await w.clock.advanceAsync(delays.ratingOffer);
    expect(w.screen().body).toMatchObject({ kind: 'outOfService', reason: 'journal' });
  });

  it('knows nothing of anybody once a visit is over', async () => {
    const w = world();
    await w.tell(recovered);
    await w.lay();
    await w.act('choose', 0);
    await w.act('back');
    await w.act('finish');
    await w.clock.advanceAsync(delays.ratingOffer);
    expect(w.kind()).toBe('idle');
    const { context, children } = w.actor.getSnapshot();
    expect(context).toMatchObject({ document: null, problem: null, inVisit: false, helpReference: null });
    expect(Object.keys(children).filter((id) => id === 'session')).toEqual([]);
    expect(JSON.stringify(context)).not.toContain(document.number);
  });

  it('ends at once, in the middle of a service too, when that is the answer to the warning', async () => {
    const w = world();
    await w.tell(recovered);
    await w.lay();
    await w.act('choose', 0);
    await w.clock.advanceAsync(delays.attentionIdle);
    await w.act('finish');
    expect(w.kind()).toBe('farewell');
  });

  it('gives a bank card back at once and retains it when it is forgotten', async () => {
    const w = world();
    await w.tell(recovered);
    await w.tell({ type: 'card.inserted' });
    expect(w.screen().body).toMatchObject({ kind: 'takeMedia', what: 'card', urgency: 'calm' });
    await w.clock.advanceAsync(delays.cardCalm);
    expect(w.screen().body).toMatchObject({ kind: 'takeMedia', urgency: 'insistent' });
    await w.clock.advanceAsync(delays.cardInsistent);
    expect(w.screen().body).toMatchObject({ kind: 'cardRetained', reference: 'K-1', slip: 'printed' });
    await w.act('next');
    expect(w.kind()).toBe('identify');
  });

  it('says a person was asked, seen and closed only when the branch said so, and takes the call back at the end', async () => {
    const w = world();
    await w.tell(recovered);
    await w.act('start');
    await w.act('help');
    expect(w.screen().frame).toMatchObject({ overlay: { kind: 'help' }, help: { state: 'none' } });
    await w.act('callPerson');
    expect(w.screen().frame.help).toEqual({ state: 'asked', reference: 'H-0001' });
    await w.clock.advanceAsync(delays.helpUnanswered);
    await w.act('closeOverlay');
    expect(w.screen().frame.help.state).toBe('unanswered');
    await w.tell({ type: 'help.changed', state: 'seen' });
    expect(w.screen().frame.help.state).toBe('seen');
    await w.act('back');
    await w.clock.advanceAsync(delays.ratingOffer);
    expect(w.kind()).toBe('idle');
    expect(w.asked).toContain('withdrawHelp');
    expect(w.screen().frame.help.state).toBe('none');
  });

  it('keeps a call of which nothing is heard for a while: it goes on when it is heard of, and is taken back at the end', async () => {
    const w = world();
    await w.tell(recovered);
    await w.act('start');
    await w.act('help');
    await w.act('callPerson');
    await w.tell({ type: 'help.changed', state: 'unreachable' });
    expect(w.screen().frame.help).toEqual({ state: 'unreachable', reference: null });
    await w.tell({ type: 'help.changed', state: 'asked' });
    expect(w.screen().frame.help).toEqual({ state: 'asked', reference: 'H-0001' });
    await w.tell({ type: 'help.changed', state: 'unreachable' });
    await w.tell({ type: 'help.changed', state: 'seen' });
    expect(w.screen().frame.help.state).toBe('seen');
    await w.tell({ type: 'help.changed', state: 'unreachable' });
    await w.act('closeOverlay');
    await w.act('back');
    await w.clock.advanceAsync(delays.ratingOffer);
    expect(w.kind()).toBe('idle');
    expect(w.asked).toContain('withdrawHelp');
  });

  it('knows in the next visit that the printer came back in this one', async () => {
    const w = world({ printReceipt: async () => ({ outcome: 'unknown' }) });
    await w.tell(recovered);
    await w.lay();
    await w.act('choose', 0);
    await w.act('choose', 0);
    await w.act('confirm');
    await w.act('printReceipt');
    await w.tell({ type: 'health', of: 'receiptPrinter', health: 'down' });
    await w.tell({ type: 'health', of: 'receiptPrinter', health: 'ok' });
    expect(w.screen().body).toMatchObject({ receipt: 'unknown' });
    await w.act('next');
    await w.clock.advanceAsync(delays.ratingOffer);
    await w.lay();
    await w.act('choose', 0);
    await w.act('choose', 0);
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ kind: 'result', receipt: 'offered' });
  });

  it('notes at the welcome that the printer is back', async () => {
    const w = world();
    await w.tell(recovered);
    await w.tell({ type: 'health', of: 'receiptPrinter', health: 'down' });
    expect(w.actor.getSnapshot().context.health.receiptPrinter).toBe('down');
    await w.tell({ type: 'health', of: 'receiptPrinter', health: 'ok' });
    expect(w.actor.getSnapshot().context.health.receiptPrinter).toBe('ok');
    await w.act('start');
    for (const step of ['identify', 'menu']) {
      await w.tell({ type: 'health', of: 'receiptPrinter', health: 'down' });
      await w.tell({ type: 'health', of: 'receiptPrinter', health: 'ok' });
      expect([step, w.actor.getSnapshot().context.health.receiptPrinter]).toEqual([step, 'ok']);
      expect(w.actor.getSnapshot().children.session?.getSnapshot().context.health.receiptPrinter).toBe('ok');
      await w.lay();
    }
  });
});
