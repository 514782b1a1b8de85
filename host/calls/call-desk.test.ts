import { describe, expect, it } from 'vitest';
import type { CallEvent } from '#flows/call-ports.ts';
import { settled, terminal } from './call-desk.test-data.ts';
import { actOf, NEW_PHONE, screenOf, teller } from './calls.test-data.ts';

const types = (told: readonly CallEvent[]) => told.map(({ type }) => type);

describe('a call at the terminal', () => {
  it('says who and what was done, waits, is taken, and is live once the page has seen the teller', async () => {
    const t = terminal();
    expect(await t.ports.openCallMedia({ mode: 'video' })).toEqual({
      mode: 'video',
      camera: null,
      microphone: null,
    });
    const asked = await t.ports.requestCall({ reason: 'asked', mode: 'video' });
    expect(asked).toEqual({ reached: true, reference: 'V-0001' });
    expect(t.branch.requests[0]).toMatchObject({
      service: 'changeReservedPhone',
      step: 'newNumber',
      reason: 'asked',
    });
    expect(await t.ports.requestCall({ reason: 'asked', mode: 'video' })).toEqual(asked);
    expect(t.branch.requests).toHaveLength(1);
    t.branch.news({ state: 'assigned', turn: 1, teller, wait: null });
    await settled();
    expect(t.order().open).toMatchObject({ turn: 1, mode: 'video', audio: 'handset', camera: true });
    expect(types(t.told)).toEqual(['call.waiting', 'call.assigned']);
    await t.link('connecting', 'video');
    expect(types(t.told)).toEqual(['call.waiting', 'call.assigned']);
    await t.link('connected', 'video');
    expect(t.told.at(-1)).toEqual({ type: 'call.live', mode: 'video' });
    expect(t.branch.told).toContain('live 1 video');
  });

  it('in writing alone is live without any media, and no camera is opened', async () => {
    const t = terminal();
    await t.taken('text');
    expect(t.told.at(-1)).toEqual({ type: 'call.live', mode: 'text' });
    expect(t.orders.filter(({ open }) => open)).toEqual([]);
    expect(await t.ports.sayToTeller({ words: '您好，我听不见。' })).toEqual({ sent: true });
    expect(t.branch.sent.at(-1)).toMatchObject({ kind: 'chat', text: '您好，我听不见。' });
    t.branch.say({ kind: 'chat', id: '00000000-0000-4000-8000-00000000000a', text: '请看屏幕' });
    t.branch.say({ kind: 'chat', id: '00000000-0000-4000-8000-00000000000a', text: '请看屏幕' });
    await settled();
    expect(t.told.filter(({ type }) => type === 'call.said')).toEqual([
      { type: 'call.said', from: 'customer', words: '您好，我听不见。' },
      { type: 'call.said', from: 'teller', words: '请看屏幕' },
    ]);
  });

  it('falls back to writing where camera and microphone are denied, and says why', async () => {
    const t = terminal({ devices: false });
    expect(await t.ports.openCallMedia({ mode: 'video' })).toEqual({
      mode: 'text',
      camera: 'denied',
      microphone: 'denied',
    });
  });

  it('goes on in writing when the page has given up on media', async () => {
    const t = terminal();
    await t.taken();
    await t.link('connected', 'video');
    await t.link('interrupted', 'video');
    expect(t.told.at(-1)).toEqual({ type: 'call.interrupted' });
    await t.link('failed', 'video');
    expect(t.told.at(-1)).toEqual({ type: 'call.live', mode: 'text' });
    expect(t.branch.sent.filter(({ kind }) => kind === 'link').at(-1)).toMatchObject({
      mode: 'text',
      state: 'connected',
    });
  });

  it('gives the camera to a picture or a recording, goes on in writing, and comes back to it', async () => {
    const t = terminal();
    await t.taken();
    await t.link('connected', 'video');
    const still = await t.camera.take({ purpose: 'still', sound: false });
    await settled();
    expect(t.told.slice(-2)).toEqual([
      { type: 'call.live', mode: 'text' },
      { type: 'call.mediaLost', fault: 'taken' },
    ]);
    expect(t.order().open).toMatchObject({ turn: 1, mode: 'text' });
    if (!still.ok) throw new Error(still.error.code);
    still.value.release();
    await settled();
    await settled();
    expect(t.order().open).toMatchObject({ turn: 1, mode: 'video' });
    await t.link('connected', 'video');
    expect(t.told.at(-1)).toEqual({ type: 'call.live', mode: 'video' });
  });

  it('is interrupted as soon as the page is gone, and the next page is told what to keep', async () => {
    const t = terminal();
    await t.taken();
    await t.link('connected', 'video');
    t.desk.page.left(t.page);
    t.camera.left(t.page);
    await settled();
    expect(t.told.at(-1)).toEqual({ type: 'call.interrupted' });
    const before = t.toPage.length;
    t.camera.join(t.page);
    t.desk.page.join(t.page);
    await settled();
    // The same connection, and camera and microphone for it once more.
    expect(t.toPage.slice(before)).toMatchObject([
      { name: 'media.order', message: { open: null } },
      { name: 'call.order', message: { open: { turn: 1, mode: 'video' } } },
      { name: 'media.order', message: { open: { purpose: 'call' } } },
    ]);
    await t.link('connected', 'video');
    expect(t.told.at(-1)).toEqual({ type: 'call.live', mode: 'video' });
  });

  it('transferred waits again, and the next teller’s connection is another one', async () => {
    const t = terminal();
    await t.taken();
    await t.link('connected', 'video');
    t.branch.news({ state: 'waiting', turn: 1, transferred: true });
    await settled();
    expect(t.told.at(-1)).toMatchObject({ type: 'call.waiting', transferred: true });
    expect(t.order().open).toBeNull();
    t.branch.news({ state: 'assigned', turn: 2, teller, wait: null });
    await settled();
    expect(t.order().open).toMatchObject({ turn: 2 });
  });

  it('is said to be unheard while the branch does not answer, and as it stands when it does', async () => {
    const t = terminal();
    await t.taken('text');
    for (let missed = 0; missed < 3; missed++) t.branch.silence();
    await settled();
    expect(t.told.at(-1)).toEqual({ type: 'call.unheard' });
    t.branch.news({ state: 'live', turn: 1, teller, wait: null });
    await settled();
    expect(t.told.at(-1)).toEqual({ type: 'call.live', mode: 'text' });
  });

  it('goes on unseen while the desk’s line is mended and the picture still comes; in writing it does not', async () => {
    const t = terminal();
    await t.taken();
    await t.link('connected', 'video');
    t.branch.news({ state: 'live', turn: 1, wait: null, teller: { ...teller, silent: true } });
    await settled();
    expect(t.told.at(-1)).toEqual({ type: 'call.live', mode: 'video' });
    const s = terminal();
    await s.taken('text');
    s.branch.news({ state: 'live', turn: 1, wait: null, teller: { ...teller, silent: true } });
    await settled();
    expect(s.told.at(-1)).toEqual({ type: 'call.interrupted' });
  });

  it('shows what this teller says just now, and nothing of one before', async () => {
    const t = terminal();
    await t.taken('text');
    t.branch.say({ kind: 'caption', text: 'old' }, 9);
    t.branch.say({ kind: 'caption', text: 'new' }, 1);
    await settled();
    const shown = t.toPage.filter(({ name }) => name === 'call.caption').map(({ message }) => message);
    expect(shown).toMatchObject([{ text: 'new' }]);
  });

  it('hands an act to the flow once, tells the desk why it refused one, and answers no replay', async () => {
    const t = terminal();
    await t.taken('text');
    const act = actOf({ do: 'highlight', what: { action: 'next' } });
    for (let again = 0; again < 3; again++) t.branch.say({ kind: 'act', act });
    await settled();
    expect(t.told.filter(({ type }) => type === 'call.act')).toEqual([
      { type: 'call.act', act: act.id, remote: act.act },
    ]);
    const stale = actOf({ do: 'move', action: 'back' }, { step: 1 });
    t.branch.say({ kind: 'act', act: stale });
    await settled();
    expect(t.branch.sent.filter(({ kind }) => kind === 'acted')).toEqual([
      { kind: 'acted', act: stale.id, result: 'stale' },
    ]);
    const results = t
      .entries()
      .filter(({ kind }) => kind === 'call.act')
      .map(({ facts }) => ('result' in facts ? facts.result : null));
    expect(results).toEqual(['passed', 'replayed', 'replayed', 'stale']);
  });

  it('writes down what was put forward from afar and accepted, for the paper that is signed later', async () => {
    const t = terminal();
    await t.taken('text');
    const [taken, declined] = [1, 2].map((choice) =>
      actOf({ do: 'propose', inputs: [{ action: 'digit', choice }] }),
    );
    for (const [act, result] of [
      [declined, 'declined'],
      [taken, 'accepted'],
    ] as const) {
      if (!act) throw new Error('no act');
      t.branch.say({ kind: 'act', act });
      await settled();
      await t.ports.answerAct({ act: act.id, result });
    }
    // Another act that he allowed is nothing that was entered.
    await t.ports.answerAct({ act: 'another', result: 'accepted' });
    expect(t.assisted.steps).toMatchObject([
      { service: 'changeReservedPhone', step: 'newNumber', by: teller.staff },
    ]);
  });

  it('lets no flood of acts through', async () => {
    const t = terminal();
    await t.taken('text');
    for (let act = 0; act < 60; act++)
      t.branch.say({ kind: 'act', act: actOf({ do: 'highlight', what: null }) });
    await settled();
    await settled();
    expect(t.told.filter(({ type }) => type === 'call.act')).toHaveLength(20);
    expect(
      t.branch.sent.filter((one) => one.kind === 'acted' && one.result === 'busy').length,
    ).toBeGreaterThan(0);
  });

  it('shows the teller each step once he is there, and of a code nothing', async () => {
    const t = terminal();
    t.show(screenOf(NEW_PHONE));
    expect(t.branch.told).not.toContain('view shown');
    await t.taken('text');
    expect(t.branch.told).toContain('view shown');
  });

  it('lets the teller put forward what the step under the large call admits, and close the call for him', async () => {
    const t = terminal();
    await t.taken('text');
    const step = screenOf(NEW_PHONE);
    const large = { kind: 'call', stage: 'talk', said: [], written: '', notSent: false, modes: [] } as const;
    t.show(
      {
        ...step,
        frame: { ...step.frame, overlay: { ...large, said: [], modes: [] } },
        actions: [{ id: 'say', role: 'choice', choice: 1 }],
      },
      step.actions,
    );
    const acts = [
      actOf({ do: 'propose', inputs: [{ action: 'digit', choice: 1 }] }),
      actOf({ do: 'move', action: 'closeOverlay' }),
      // Of the call itself nothing is put forward by anybody.
      actOf({ do: 'propose', inputs: [{ action: 'say', choice: 1 }] }),
    ];
    for (const act of acts) t.branch.say({ kind: 'act', act });
    await settled();
    expect(t.told.flatMap((event) => (event.type === 'call.act' ? [event.act] : []))).toEqual([
      acts[0]?.id,
      acts[1]?.id,
    ]);
    expect(t.branch.sent.at(-1)).toMatchObject({ kind: 'acted', act: acts[2]?.id, result: 'notOffered' });
  });

  it('writes nothing that was said or proposed to the journal in clear', async () => {
    const t = terminal();
    await t.taken('text');
    await t.ports.sayToTeller({ words: 'canary-words' });
    t.branch.say({
      kind: 'act',
      act: actOf({ do: 'propose', inputs: [{ action: 'digit', choice: 1, words: 'canary-value' }] }),
    });
    await settled();
    expect(JSON.stringify(t.entries())).not.toMatch(/canary/);
  });
});
