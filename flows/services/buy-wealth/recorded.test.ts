import { describe, expect, it } from 'vitest';
import type { FlowPorts } from '../../ports.ts';
import { catalogue, product, salePorts } from '../../sale-ports.test-data.ts';
import { document, recovered, world } from '../../terminal/world.test-data.ts';

const BUY = 3;
const DEVICES = ['camera', 'microphone'] as const;

/** Somebody before a product whose sale is recorded, at a terminal whose camera works but for what is named. */
async function buyer(over: Partial<FlowPorts> = {}, without?: 'camera' | 'microphone') {
  const done: string[] = [];
  const w = world({
    wealthProducts: async () => ({
      ok: true,
      value: { ...catalogue, products: [product({ recording: true, teachBack: [] })] },
    }),
    recordConsent: async ({ rule, answer }) => {
      done.push(`${rule} ${answer}`);
      return {};
    },
    startRecording: async (input) => {
      done.push('start');
      return salePorts.startRecording(input);
    },
    stopRecording: async (input) => {
      done.push(input.end === 'complete' ? `complete ${input.paper}` : `stopped ${input.by}`);
      return {};
    },
    signPaper: async (input) => {
      done.push('sign');
      return salePorts.signPaper(input);
    },
    discardPaper: async () => {
      done.push('discard');
      return {};
    },
    ...over,
  });
  await w.tell(recovered);
  for (const device of DEVICES)
    await w.tell({ type: 'health', of: device, health: device === without ? 'down' : 'ok' });
  await w.lay(document);
  await w.act('choose', BUY);
  const lost = () => w.tell({ type: 'recording.lost' });
  const order = async () => {
    await w.act('choose', 0);
    for (const digit of '1000') await w.act('digit', Number(digit));
    await w.act('confirm');
    await w.act('confirm');
  };
  const read = async () => {
    await w.tell({ type: 'paper.shown', page: 1 });
    await w.act('nextPage');
    await w.tell({ type: 'paper.shown', page: 2 });
    await w.act('next');
  };
  const agree = async () => {
    while (w.kind() === 'consent') await w.act('agree');
  };
  const sign = async () => {
    await w.tell({ type: 'ink.changed', strokes: 2 });
    await w.act('confirm');
  };
  const recording = () => w.screen().frame.recording === true;
  const offered = () => w.screen().actions.map(({ id }) => id);
  return { ...w, done, lost, order, read, agree, sign, recording, offered };
}

describe('a product whose sale is recorded', () => {
  it.each(DEVICES)('is not sold here without %s, and the screen says why', async (without) => {
    const w = await buyer({}, without);
    await w.act('choose', 0);
    expect(w.screen().body).toMatchObject({ kind: 'notSuitable', why: 'recordingAway' });
    expect(w.done).toEqual([]);
  });

  it('is recorded from the consent over risks and signature to the order, and every screen says so', async () => {
    const w = await buyer();
    await w.order();
    expect(w.screen().body).toMatchObject({ kind: 'consent', rule: 'recording' });
    expect(w.recording()).toBe(false);
    await w.act('agree');
    expect(w.screen().body).toMatchObject({ kind: 'readPaper' });
    expect(w.recording()).toBe(true);
    expect(w.offered()).toContain('stopRecording');
    await w.read();
    expect(w.screen().body).toMatchObject({ kind: 'consent', rule: 'riskDisclosure' });
    expect(w.recording()).toBe(true);
    await w.agree();
    expect([w.kind(), w.recording()]).toEqual(['sign', true]);
    await w.sign();
    expect(w.screen().body).toMatchObject({ kind: 'orderResult', outcome: 'done' });
    expect(w.recording()).toBe(false);
    expect(w.done).toEqual([
      'recording agreed',
      'start',
      'riskDisclosure agreed',
      'suitability agreed',
      'electronicSigning agreed',
      'sign',
      expect.stringMatching(/^complete /),
    ]);
    expect(w.submissions).toHaveLength(1);
  });

  it('is not recorded without consent, and leads to the counter', async () => {
    const w = await buyer();
    await w.order();
    await w.act('decline');
    expect(w.screen().body).toMatchObject({ kind: 'notSigned', why: 'recordingDeclined' });
    expect(w.done).toEqual(['recording declined']);
    await w.act('next');
    expect(w.kind()).toBe('menu');
  });

  it('is not sold where nothing can be recorded after all', async () => {
    const w = await buyer({ startRecording: async () => ({ ok: false, error: { code: 'notRecording' } }) });
    await w.order();
    await w.act('agree');
    expect(w.screen().body).toMatchObject({ kind: 'notSigned', why: 'recordingAway' });
    await w.act('back');
    expect(w.kind()).toBe('reviewOrder');
    expect(w.submissions).toEqual([]);
  });

  it('can be ended by the customer on every screen of it, over help and display too', async () => {
    for (const screens of [0, 1, 2, 3]) {
      const w = await buyer();
      await w.order();
      await w.act('agree');
      if (screens > 0) await w.read();
      if (screens > 1) await w.agree();
      if (screens === 3) await w.tell({ type: 'ink.changed', strokes: 2 });
      if (screens % 2 === 1) await w.act(screens === 1 ? 'help' : 'display');
      expect(w.recording()).toBe(true);
      const keyed = w.screen().actions.find(({ id }) => id === 'stopRecording')?.key !== undefined;
      expect(keyed).toBe(screens % 2 === 1);
      await w.act('stopRecording');
      expect(w.screen().body).toMatchObject({ kind: 'notSigned', why: 'recordingStopped' });
      expect(w.screen().frame.overlay).toBeNull();
      expect(w.recording()).toBe(false);
      expect(w.done).toContain('stopped customer');
      expect(w.done).toContain('discard');
      expect(w.done).not.toContain('sign');
      expect(w.offered()).not.toContain('tryAgain');
      await w.act('next');
      expect(w.kind()).toBe('menu');
      expect(w.submissions).toEqual([]);
    }
  });

  it('of which the recording is lost ends cleanly, whatever the customer was doing', async () => {
    for (const screens of [0, 1, 2, 3]) {
      const w = await buyer();
      await w.order();
      await w.act('agree');
      if (screens > 0) await w.read();
      if (screens > 1) await w.agree();
      if (screens > 2) await w.tell({ type: 'ink.changed', strokes: 2 });
      await w.lost();
      expect(w.screen().body).toMatchObject({ kind: 'notSigned', why: 'recordingLost' });
      expect(w.recording()).toBe(false);
      expect(w.done).not.toContain('sign');
      expect(w.done).toContain('discard');
      await w.act('back');
      expect(w.kind()).toBe('reviewOrder');
      expect(w.submissions).toEqual([]);
    }
  });

  it.each([
    ['is not signed where the host says so', { outcome: 'notSigned', why: 'recordingLost' }],
    ['is not signed where another reason was quicker', { outcome: 'notSigned', why: 'sealAway' }],
    [
      'is not ordered where the seal was quicker',
      { outcome: 'sealed', sha256: 'ab', number: 'n', stamped: true },
    ],
  ] as const)('that is lost while it is sealed %s', async (_, answer) => {
    const sealing = Promise.withResolvers<Awaited<ReturnType<FlowPorts['signPaper']>>>();
    const w = await buyer({ signPaper: () => sealing.promise });
    await w.order();
    await w.act('agree');
    await w.read();
    await w.agree();
    await w.sign();
    expect([w.kind(), w.recording()]).toEqual(['working', true]);
    await w.lost();
    expect([w.kind(), w.recording()]).toEqual(['working', false]);
    sealing.resolve(answer);
    await w.clock.advanceAsync(0);
    expect(w.screen().body).toMatchObject({ kind: 'notSigned', why: 'recordingLost' });
    expect(w.submissions).toEqual([]);
  });

  it('is recorded no further once the customer goes back, and asked about anew', async () => {
    const w = await buyer();
    await w.order();
    await w.act('agree');
    await w.act('back');
    expect(w.kind()).toBe('reviewOrder');
    expect(w.done).toEqual(['recording agreed', 'start', 'discard', 'stopped leaving']);
    expect(w.recording()).toBe(false);
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ kind: 'consent', rule: 'recording' });
  });
});
