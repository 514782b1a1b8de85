import { describe, expect, it } from 'vitest';
import { delays } from '../delays.ts';
import type { FlowEvent } from '../events.ts';
import { SHA256 } from '../sale-ports.test-data.ts';
import { atMenu as atTheMenuOf, calledWorld, speaks } from './call.test-data.ts';
import { anyAct, assessing, buying, type Watched, watched } from './hands.test-data.ts';
import { recovered, world } from './world.test-data.ts';

const quietly = (w: Pick<Watched, 'tell'>) => w.tell({ type: 'act.quietHelp', choice: 0 });
const done = (w: Pick<Watched, 'tell'>) => w.tell({ type: 'quiet.changed', state: 'closed' });

/** A world in which the walk has come to its nth screen; null where the walk is shorter. */
async function come(walk: typeof assessing, place: number): Promise<Watched | null> {
  const w = watched();
  let at = 0;
  for await (const _ of walk(w)) if (at++ === place) return w;
  return null;
}

/** Somebody who is known and has chosen nothing. */
async function atMenu(over: Parameters<typeof world>[0] = {}) {
  const w = world(over);
  await w.tell(recovered);
  await w.lay();
  return w;
}

describe.each([
  ['the assessment', assessing],
  ['the purchase', buying],
] as const)('quiet help in %s', (_, walk) => {
  it('is the ordinary busy screen at every step, gives nothing to whatever is pressed, and comes back as it was', async () => {
    const seen: string[] = [];
    for (let place = 0; ; place++) {
      const w = await come(walk, place);
      if (!w) break;
      seen.push(w.kind());
      const before = w.screen();
      const agreed = [...w.consents];
      await quietly(w);
      const busy = w.screen();
      expect(busy.body, before.body.kind).toMatchObject({ kind: 'working', phase: 'brief' });
      expect(busy.actions.map(({ id }) => id)).toEqual(['help', 'display']);
      // Only the step's own part of the picture is another one.
      expect(busy.frame).toEqual({ ...before.frame, slot: null });
      for (const id of [
        'confirm',
        'choose',
        'next',
        'agree',
        'back',
        'finish',
        'decline',
        'clear',
        'nextPage',
      ])
        await w.tell(anyAct(id));
      await w.tell({ type: 'ink.changed', strokes: 3 } as FlowEvent);
      expect(w.screen()).toEqual(busy);
      await done(w);
      expect(w.screen()).toEqual(before);
      expect([w.consents, w.submissions]).toEqual([agreed, []]);
    }
    expect(seen).toEqual(expect.arrayContaining(['readPaper', 'consent', 'sign']));
  }, 60_000);
});

describe('quiet help', () => {
  it('looks like the wait that the same screen really has', async () => {
    const w = await atMenu({ lookupCustomer: () => new Promise(() => {}) });
    const ordinary = w.screen();
    expect(ordinary.body.kind).toBe('working');
    await quietly(w);
    expect(w.screen()).toEqual(ordinary);
  });

  it('begins for a teller who sees it, by an act of his or by the flow itself, and for nobody while nobody is there', async () => {
    const byTeller = {
      type: 'call.act',
      act: '00000000-0000-4000-8000-000000000000',
      remote: { do: 'quiet' },
    } as const;
    for (const event of [byTeller, { type: 'quiet.begin' } as const]) {
      const w = await atMenu();
      await w.tell(event);
      expect([w.kind(), w.asked]).toEqual(['working', ['quiet']]);
    }
    const w = await atMenu();
    await w.tell({ ...byTeller, remote: { do: 'still' } });
    expect([w.kind(), w.asked]).toEqual(['menu', []]);
    const nobody = world();
    await nobody.tell(recovered);
    await quietly(nobody);
    expect([nobody.kind(), nobody.asked]).toEqual(['idle', []]);
  });

  it('alerts once, however often it is said, and once more when it is said again afterwards', async () => {
    const w = await atMenu();
    await quietly(w);
    await quietly(w);
    await w.tell({ type: 'quiet.begin' });
    expect(w.asked).toEqual(['quiet']);
    await done(w);
    await quietly(w);
    expect(w.asked).toEqual(['quiet', 'quiet']);
    expect(w.asked).not.toContain('withdrawHelp');
  });

  it('leaves help and display as they are on a busy screen, and the call for a person too', async () => {
    const w = await atMenu();
    await quietly(w);
    await w.act('help');
    expect(w.screen().frame.help).toEqual({ state: 'none', reference: null });
    expect(w.screen().actions.map(({ id }) => id)).not.toContain('complain');
    await w.act('closeOverlay');
    await w.act('display');
    await w.act('setLanguage', 1);
    expect(w.screen().frame.language).toBe('en');
    await w.act('closeOverlay');
    expect(w.kind()).toBe('working');
  });

  it('takes away what lay over the step, a warning too, and warns of nothing while it stands', async () => {
    const w = await atMenu();
    await w.act('help');
    await quietly(w);
    expect(w.screen().frame.overlay).toBeNull();
    await w.clock.advanceAsync(delays.attentionIdle + 1_000);
    expect(w.screen().frame.overlay).toBeNull();
    await done(w);
    expect([w.kind(), w.screen().frame.overlay]).toEqual(['menu', null]);
    await w.clock.advanceAsync(delays.attentionIdle);
    expect(w.screen().frame.overlay?.kind).toBe('attention');
    await quietly(w);
    await w.clock.advanceAsync(delays.attentionWarning);
    await done(w);
    expect([w.kind(), w.screen().frame.overlay]).toEqual(['menu', null]);
  });

  it('ends the visit as if something had failed when nobody comes, and gives everything back', async () => {
    const w = await atMenu();
    await quietly(w);
    await w.clock.advanceAsync(delays.quietUnseen - 1_000);
    expect(w.kind()).toBe('working');
    await w.clock.advanceAsync(1_000);
    expect(w.screen().body).toMatchObject({ kind: 'farewell', why: 'fault' });
    await w.clock.advanceAsync(delays.farewell);
    expect(w.kind()).toBe('idle');
    expect(w.actor.getSnapshot().value).toMatchObject({ quiet: 'none' });
  });

  it('waits longer once somebody goes there, and not for ever', async () => {
    const w = await atMenu();
    await quietly(w);
    await w.tell({ type: 'quiet.changed', state: 'seen' });
    await w.clock.advanceAsync(delays.quietSeen - 1_000);
    expect(w.kind()).toBe('working');
    await w.clock.advanceAsync(1_000);
    expect(w.kind()).toBe('farewell');
  });

  it('gives back a card that is in the machine, and goodbye is said in the open', async () => {
    const w = await atMenu({ cardPlace: async () => ({ place: 'none' }) });
    await w.tell({ type: 'card.inserted' });
    expect(w.screen().frame.card?.where).toBe('gate');
    await quietly(w);
    expect([w.kind(), w.screen().frame.card?.where]).toEqual(['working', 'gate']);
    await w.tell({ type: 'card.removed' });
    expect(w.screen().frame.card).toBeNull();
    await w.clock.advanceAsync(delays.quietUnseen);
    expect(w.kind()).toBe('farewell');
    await quietly(w);
    expect([w.kind(), w.asked]).toEqual(['farewell', ['quiet', 'quiet']]);
    await w.act('next');
    expect(w.kind()).toBe('idle');
  });
});

describe('in a call', () => {
  it('the screen is the ordinary wait beside the call, and the teller can put nothing forward on it', async () => {
    const w = calledWorld();
    await atTheMenuOf(w);
    await speaks(w);
    await w.act('closeOverlay');
    const { call } = w.screen().frame;
    const [row] = w.screen().actions.filter(({ id }) => id === 'choose');
    await w.remote('quiet', { do: 'quiet' });
    expect(w.screen().body).toMatchObject({ kind: 'working', phase: 'brief' });
    expect(w.screen().frame).toMatchObject({ call, overlay: null });
    await w.remote('row', { do: 'propose', inputs: [{ action: 'choose', choice: row?.choice ?? 0 }] });
    expect(w.overlay()).toBeNull();
    expect(w.answered).toContain('quiet shown');
    expect(w.answered.filter((one) => one.startsWith('row '))).not.toContain('row asked');
    await done(w);
    expect(w.kind()).toBe('menu');
  });

  it('nothing that was put forward before is entered while it stands', async () => {
    const w = calledWorld();
    await atTheMenuOf(w);
    await speaks(w);
    await w.act('closeOverlay');
    await w.remote('row', { do: 'propose', inputs: [{ action: 'choose', choice: 0 }] });
    expect(w.overlay()?.kind).toBe('proposal');
    await quietly(w);
    expect(w.overlay()).toBeNull();
    await w.tell(anyAct('acceptProposal'));
    await done(w);
    expect(w.kind()).toBe('menu');
    expect(w.answered).not.toContain('row accepted');
  });
});

describe('what was confirmed just before', () => {
  it('is not submitted while it stands, nor afterwards: it has to be confirmed again', async () => {
    const sealed = { outcome: 'sealed', sha256: SHA256, number: 'n', stamped: true } as const;
    let seal = (): void => {};
    const w = watched({
      signPaper: () =>
        new Promise((resolve) => {
          seal = () => resolve(sealed);
        }),
    });
    for await (const _ of assessing(w));
    await w.tell({ type: 'ink.changed', strokes: 2 });
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ kind: 'working', what: 'sealPaper' });
    const ordinary = w.screen();
    await quietly(w);
    expect(w.screen()).toEqual(ordinary);
    seal();
    await w.clock.advanceAsync(0);
    expect([w.kind(), w.submissions]).toEqual(['working', []]);
    await done(w);
    expect(w.submissions).toEqual([]);
    expect(w.kind()).not.toBe('working');
  });

  it('is what it is once it has been sent', async () => {
    let answer = (): void => {};
    const w = watched({
      submit: () =>
        new Promise((resolve) => {
          answer = () => resolve({ submission: 's-1', reference: 'T01-0001-1', outcome: 'done' });
        }),
    });
    for await (const _ of assessing(w));
    await w.tell({ type: 'ink.changed', strokes: 2 });
    await w.act('confirm');
    await quietly(w);
    answer();
    await w.clock.advanceAsync(0);
    expect(w.kind()).toBe('working');
    await done(w);
    expect(w.screen().body).toMatchObject({ kind: 'assessmentResult' });
  });
});
