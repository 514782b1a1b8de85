import { describe, expect, it } from 'vitest';
import { delays } from '../delays.ts';
import { atMenu, type CalledWorld, calledWorld, calls } from './call.test-data.ts';

const DAYS = 30;

function world() {
  const recorded: string[] = [];
  const consents: string[] = [];
  const w = calledWorld({
    recordCall: async (wish) => {
      recorded.push(wish.on ? `on ${wish.days}` : `off ${wish.by}`);
      return {};
    },
    recordConsent: async ({ rule, answer }) => {
      consents.push(`${rule} ${answer}`);
      return {};
    },
  });
  return { ...w, recorded, consents };
}

async function live(w: CalledWorld, mode: 'video' | 'text' = 'video', recordingDays: number | null = DAYS) {
  await atMenu(w);
  await calls(w, mode === 'text' ? 2 : 0);
  await w.tell({ type: 'call.assigned', recordingDays, turn: 1, teller: '周其安' });
  await w.tell({ type: 'call.live', mode });
}

describe('the recording of a call', () => {
  it('is asked for once the two see each other, and begins with a yes that is written down first', async () => {
    const w = world();
    await live(w);
    expect(w.overlay()).toEqual({ kind: 'recordingAsked', teller: '周其安', days: DAYS });
    expect(w.recorded).toEqual([]);
    await w.act('allowRecording');
    expect([w.consents, w.recorded]).toEqual([['callRecording agreed'], [`on ${DAYS}`]]);
    await w.tell({ type: 'call.recording', stand: 'on' });
    expect(w.call()).toMatchObject({ state: 'live', recording: 'on' });
    // Within reach on the step itself, and over help by keypad.
    await w.act('closeOverlay');
    expect(w.ids()).toContain('stopCallRecording');
    await w.act('help');
    expect(w.screen().actions.find(({ id }) => id === 'stopCallRecording')?.key).toBeDefined();
    await w.act('stopCallRecording');
    expect(w.recorded).toEqual([`on ${DAYS}`, 'off customer']);
    expect(w.call()).toMatchObject({ state: 'live', recording: 'stopped' });
    expect(w.ids()).not.toContain('stopCallRecording');
    // What the host tells after that changes nothing of it.
    await w.tell({ type: 'call.recording', stand: 'on' });
    expect(w.call()?.recording).toBe('stopped');
  });

  it('is not asked for where the branch does not record, nor in writing, nor a second time', async () => {
    for (const [mode, days] of [
      ['video', null],
      ['text', DAYS],
    ] as const) {
      const w = world();
      await live(w, mode, days);
      expect(w.overlay()?.kind).toBe('call');
      expect(w.call()?.recording).toBeUndefined();
    }
    const w = world();
    await live(w);
    await w.act('declineRecording');
    await w.tell({ type: 'call.waiting', wait: null, transferred: true });
    await w.tell({ type: 'call.assigned', recordingDays: DAYS, turn: 2, teller: '郑安然' });
    await w.tell({ type: 'call.live', mode: 'video' });
    expect(w.overlay()?.kind).toBe('call');
    expect([w.consents, w.recorded]).toEqual([['callRecording declined'], []]);
    expect(w.call()).toMatchObject({ state: 'live', recording: 'declined' });
  });

  it('does not begin where nobody answers, and nothing is written of an answer', async () => {
    const w = world();
    await live(w);
    await w.clock.advanceAsync(delays.callAsk);
    expect([w.consents, w.recorded, w.call()?.recording]).toEqual([[], [], 'declined']);
    expect(w.overlay()?.kind).not.toBe('recordingAsked');
  });

  it('does not begin where the yes cannot be written down', async () => {
    const w = calledWorld({ recordConsent: () => Promise.reject(new Error('full')) });
    await live(w);
    await w.act('allowRecording');
    expect(w.call()).toMatchObject({ state: 'live', recording: 'declined' });
  });

  it('is ended by the teller, too, which the customer sees; there is nothing to end before it was agreed to', async () => {
    const w = world();
    await live(w);
    await w.remote('a', { do: 'stopRecording' });
    expect(w.answered).toContain('a notOffered');
    await w.act('allowRecording');
    await w.remote('b', { do: 'stopRecording' });
    expect(w.recorded).toEqual([`on ${DAYS}`, 'off teller']);
    expect(w.call()).toMatchObject({ recording: 'stopped', moved: { action: 'stopCallRecording' } });
  });

  it('cannot be agreed to from afar', async () => {
    const w = world();
    await live(w);
    await w.remote('a', { do: 'propose', inputs: [{ action: 'allowRecording' }] });
    expect(w.overlay()?.kind).toBe('recordingAsked');
    expect(w.recorded).toEqual([]);
  });
});
