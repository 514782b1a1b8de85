import { describe, expect, it } from 'vitest';
import { CRT310_DELAYS } from './deadlines.ts';
import { MediaTracker } from './media-tracker.ts';
import type { Sight } from './reader.ts';

const sight = (position: Sight['position'], pathBlocked = false): Sight => ({
  position,
  pathBlocked,
  frontEntry: 'prohibited',
  rearEntry: 'prohibited',
});
const types = (events: readonly { readonly type: string }[]) => events.map((event) => event.type);

/** Looked at once, with entry open. */
function waiting(): MediaTracker {
  const tracker = new MediaTracker();
  tracker.see(sight('none'), 0);
  tracker.entry(true);
  return tracker;
}

describe('media tracker', () => {
  it('tells nothing about what it finds at first', () => {
    for (const position of ['none', 'inside', 'contact', 'frontHeld', 'longCard'] as const)
      expect(new MediaTracker().see(sight(position), 0)).toEqual([]);
  });

  it('a card found at the gate is watched until it is taken', () => {
    const tracker = new MediaTracker();
    tracker.see(sight('frontHeld'), 0);
    expect(tracker.watching).toBe(true);
    expect(types(tracker.see(sight('none'), 1))).toEqual(['mediaRemoved']);
    expect(tracker.watching).toBe(false);
  });

  it.each(['inside', 'contact', 'longCard', 'shortCard'] as const)(
    'tells an insertion once: %s',
    (position) => {
      const tracker = waiting();
      expect(tracker.see(sight('none', true), 1)).toEqual([]);
      expect(types(tracker.see(sight(position), 2))).toEqual(['mediaInserted']);
      expect(tracker.see(sight(position), 3)).toEqual([]);
    },
  );

  it('a card shown to the mouth and withdrawn was never inserted, and so never removed', () => {
    const tracker = waiting();
    expect(tracker.see(sight('frontReleased'), 1)).toEqual([]);
    expect(tracker.media).toEqual({ media: 'entering', atGate: false });
    expect(tracker.see(sight('none'), 2)).toEqual([]);
  });

  it('a card between the barriers is a jam only after its time, once', () => {
    const tracker = waiting();
    tracker.see(sight('none', true), 1_000);
    expect(tracker.see(sight('none', true), 999 + CRT310_DELAYS.entering)).toEqual([]);
    expect(types(tracker.see(sight('none', true), 1_000 + CRT310_DELAYS.entering))).toEqual(['mediaJammed']);
    expect(tracker.see(sight('none', true), 2_000 + CRT310_DELAYS.entering)).toEqual([]);
    expect(types(tracker.see(sight('contact'), 3_000 + CRT310_DELAYS.entering))).toEqual(['mediaInserted']);
    expect(tracker.media).toEqual({ media: 'present', atGate: false });
  });

  it('a customer who pulls slowly is no jam', () => {
    const tracker = waiting();
    tracker.see(sight('contact'), 0);
    tracker.entry(false);
    tracker.leavesByFront();
    tracker.reachedGate();
    expect(tracker.see(sight('none', true), 1)).toEqual([]);
    expect(tracker.see(sight('none', true), 60_000)).toEqual([]);
    expect(types(tracker.see(sight('none'), 60_001))).toEqual(['mediaRemoved']);
  });

  it('a card that vanished from inside without a motion of ours is nobody’s: no event', () => {
    const tracker = waiting();
    tracker.see(sight('contact'), 1);
    tracker.entry(false);
    expect(tracker.see(sight('none'), 2)).toEqual([]);
    expect(tracker.media.media).toBe('notPresent');
  });

  it('a card drawn back from the gate is inside again, and not on its way out', () => {
    const tracker = new MediaTracker();
    tracker.see(sight('frontHeld'), 0);
    expect(tracker.see(sight('contact'), 1)).toEqual([]);
    expect(tracker.watching).toBe(false);
    expect(tracker.see(sight('none'), 2)).toEqual([]);
  });

  it('a motion to the front whose end nobody saw is watched until it is known', () => {
    const tracker = waiting();
    tracker.see(sight('contact'), 1);
    tracker.entry(false);
    tracker.leavesByFront();
    expect(tracker.watching).toBe(true);
    expect(types(tracker.see(sight('none'), 2))).toEqual(['mediaRemoved']);
  });

  it('a captured card is no removal', () => {
    const tracker = waiting();
    tracker.see(sight('contact'), 1);
    tracker.entry(false);
    tracker.reachedGate();
    expect(types(tracker.retained())).toEqual(['mediaRetained']);
    expect(tracker.see(sight('rearReleased'), 2)).toEqual([]);
    expect(tracker.see(sight('none'), 3)).toEqual([]);
    expect(tracker.watching).toBe(false);
  });

  it('a new card after a captured one is told', () => {
    const tracker = waiting();
    tracker.retained();
    tracker.see(sight('rearReleased'), 1);
    expect(types(tracker.see(sight('contact'), 2))).toEqual(['mediaInserted']);
  });
});
