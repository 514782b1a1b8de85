import { describe, expect, it, vi } from 'vitest';
import { Listeners } from './listeners.ts';

describe('listeners', () => {
  it('tells everybody in the order of their coming', () => {
    const listeners = new Listeners<number>();
    const heard: string[] = [];
    listeners.add((event) => heard.push(`a${event}`));
    listeners.add((event) => heard.push(`b${event}`));
    listeners.publish(1);
    expect(heard).toEqual(['a1', 'b1']);
    expect(listeners.size).toBe(2);
  });

  it('stops telling who has stopped, also twice, and only that one', () => {
    const listeners = new Listeners<number>();
    const heard: string[] = [];
    const same = (event: number) => heard.push(String(event));
    const stop = listeners.add(same);
    listeners.add(same);
    stop();
    stop();
    listeners.publish(1);
    expect(heard).toEqual(['1']);
    expect(listeners.size).toBe(1);
  });

  it('lets who comes during a telling hear from the next one on', () => {
    const listeners = new Listeners<number>();
    const heard: number[] = [];
    listeners.add(() => {
      if (listeners.size === 1) listeners.add((event) => heard.push(event));
    });
    listeners.publish(1);
    expect(heard).toEqual([]);
    listeners.publish(2);
    expect(heard).toEqual([2]);
  });

  it('keeps nobody from hearing when one throws, and reports what was thrown', async () => {
    const listeners = new Listeners<void>();
    const heard = vi.fn();
    const failure = new Error('seeded');
    listeners.add(() => {
      throw failure;
    });
    listeners.add(heard);
    // Reported as Node reports what nobody caught; the listener of the test runner steps aside for it.
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    const reported = new Promise((resolve) => process.once('uncaughtException', resolve));
    try {
      listeners.publish();
      expect(heard).toHaveBeenCalledOnce();
      expect(await reported).toBe(failure);
    } finally {
      for (const other of others) process.on('uncaughtException', other);
    }
  });

  it('forgets everybody at once', () => {
    const listeners = new Listeners<void>();
    const heard = vi.fn();
    const stop = listeners.add(heard);
    listeners.clear();
    listeners.publish();
    stop();
    expect(heard).not.toHaveBeenCalled();
    expect(listeners.size).toBe(0);
  });
});
