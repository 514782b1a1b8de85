import { describe, expect, it } from 'vitest';
import type { RecordingEnd } from '#contracts/branch/recording.ts';
import { CALL_RECORDS } from '#contracts/bridge/call.ts';
import { SEGMENT_HEADER_BYTES } from '#contracts/bridge/recording.ts';
import type { CallEvent } from '#flows/call-ports.ts';
import { errandsThatArrive } from '../errands/errands.test-data.ts';
import { RECORDER_DELAYS } from '../recording/recorder.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { CallRecording, RECORDING_CALM, RECORDING_REST } from './call-recording.ts';
import { NEW_PHONE, ScriptedBranch, screenOf } from './calls.test-data.ts';

const CALL = 'call-of-nobody-1234';
const CODE = { kind: 'enterCode', entered: '', problem: null } as unknown as Parameters<typeof screenOf>[0];

/** A call that is recorded, its page and its branch played by hand. */
function recorded() {
  const { clock, journal, entries } = memoryForTests();
  const branch = new ScriptedBranch();
  const told: string[] = [];
  const orders: (number | null)[] = [];
  const ends: RecordingEnd[] = [];
  let page = true;
  let number = 0;
  const recording = new CallRecording({
    ...{ branch, journal, clock, errands: errandsThatArrive(journal, clock, (end) => ends.push(end)) },
    order: (record) => {
      if (record !== null) number = 0;
      orders.push(record);
      return page;
    },
    tell: (event: CallEvent) => {
      if (event.type === 'call.recording') told.push(event.stand);
    },
  });
  const settle = async (milliseconds = 0) => {
    await clock.advanceAsync(milliseconds);
    await clock.advanceAsync(0);
  };
  const asked = (): number => orders.findLast((order) => order !== null) ?? 0;
  const segment = async (last = false) => {
    const whole = Buffer.alloc(SEGMENT_HEADER_BYTES + (last ? 0 : 2));
    whole.writeUInt32BE(asked(), 0);
    whole.writeUInt32BE(number++, 4);
    whole.writeUInt8(last ? 1 : 0, 8);
    const heard = recording.hear(whole);
    await settle();
    return heard;
  };
  const live = async (turn = 1) => {
    recording.heard({ type: 'call.assigned', turn, teller: '周其安', recordingDays: 30 });
    recording.heard({ type: 'call.live', mode: 'video' });
    await settle();
  };
  const begin = async () => {
    await live();
    recording.agree('visit-1', CALL, 30);
    await settle(RECORDING_CALM);
    await segment();
  };
  return {
    ...{ clock, entries, branch, told, orders, ends, recording, settle, asked, segment, live, begin },
    leavePage: () => {
      page = false;
      recording.heard({ type: 'call.interrupted' });
      recording.pageGone();
    },
    comeBack: () => {
      page = true;
      recording.heard({ type: 'call.live', mode: 'video' });
    },
  };
}

describe('what a call is recorded as', () => {
  it('begins with the customer’s yes and nothing before, under a number no camera order ever has', async () => {
    const t = recorded();
    await t.live();
    await t.settle(RECORDING_REST);
    expect([t.orders, t.branch.origins]).toEqual([[], []]);
    t.recording.agree('visit-1', CALL, 30);
    await t.settle(RECORDING_CALM);
    expect(t.asked()).toBeGreaterThan(CALL_RECORDS);
    expect(t.told).toEqual(['starting']);
    await t.segment();
    expect(t.told).toEqual(['starting', 'on']);
    expect(t.branch.origins).toMatchObject([
      {
        service: 'call',
        visit: 'visit-1',
        call: { call: CALL, turn: 1, part: 1, before: null, keepDays: 30 },
      },
    ]);
  });

  it('stops with the very screen that is the customer’s alone, also while it is just beginning', async () => {
    const t = recorded();
    await t.begin();
    t.recording.see(screenOf(CODE));
    // Before anything is awaited: not one second of it.
    expect(t.orders.at(-1)).toBeNull();
    await t.segment(true);
    expect(t.told.at(-1)).toBe('paused');
    expect(t.ends.at(-1)).toMatchObject({ end: 'complete', reason: 'ownStep', count: 1 });
    await t.settle(RECORDING_REST);
    expect(t.orders.at(-1)).toBeNull();
    t.recording.see(screenOf(NEW_PHONE));
    await t.settle(RECORDING_CALM);
    await t.segment();
    expect(t.told.at(-1)).toBe('on');
    expect(t.branch.origins.at(-1)?.call).toMatchObject({ part: 2, before: t.ends.at(-1)?.link });

    const early = recorded();
    early.recording.see(screenOf(CODE));
    await early.live();
    early.recording.agree('visit-1', CALL, 30);
    await early.settle(RECORDING_REST);
    expect([early.orders.filter((one) => one !== null), early.told]).toEqual([[], ['paused']]);

    // Its first second has not come yet.
    const beginning = recorded();
    await beginning.live();
    beginning.recording.agree('visit-1', CALL, 30);
    await beginning.settle(RECORDING_CALM);
    expect(beginning.orders.at(-1)).toBeGreaterThan(CALL_RECORDS);
    beginning.recording.see(screenOf(CODE));
    expect(beginning.orders.at(-1)).toBeNull();

    // The branch has been asked and has not answered yet.
    const asking = recorded();
    await asking.live();
    asking.recording.agree('visit-1', CALL, 30);
    asking.clock.advance(RECORDING_CALM);
    asking.recording.see(screenOf(CODE));
    await asking.settle(RECORDING_REST);
    expect(asking.branch.origins).toHaveLength(1);
    expect(asking.orders.filter((one) => one !== null)).toEqual([]);
  });

  it('ends where the page is gone, says so, and goes on with the next one, as another part of the same chain', async () => {
    const t = recorded();
    await t.begin();
    t.leavePage();
    await t.settle(RECORDER_DELAYS.flush);
    expect(t.told.at(-1)).toBe('interrupted');
    expect(t.ends).toHaveLength(1);
    t.comeBack();
    await t.settle(RECORDING_CALM);
    await t.segment();
    expect(t.told.at(-1)).toBe('on');
    expect(t.branch.origins.at(-1)?.call).toMatchObject({ part: 2, before: t.ends[0]?.link });
  });

  it('is said to have broken off where nothing comes or nothing can be kept, and is tried again after a while', async () => {
    for (const fault of ['silent', 'branchAway'] as const) {
      const t = recorded();
      await t.begin();
      if (fault === 'branchAway') {
        t.branch.unreachable = 1_000;
        for (let second = 0; second < 4; second++) {
          await t.segment();
          await t.settle(700);
        }
      } else await t.settle(RECORDER_DELAYS.silence);
      expect(t.told.at(-1), fault).toBe('interrupted');
      expect(t.ends.at(-1), fault).toMatchObject({ end: 'broken', reason: fault });
      t.branch.unreachable = 0;
      await t.settle(RECORDING_REST + RECORDING_CALM);
      await t.segment();
      expect(t.told.at(-1), fault).toBe('on');
      expect(t.branch.origins.at(-1)?.call?.before, fault).toBe(t.ends.at(-1)?.link);
    }
  });

  it('is over for good once one of the two has stopped it, or the call is', async () => {
    for (const end of ['customer', 'teller', 'callOver'] as const) {
      const t = recorded();
      await t.begin();
      if (end === 'callOver') t.recording.over(end);
      else t.recording.stop(end);
      expect(t.orders.at(-1)).toBeNull();
      await t.segment(true);
      expect(t.ends.at(-1)).toMatchObject({ reason: end, count: 1 });
      const asked = t.orders.length;
      await t.live();
      await t.settle(RECORDING_REST);
      expect(t.orders.slice(asked).filter((one) => one !== null)).toEqual([]);
    }
  });

  it('of one teller is another part than that of the next', async () => {
    const t = recorded();
    await t.begin();
    t.recording.heard({ type: 'call.waiting', wait: null, transferred: true });
    await t.segment(true);
    expect(t.ends.at(-1)).toMatchObject({ reason: 'handedOn' });
    await t.live(2);
    await t.settle(RECORDING_CALM);
    await t.segment();
    expect(t.branch.origins.at(-1)?.call).toMatchObject({ part: 2, turn: 2 });
  });

  it('leaves nothing of what was seen or heard in the journal', async () => {
    const t = recorded();
    await t.begin();
    expect(JSON.stringify(t.entries())).not.toContain(Buffer.from([0, 0]).toString('base64'));
  });
});
