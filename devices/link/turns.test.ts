import { describe, expect, it } from 'vitest';
import { settle } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError } from '../device.ts';
import { MAXIMUM_OPEN_TURNS, type Turn, Turns } from './turns.ts';

/** A command whose end the test decides. */
function body() {
  const { promise, resolve } = Promise.withResolvers<Result<string, DeviceError>>();
  const seen: { turn?: Turn; started: boolean } = { started: false };
  const run = (turn: Turn) => {
    seen.turn = turn;
    seen.started = true;
    return promise;
  };
  return { run, seen, finish: resolve };
}

const done = ok('done');
const cancelled = err<DeviceError>({ code: 'cancelled' });
const offline = err<DeviceError>({ code: 'offline' });

describe('Turns', () => {
  it('runs one command at a time, in order', async () => {
    const turns = new Turns();
    const [first, second] = [body(), body()];
    const answers = [turns.run('1', first.run), turns.run('2', second.run)];
    await settle();
    expect([first.seen.started, second.seen.started]).toEqual([true, false]);
    first.finish(done);
    await settle();
    expect(second.seen.started).toBe(true);
    expect(turns.busy).toBe(true);
    second.finish(done);
    expect(await Promise.all(answers)).toEqual([done, done]);
    expect(turns.busy).toBe(false);
  });

  it('settles a waiting command with cancelled at once, while another still runs, and never runs it', async () => {
    const turns = new Turns();
    const [first, second, third] = [body(), body(), body()];
    const one = turns.run('1', first.run);
    const two = turns.run('2', second.run);
    const three = turns.run('3', third.run);
    await settle();
    turns.cancel('2');
    expect(await two).toEqual(cancelled);
    first.finish(done);
    third.finish(done);
    expect(await Promise.all([one, three])).toEqual([done, done]);
    expect(second.seen.started).toBe(false);
  });

  it('asks a running command to end and gives what it answers', async () => {
    const turns = new Turns();
    const { run, seen, finish } = body();
    const answer = turns.run('1', (turn) => {
      turn.onCancel(() => finish(cancelled));
      return run(turn);
    });
    await settle();
    expect(seen.turn?.cancelled()).toBe(false);
    turns.cancel('1');
    expect(seen.turn?.cancelled()).toBe(true);
    expect(await answer).toEqual(cancelled);
  });

  it('lets a running command finish first when it was already done', async () => {
    const turns = new Turns();
    const { run, finish } = body();
    const answer = turns.run('1', run);
    await settle();
    turns.cancel('1');
    finish(done);
    expect(await answer).toEqual(done);
  });

  it('interrupts a wait that begins after the cancel', async () => {
    const turns = new Turns();
    const step = Promise.withResolvers<void>();
    const answer = turns.run('1', async (turn) => {
      await step.promise;
      return new Promise((resolve) => turn.onCancel(() => resolve(cancelled)));
    });
    await settle();
    turns.cancel('1');
    step.resolve();
    expect(await answer).toEqual(cancelled);
  });

  it('ignores a cancel of an unknown or finished command', async () => {
    const turns = new Turns();
    expect(await turns.run('1', async () => done)).toEqual(done);
    turns.cancel('1');
    turns.cancel('never');
    expect(await turns.run('1', async () => done)).toEqual(done);
  });

  it('settles all with offline on close, runs none of the waiting and refuses what comes later', async () => {
    const turns = new Turns();
    const [first, second] = [body(), body()];
    let interrupted = false;
    const one = turns.run('1', (turn) => {
      turn.onCancel(() => {
        interrupted = true;
      });
      return first.run(turn);
    });
    const two = turns.run('2', second.run);
    await settle();
    turns.close();
    expect(await Promise.all([one, two])).toEqual([offline, offline]);
    expect(interrupted).toBe(true);
    first.finish(done);
    await settle();
    expect(second.seen.started).toBe(false);
    expect(await turns.run('3', async () => done)).toEqual(offline);
    turns.close({ code: 'hardwareError' });
    expect(await turns.run('4', async () => done)).toEqual(offline);
    expect(turns.busy).toBe(false);
  });

  it('tells a body that throws as protocol, without its words, and goes on with the next', async () => {
    const turns = new Turns();
    const answers = [
      turns.run('1', async () => {
        throw new RangeError('what the card said');
      }),
      turns.run('2', () => {
        throw 'a string';
      }),
      turns.run('3', async () => done),
    ];
    expect(await Promise.all(answers)).toEqual([
      err({ code: 'protocol', detail: 'RangeError' }),
      err({ code: 'protocol', detail: 'unknown' }),
      done,
    ]);
  });

  it('refuses an id that is in use and more commands than it keeps', async () => {
    const turns = new Turns();
    const { run, finish } = body();
    const open = Array.from({ length: MAXIMUM_OPEN_TURNS }, (_, id) => turns.run(String(id), run));
    expect((await turns.run('0', run)).ok).toBe(false);
    expect(await turns.run('more', run)).toMatchObject({ error: { code: 'busy' } });
    finish(done);
    expect((await Promise.all(open)).every((answer) => answer.ok)).toBe(true);
    expect(await turns.run('more', async () => done)).toEqual(done);
  });
});
