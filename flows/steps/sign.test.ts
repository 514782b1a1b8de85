import { describe, expect, it } from 'vitest';
import type { PadAnswer } from '../sale-ports.ts';
import { document, recovered, world } from '../terminal/world.test-data.ts';

const ASSESS = 2;

/** A customer before the place for his signature, with a pad whose captures the test ends. */
async function signer({ pad = true, elder = false } = {}) {
  const captures: { readonly signal: AbortSignal; readonly end: (answer: PadAnswer) => void }[] = [];
  const done: string[] = [];
  const w = world({
    captureOnPad: (_, signal) => new Promise((end) => captures.push({ signal, end })),
    pressOnPad: async ({ button }) => {
      done.push(`press ${button}`);
      return {};
    },
    clearInk: async () => {
      done.push('clearInk');
      return {};
    },
    signPaper: async () => {
      done.push('signPaper');
      return { outcome: 'notSigned', why: 'sealAway' };
    },
  });
  await w.tell(recovered);
  if (pad) await w.tell({ type: 'health', of: 'signaturePad', health: 'ok' });
  if (elder) {
    await w.act('display');
    await w.act('toggleTextSize');
    await w.act('closeOverlay');
  }
  await w.lay({ ...document, birthDate: '1990-01-01' });
  await w.act('choose', ASSESS);
  if (w.kind() === 'assessmentStanding') await w.act('confirm');
  while (w.kind() === 'assessmentQuestion') await w.act('choose', 1);
  await w.tell({ type: 'paper.shown', page: 1 });
  await w.act('nextPage');
  await w.tell({ type: 'paper.shown', page: 2 });
  await w.act('next');
  while (w.kind() === 'consent') await w.act('agree');
  const offered = () => w.screen().actions.map(({ id }) => id);
  const end = async (answer: PadAnswer) => {
    captures.at(-1)?.end(answer);
    await w.clock.advanceAsync(0);
  };
  return { ...w, captures, done, offered, end };
}

describe('where somebody signs', () => {
  it('is the screen, where there is no pad', async () => {
    const w = await signer({ pad: false });
    expect(w.screen().body).toMatchObject({ kind: 'sign', on: 'screen' });
    expect(w.offered()).not.toContain('usePad');
    await w.tell({ type: 'health', of: 'signaturePad', health: 'ok' });
    expect(w.offered()).toContain('usePad');
    await w.tell({ type: 'health', of: 'signaturePad', health: 'down' });
    expect(w.offered()).not.toContain('usePad');
  });

  it('is the screen or the pad, as he likes, and what he wrote on the one is not taken to the other', async () => {
    const w = await signer();
    expect(w.screen().body).toMatchObject({ kind: 'sign', on: 'screen' });
    await w.tell({ type: 'ink.changed', strokes: 2 });
    await w.act('usePad');
    expect(w.screen().body).toMatchObject({ on: 'pad', strokes: 0 });
    expect(w.offered()).not.toContain('confirm');
    await w.tell({ type: 'ink.changed', strokes: 3 });
    expect(w.screen().body).toMatchObject({ on: 'pad', strokes: 3 });
    await w.act('useScreen');
    expect(w.screen().body).toMatchObject({ on: 'screen', strokes: 0 });
    expect(w.captures.map(({ signal }) => signal.aborted)).toEqual([true]);
  });

  it('is the pad first for who wants large letters, and the screen stays one touch away', async () => {
    const w = await signer({ elder: true });
    expect(w.screen().body).toMatchObject({ kind: 'sign', on: 'pad' });
    await w.act('useScreen');
    expect(w.screen().body).toMatchObject({ on: 'screen' });
  });

  it('can be reached and confirmed by keys alone', async () => {
    const w = await signer();
    const keyOf = (id: string) => w.screen().actions.find((action) => action.id === id)?.key;
    expect(keyOf('usePad')).toBe('one');
    await w.act('usePad');
    await w.tell({ type: 'ink.changed', strokes: 1 });
    const keys = w.screen().actions.flatMap(({ key }) => key ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    expect([keyOf('confirm'), keyOf('clear'), keyOf('decline'), keyOf('useScreen')]).toEqual([
      'enter',
      'clear',
      'zero',
      'one',
    ]);
  });
});

describe('on the pad', () => {
  it('the buttons of the screen press those of the pad, and the pad decides', async () => {
    const w = await signer();
    await w.act('usePad');
    await w.tell({ type: 'ink.changed', strokes: 2 });
    await w.act('clear');
    await w.tell({ type: 'ink.changed', strokes: 0 });
    expect(w.offered()).not.toContain('confirm');
    await w.tell({ type: 'ink.changed', strokes: 2 });
    await w.act('confirm');
    expect(w.done).toEqual(['press clear', 'press confirm']);
    expect(w.screen().body).toMatchObject({ kind: 'sign', on: 'pad', strokes: 2 });
    await w.end({ outcome: 'written', strokes: 2 });
    expect(w.done.at(-1)).toBe('signPaper');
  });

  it('who could not be sealed signs there again', async () => {
    const w = await signer();
    await w.act('usePad');
    await w.end({ outcome: 'written', strokes: 2 });
    expect(w.screen().body).toMatchObject({ on: 'pad', strokes: 0, problem: 'sealAway' });
    expect(w.captures).toHaveLength(2);
  });

  it('refusing there is refusing', async () => {
    const w = await signer();
    await w.act('usePad');
    await w.end({ outcome: 'refused' });
    expect(w.screen().body).toMatchObject({ kind: 'notSigned', why: 'declined' });
    expect(w.done).not.toContain('signPaper');
  });

  it.each(['padLost', 'padFailed'] as const)('%s: it is said, and he signs on the screen', async (why) => {
    const w = await signer();
    await w.act('usePad');
    await w.tell({ type: 'ink.changed', strokes: 1 });
    await w.end({ outcome: 'notWritten', why });
    expect(w.screen().body).toMatchObject({ kind: 'sign', on: 'screen', strokes: 0, problem: why });
    expect(w.done).not.toContain('signPaper');
  });

  it('what did not come whole is written again, there', async () => {
    const w = await signer();
    await w.act('usePad');
    await w.tell({ type: 'ink.changed', strokes: 4 });
    await w.end({ outcome: 'notWritten', why: 'notWhole' });
    expect(w.screen().body).toMatchObject({ kind: 'sign', on: 'pad', strokes: 0, problem: 'notWhole' });
    expect(w.captures).toHaveLength(2);
    expect(w.done).not.toContain('signPaper');
  });

  it.each(['back', 'decline', 'nothing any more'] as const)('is called off by "%s"', async (act) => {
    const w = await signer();
    await w.act('usePad');
    if (act === 'nothing any more') await w.clock.advanceAsync(1_800_000);
    else await w.act(act);
    expect(w.captures[0]?.signal.aborted).toBe(true);
    expect(w.kind()).not.toBe('sign');
  });

  it('somebody who writes is there', async () => {
    const w = await signer();
    await w.act('usePad');
    for (let stroke = 1; stroke < 40; stroke++) {
      await w.clock.advanceAsync(30_000);
      await w.tell({ type: 'ink.changed', strokes: stroke });
    }
    expect(w.screen().body).toMatchObject({ kind: 'sign', strokes: 39 });
    expect(w.screen().frame.overlay).toBeNull();
  });
});
