import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock, settle } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { Child } from './child.ts';
import { Kept, type KeptOrder, type Launched, type Trouble } from './kept.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const LIVES = 'setInterval(() => {}, 1000);';
const SERVES = 'process.send({ ready: Number(process.argv[2]) });';
const ENDS_IN_ORDER =
  "process.on('disconnect', () => { require('node:fs').writeFileSync(__dirname + '/ended', 'in order'); process.exit(0); });";

type Ready = { readonly place: number };

/** A tiny program in the host's place: told a place, it says that it is ready there, as a host does with its port. */
function programme(...lines: string[]): (before: Ready | undefined) => Launched<Ready> {
  const script = join(folder, 'program.cjs');
  writeFileSync(script, lines.join('\n'));
  let next = 100;
  return (before) => {
    next += 1;
    const { promise, resolve } = Promise.withResolvers<Result<Ready, Trouble>>();
    const child = new Child({
      command: process.execPath,
      args: [script, String(before?.place ?? next)],
      environment: process.env,
      cwd: folder,
      channel: true,
      output: 'keep',
      onMessage: (message) => {
        const told = Object(message) as { ready?: number; failed?: string };
        resolve(told.ready ? ok({ place: told.ready }) : err({ message: told.failed ?? 'no word' }));
      },
    });
    started.push(child);
    return { child, ready: promise };
  };
}
let started: Child[];
beforeEach(() => {
  started = [];
});
afterEach(() => {
  for (const child of started) child.kill();
});

function kept(launch: KeptOrder<Ready>['launch'], more: Partial<KeptOrder<Ready>> = {}) {
  const clock = new ManualClock();
  const said: string[] = [];
  const over = Promise.withResolvers<Trouble | undefined>();
  const child = new Kept<Ready>({
    name: 'The host',
    clock,
    limits: { times: 2, withinMilliseconds: 60_000 },
    readyWithinMilliseconds: 10_000,
    endWithinMilliseconds: 1_000,
    launch,
    say: (text) => said.push(text),
    over: over.resolve,
    ...more,
  });
  return { child, clock, said, over: over.promise };
}

/** Resolves with the child that is started after those there are now, once it serves. */
async function nextStarted(count: number): Promise<Child> {
  for (;;) {
    const child = started[count];
    if (child) return child;
    await settle();
  }
}

describe('a child that is kept', () => {
  it('comes back in its place when it is killed, and stays down after too many deaths', async () => {
    const { child, said, over } = kept(programme(SERVES, LIVES));
    expect(await child.start()).toEqual(ok({ place: 101 }));
    for (const death of [0, 1, 2]) (await nextStarted(death)).kill();
    const trouble = await over;
    expect(trouble?.message).toMatch(/^The host died more than 2 times in 60 s, last with SIGKILL\./);
    expect(started).toHaveLength(3);
    expect(said).toContain('The host ended (SIGKILL); it is started again');
  });

  it('is told where it was', async () => {
    const places: (number | undefined)[] = [];
    const launch = programme(SERVES, LIVES);
    const { child } = kept((before) => {
      places.push(before?.place);
      return launch(before);
    });
    await child.start();
    started[0]?.kill();
    await nextStarted(1);
    expect(places).toEqual([undefined, 101]);
    await child.end();
  });

  it('is started again for a death long after the last', async () => {
    const { child, clock, over } = kept(programme(SERVES, LIVES), {
      limits: { times: 1, withinMilliseconds: 60_000 },
    });
    await child.start();
    started[0]?.kill();
    await nextStarted(1);
    clock.advance(60_000);
    started[1]?.kill();
    await nextStarted(2);
    started[2]?.kill();
    expect(await over).toBeDefined();
  });

  it('is asked to end by its channel, and not started again', async () => {
    const { child, clock } = kept(programme(ENDS_IN_ORDER, SERVES, LIVES));
    await child.start();
    await child.end();
    expect(readFileSync(join(folder, 'ended'), 'utf8')).toBe('in order');
    expect(started).toHaveLength(1);
    expect(clock.armed).toBe(0);
  });

  it('that does not end when asked is killed after its grace', async () => {
    const { child, clock } = kept(programme(SERVES, LIVES));
    await child.start();
    const ended = child.end();
    clock.advance(999);
    await settle();
    expect(started[0]?.pid).toBeDefined();
    clock.advance(1);
    await ended;
    expect(await started[0]?.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('is renewed without a word and without counting', async () => {
    const { child, said } = kept(programme(ENDS_IN_ORDER, SERVES, LIVES), {
      limits: { times: 0, withinMilliseconds: 60_000 },
    });
    await child.start();
    await child.renew();
    await nextStarted(1);
    expect(said).toEqual([]);
    await child.end();
  });

  it('that ended for good is not started again', async () => {
    const { child, over } = kept(
      programme(SERVES, "process.on('disconnect', () => process.exit(0));", LIVES),
      {
        isFinal: ({ code }) => code === 0,
      },
    );
    await child.start();
    await started[0]?.end(new ManualClock(), 1_000);
    expect(await over).toBeUndefined();
    expect(started).toHaveLength(1);
  });
});

describe('a child that cannot start', () => {
  it('says why itself', async () => {
    const { child } = kept(
      programme("process.send({ failed: 'Port 80 is taken.' }, () => process.exit(1));"),
    );
    expect(await child.start()).toEqual(err({ message: 'Port 80 is taken.' }));
    expect(started).toHaveLength(1);
  });

  it('without a word is described by its end and its last lines', async () => {
    const { child } = kept(programme("console.error('SyntaxError: here');", 'process.exitCode = 3;'));
    const failed = await child.start();
    expect(failed).toHaveProperty(
      'error.message',
      expect.stringContaining('The host could not start (code 3).'),
    );
  });

  it('is described when its program is not there', async () => {
    const { child } = kept(() => {
      const gone = new Child({
        command: join(folder, 'nothing'),
        args: [],
        environment: process.env,
        cwd: folder,
        channel: true,
        output: 'keep',
      });
      return { child: gone, ready: new Promise<never>(() => {}) };
    });
    expect(await child.start()).toHaveProperty('error.message', expect.stringContaining('ENOENT'));
  });

  it('in time is killed', async () => {
    const { child, clock } = kept(programme(LIVES));
    const start = child.start();
    await settle();
    clock.advance(10_000);
    expect(await start).toHaveProperty('error.message', expect.stringContaining('did not serve within 10 s'));
    expect(await started[0]?.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('is tried again, within the limits, only when it had served before', async () => {
    // It serves once; the file it leaves makes every later start fail.
    const launch = programme(
      "const fs = require('node:fs'); const mark = __dirname + '/served';",
      "if (fs.existsSync(mark)) process.send({ failed: 'The disk is full.' }, () => process.exit(1));",
      `else { fs.writeFileSync(mark, ''); ${SERVES} ${LIVES} }`,
    );
    const { child, said, over } = kept(launch);
    await child.start();
    started[0]?.kill();
    expect(await over).toBeDefined();
    expect(started).toHaveLength(3);
    expect(said.filter((text) => text === 'The disk is full.')).toHaveLength(2);
  });
});
