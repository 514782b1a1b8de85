import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTION_IDS } from '#contracts/screen/actions.ts';
import { isFree } from '../compliance/hands-lock.ts';
import { delays } from '../delays.ts';
import type { FlowEvent } from '../events.ts';
import { anyAct, assessing, BY, buying, handsOn, helped, type Watched, watched } from './hands.test-data.ts';
import { recovered } from './world.test-data.ts';

const ids = (w: Watched) => w.screen().actions.map(({ id }) => id);
/** What such steps hear, and a few that they do not. */
const BEYOND = ACTION_IDS.filter((id) =>
  /^(choose|confirm|next|nextPage|agree|decline|digit|clear|usePad|words)$/.test(id),
);

/** A world in which the walk has come to its nth screen; its kind, or null where the walk is shorter. */
async function come(walk: typeof assessing, place: number): Promise<{ w: Watched; kind: string } | null> {
  const w = watched();
  let at = 0;
  for await (const kind of walk(w)) if (at++ === place) return { w, kind };
  return null;
}

/** What the customer has said, agreed to and written so far, wherever it stands. */
function own(w: Watched): string {
  const session = w.actor.getSnapshot().children.session?.getSnapshot();
  const service = session?.children.service?.getSnapshot() as
    | { children: Record<string, { getSnapshot(): Inner } | undefined> }
    | undefined;
  const assess = service?.children.assess?.getSnapshot();
  const sign = (assess?.children?.sign ?? service?.children.sign)?.getSnapshot();
  const consent = sign?.children?.consent?.getSnapshot();
  return JSON.stringify([
    assess?.context.answers,
    sign?.context.answers,
    sign?.context.wrong,
    consent?.context.place,
    consent?.context.part,
    w.consents,
    w.submissions,
  ]);
}
type Inner = {
  readonly context: Record<string, unknown>;
  readonly children?: Record<string, { getSnapshot(): Inner } | undefined>;
};

describe.each([
  ['the assessment', assessing],
  ['the purchase', buying],
] as const)('with hands on, in %s', (_, walk) => {
  it('every own step is locked, says so, and gives nothing to whatever is pressed: the service ends', async () => {
    const seen: string[] = [];
    for (let place = 0; ; place++) {
      const reached = await come(walk, place);
      if (!reached) break;
      const { w, kind } = reached;
      seen.push(kind);
      await handsOn(w);
      if (w.screen().frame.hands !== 'locked') continue;
      expect(w.screen().frame.overlay?.kind, kind).toBe('onlyYou');
      expect(
        ids(w).every((id) => isFree(id)),
        kind,
      ).toBe(true);
      expect(ids(w)).toEqual(expect.arrayContaining(['takeScreenBack', 'help', 'display', 'finish']));
      const before = own(w);
      for (const id of BEYOND) {
        const again = await come(walk, place);
        if (!again) throw new Error('the walk is another');
        await handsOn(again.w);
        await again.w.tell(anyAct(id));
        expect(again.w.kind(), `${kind} ${id}`).toBe('helperOverstepped');
        expect(again.w.screen().frame.hands).toBeUndefined();
        expect(again.w.consents).toEqual(w.consents);
        expect(again.w.submissions).toEqual([]);
        expect(again.w.asked.filter((what) => what.startsWith('endOverstepped'))).toHaveLength(1);
      }
      for (const event of [
        { type: 'ink.changed', strokes: 3 },
        { type: 'paper.shown', page: 1 },
      ] as const)
        await w.tell(event as FlowEvent);
      expect(own(w)).toBe(before);
    }
    const locked =
      walk === buying
        ? ['readPaper', 'teachBack', 'consent', 'sign']
        : ['assessmentQuestion', 'readPaper', 'consent', 'sign'];
    expect(seen).toEqual(expect.arrayContaining(locked));
  }, 60_000);

  it('no way whatever leads to an answer, a consent or ink', async () => {
    const acts = fc.oneof(
      { weight: 1, arbitrary: fc.constant('onward') },
      { weight: 2, arbitrary: fc.constantFrom('on', 'off', 'takeScreenBack', 'back') },
      { weight: 3, arbitrary: fc.constantFrom(...BEYOND) },
      { weight: 1, arbitrary: fc.constantFrom('ink', 'paper') },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 12 }),
        fc.array(acts, { minLength: 1, maxLength: 12 }),
        async (place, what) => {
          const reached = await come(walk, place);
          if (!reached) return;
          const { w } = reached;
          await handsOn(w);
          for (const one of what) {
            const before = own(w);
            const hands = w.actor.getSnapshot().context.hands !== null;
            const screen = w.screen();
            if (one === 'onward') {
              const next = screen.actions.find(({ role }) => role === 'primary' || role === 'choice');
              if (next) await w.tell(anyAct(next.id, next.choice ?? 0));
            } else if (one === 'on') await handsOn(w);
            else if (one === 'off') await w.tell({ type: 'hands.changed', by: null });
            else if (one === 'ink') await w.tell({ type: 'ink.changed', strokes: 2 });
            else if (one === 'paper') await w.tell({ type: 'paper.shown', page: 1 });
            else await w.tell(anyAct(one));
            if (!hands) continue;
            // The service may have ended, and with it what was answered; nothing was added to it.
            if (w.kind() !== 'helperOverstepped' && one !== 'back')
              expect(own(w), `${screen.body.kind} ${one}`).toBe(before);
            expect(w.captures.every((signal) => signal.aborted)).toBe(true);
            if (w.screen().body.kind === 'sign') expect(w.screen().body).toMatchObject({ strokes: 0 });
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe('a member of staff who operates the screen', () => {
  const atCards = async () => {
    const w = watched();
    await w.tell(recovered);
    await w.lay();
    await helped(w);
    await w.act('choose', 0);
    return w;
  };

  it('is shown on every screen, puts forward what the customer then confirms, and gives the screen back', async () => {
    const w = await atCards();
    await handsOn(w);
    expect(w.screen().frame).toMatchObject({ hands: 'on', overlay: null });
    await w.act('choose', 0);
    expect(w.screen()).toMatchObject({
      body: { kind: 'reviewBlock' },
      frame: { hands: 'locked', overlay: { kind: 'onlyYou', what: 'step' } },
    });
    await w.act('takeScreenBack');
    expect(w.screen().frame.hands).toBeUndefined();
    expect(w.asked).toEqual(['releaseHands']);
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ kind: 'result', outcome: 'done' });
    expect(w.submissions).toHaveLength(1);
  });

  it('finds language, size, help, back and leaving where they are, and help gives the screen back as well', async () => {
    const w = await atCards();
    await w.act('choose', 0);
    await handsOn(w);
    await w.act('display');
    await w.act('toggleTextSize');
    expect(w.screen().frame).toMatchObject({
      textSize: 'elder',
      hands: 'locked',
      overlay: { kind: 'display' },
    });
    await w.act('closeOverlay');
    await w.act('help');
    expect(ids(w)).toContain('takeScreenBack');
    await w.act('closeOverlay');
    await w.act('back');
    expect(w.screen()).toMatchObject({ body: { kind: 'chooseCard' }, frame: { hands: 'on' } });
    await w.act('help');
    await w.act('takeScreenBack');
    expect(w.screen().frame).toMatchObject({ overlay: null });
    expect(w.screen().frame.hands).toBeUndefined();
    await w.act('choose', 0);
    await handsOn(w);
    await w.act('finish');
    expect(w.kind()).toBe('farewell');
    expect(w.submissions).toEqual([]);
  });

  it('lets what was begun to be written go, and no pad waits, until the customer has the screen again', async () => {
    const w = watched();
    for await (const kind of assessing(w)) if (kind === 'sign') break;
    await w.tell({ type: 'ink.changed', strokes: 2 });
    expect(w.screen().body).toMatchObject({ kind: 'sign', strokes: 2 });
    await handsOn(w);
    expect(w.screen()).toMatchObject({ body: { strokes: 0 }, frame: { overlay: { what: 'sign' } } });
    await w.tell({ type: 'ink.changed', strokes: 3 });
    expect(w.screen().body).toMatchObject({ strokes: 0 });
    await w.act('takeScreenBack');
    await w.tell({ type: 'health', of: 'signaturePad', health: 'ok' });
    await w.act('usePad');
    expect(w.captures.at(-1)?.aborted).toBe(false);
    await handsOn(w);
    expect(w.captures.at(-1)?.aborted).toBe(true);
    await w.act('takeScreenBack');
    await w.tell({ type: 'ink.changed', strokes: 2 });
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ kind: 'assessmentResult' });
  });

  it.each(['closed', 'unreachable'] as const)('does not any more when the call is %s', async (state) => {
    const w = await atCards();
    await handsOn(w);
    await w.tell({ type: 'help.changed', state });
    if (state === 'unreachable') {
      expect(w.screen().frame.hands).toBe('on');
      await w.clock.advanceAsync(delays.handsUnheard - 1);
      expect(w.screen().frame.hands).toBe('on');
      await w.clock.advanceAsync(1);
      expect(w.asked).toContain('releaseHands');
    }
    expect(w.screen().frame.hands).toBeUndefined();
  });

  it('does not any more when the call is taken back, or the visit is over', async () => {
    const w = await atCards();
    await handsOn(w);
    await w.act('help');
    await w.act('withdrawCall');
    expect(w.screen().frame.hands).toBeUndefined();
    await w.act('callPerson');
    await w.tell({ type: 'help.changed', state: 'seen' });
    await handsOn(w);
    await w.tell(anyAct('finish'));
    await w.clock.advanceAsync(delays.ratingOffer);
    expect(w.kind()).toBe('idle');
    expect(w.screen().frame.hands).toBeUndefined();
  });

  it('finds nothing locked where nothing is asked of the customer', async () => {
    const w = watched({ riskStanding: async () => ({ ok: false, error: { code: 'unreachable' } }) });
    await w.tell(recovered);
    await w.lay();
    await helped(w);
    await w.act('choose', 2);
    await handsOn(w);
    expect(w.screen()).toMatchObject({ body: { kind: 'saleAway' }, frame: { hands: 'on', overlay: null } });
  });

  it('does nothing without a call', async () => {
    const w = watched();
    await w.tell(recovered);
    await handsOn(w);
    await w.lay();
    expect(w.screen().frame.hands).toBeUndefined();
  });
});

describe('a helper who does more than his right', () => {
  it.each([
    ['tryAgain', 'assessmentStanding'],
    ['anotherService', 'menu'],
    ['takeNumber', 'queueAway'],
    ['finish', 'farewell'],
  ] as const)('ends the service, and the customer goes on by %s', async (id, kind) => {
    const w = watched();
    for await (const at of assessing(w)) if (at === 'consent') break;
    await w.tell({ type: 'helper.acted', right: 'propose' });
    expect(w.screen().body).toMatchObject({ kind: 'helperOverstepped', service: 'assessRisk' });
    expect(w.asked).toContain('endOverstepped assessRisk sign propose');
    await w.act(id);
    expect(w.kind()).toBe(kind);
    expect(w.submissions).toEqual([]);
  });

  it('ends nothing by what he may: explaining anywhere, putting forward and deciding where it is declared', async () => {
    const w = watched();
    await w.tell(recovered);
    await w.lay();
    await w.tell({ type: 'helper.acted', right: 'approve' });
    await w.act('choose', 0);
    for (const right of ['explain', 'propose'] as const) await w.tell({ type: 'helper.acted', right });
    expect(w.kind()).toBe('chooseCard');
    await w.tell({ type: 'helper.acted', right: 'approve' });
    expect(w.kind()).toBe('helperOverstepped');
  });

  it('ends nothing that is on its way or done: that is not undone by ending anything', async () => {
    let submitted: (() => void) | undefined;
    const w = watched({
      submit: () =>
        new Promise((resolve) => {
          submitted = () => resolve({ submission: 's-1', reference: 'T01-0001-1', outcome: 'done' });
        }),
    });
    await w.tell(recovered);
    await w.lay();
    await w.act('choose', 0);
    await w.act('choose', 0);
    await w.act('confirm');
    expect(w.kind()).toBe('working');
    await w.tell({ type: 'helper.acted', right: 'approve' });
    expect(w.kind()).toBe('working');
    submitted?.();
    await w.clock.advanceAsync(0);
    await w.tell({ type: 'helper.acted', right: 'approve' });
    expect(w.screen().body).toMatchObject({ kind: 'result', outcome: 'done' });
  });

  it('is told by a digest', () => expect(BY).toMatch(/^[0-9a-f]{16}$/));
});
