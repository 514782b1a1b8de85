import { describe, expect, it } from 'vitest';
import { settle } from '#foundation/clock.ts';
import { Steps } from './steps.ts';

const steps = () => {
  const done: string[] = [];
  const said: string[] = [];
  return { done, said, steps: new Steps((text) => said.push(text)) };
};

describe('the steps of a start', () => {
  it('are undone the last one first, when it is told to end', async () => {
    const { done, steps: start } = steps();
    const running = start.run(async () => {
      start.add({ undo: () => void done.push('first') });
      start.add({ undo: async () => void done.push('second') });
      return undefined;
    });
    await settle();
    expect(done).toEqual([]);
    start.end({ code: 0 });
    start.end({ code: 1, message: 'too late' });
    expect(await running).toEqual({ code: 0 });
    expect(done).toEqual(['second', 'first']);
  });

  it('are undone as far as they were taken when it cannot go on', async () => {
    const { done, steps: start } = steps();
    const ending = await start.run(async () => {
      start.add({ undo: () => void done.push('first') });
      return { code: 2, message: 'no' };
    });
    expect(ending).toEqual({ code: 2, message: 'no' });
    expect(done).toEqual(['first']);
  });

  it('are all undone when it is ended in the middle of one', async () => {
    const { done, steps: start } = steps();
    const slow = Promise.withResolvers<void>();
    const running = start.run(async () => {
      start.add({ undo: () => void done.push('first') });
      await slow.promise;
      expect(start.ended).toBe(true);
      start.add({ undo: () => void done.push('slow one') });
      return undefined;
    });
    start.end({ code: 0 });
    await settle();
    slow.resolve();
    await running;
    expect(done).toEqual(['first', 'slow one']);
  });

  it('are undone though one of them cannot be', async () => {
    const { done, said, steps: start } = steps();
    await start.run(async () => {
      start.add({ undo: () => void done.push('first') });
      start.add({
        undo: () => {
          throw new Error('stuck');
        },
      });
      return { code: 1 };
    });
    expect(done).toEqual(['first']);
    expect(said).toEqual(['While ending: stuck']);
  });

  it('are killed without waiting for anybody', () => {
    const { done, steps: start } = steps();
    start.add({ undo: () => {}, kill: () => void done.push('first') });
    start.add({ undo: () => {} });
    start.add({ undo: () => {}, kill: () => void done.push('third') });
    start.kill();
    expect(done).toEqual(['third', 'first']);
    expect(start.ended).toBe(true);
  });
});
