import { describe, expect, it } from 'vitest';
import { delays } from '../delays.ts';
import type { FlowPorts } from '../ports.ts';
import { document, recovered, world } from './world.test-data.ts';

describe('an ID card whose lifting nobody saw', () => {
  /** A reader whose cable is pulled: it cannot be asked; and what lies on it. */
  function reader() {
    const state = { away: false, lies: false };
    const documentPresence: FlowPorts['documentPresence'] = async () => ({
      presence: state.away ? 'unknown' : state.lies ? 'present' : 'absent',
    });
    let read: ((answer: Awaited<ReturnType<FlowPorts['readDocument']>>) => void) | undefined;
    let reads = 0;
    const w = world({
      documentPresence,
      readDocument: (_, signal) =>
        new Promise((resolve) => {
          reads++;
          read = resolve;
          signal.addEventListener('abort', () => resolve({ ok: false, error: { code: 'cancelled' } }));
        }),
    });
    const cable = async (health: 'ok' | 'down') => {
      state.away = health === 'down';
      if (state.away) read?.({ ok: false, error: { code: 'device' } });
      await w.tell({ type: 'health', of: 'idScanner', health });
    };
    const put = () => {
      state.lies = true;
    };
    const lay = async () => {
      put();
      await w.tell({ type: 'document.found' });
      read?.({ ok: true, value: { document } });
      await w.clock.advanceAsync(0);
    };
    const lift = async () => {
      state.lies = false;
      await w.clock.advanceAsync(delays.presencePoll);
    };
    return { ...w, cable, put, lay, lift, reads: () => reads };
  }
  const lifted = { kind: 'idle', notice: null };
  const toBeLifted = { kind: 'idle', notice: 'liftLeftIdCard' };

  it('is asked for once more, and then by the welcome, before anything is read', async () => {
    const w = reader();
    await w.tell(recovered);
    await w.lay();
    expect(w.kind()).toBe('menu');
    await w.cable('down');
    await w.act('finish');
    expect(w.screen().body).toMatchObject({ kind: 'takeMedia', what: 'idCard', urgency: 'calm' });
    await w.clock.advanceAsync(delays.idCardCalm);
    expect(w.kind()).toBe('farewell');
    await w.clock.advanceAsync(delays.farewell);
    expect(w.screen().body).toMatchObject({ kind: 'outOfService', reason: 'idScanner' });
    const before = w.reads();
    await w.cable('ok');
    expect(w.screen().body).toMatchObject(toBeLifted);
    await w.clock.advanceAsync(60 * delays.presencePoll);
    expect(w.screen().body).toMatchObject(toBeLifted);
    expect(w.reads()).toBe(before);
    await w.lift();
    expect(w.screen().body).toMatchObject(lifted);
    expect(w.reads()).toBe(before + 1);
  });

  it('is not waited for when the reader sees, back in time, that it is gone', async () => {
    const w = reader();
    await w.tell(recovered);
    await w.lay();
    await w.cable('down');
    await w.act('finish');
    await w.cable('ok');
    await w.lift();
    expect(w.kind()).toBe('farewell');
    await w.clock.advanceAsync(delays.farewell);
    expect(w.screen().body).toMatchObject(lifted);
  });

  it('is not claimed to lie there by a visit that saw none, and yet asked after', async () => {
    const w = reader();
    await w.tell(recovered);
    await w.act('start');
    w.put();
    await w.cable('down');
    expect(w.screen().body).toMatchObject({ kind: 'identify', problem: 'readerFault' });
    await w.act('back');
    expect(w.kind()).toBe('farewell');
    await w.clock.advanceAsync(delays.farewell);
    await w.cable('ok');
    expect(w.screen().body).toMatchObject(toBeLifted);
  });

  it('is not read when the reader was lost in the middle of its first reading', async () => {
    const w = reader();
    await w.tell(recovered);
    w.put();
    await w.tell({ type: 'document.found' });
    await w.cable('down');
    expect(w.screen().body).toMatchObject({ kind: 'outOfService', reason: 'idScanner' });
    await w.cable('ok');
    expect(w.screen().body).toMatchObject(toBeLifted);
  });

  it('is asked for at the end of a visit that never read one', async () => {
    const w = reader();
    await w.tell(recovered);
    await w.tell({ type: 'card.inserted' });
    w.put();
    await w.tell({ type: 'card.removed' });
    await w.act('back');
    expect(w.screen().body).toMatchObject({ kind: 'takeMedia', what: 'idCard' });
    await w.lift();
    expect(w.kind()).toBe('farewell');
  });
});
