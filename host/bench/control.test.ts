import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { CONTROL_DEADLINE, Control } from './control.ts';

let folder: string;
let server: Server;
let control: Control;
let clock: ManualClock;
let home: Socket;
let changes = 0;
let waiting: { readonly isSo: () => boolean; readonly resolve: () => void }[] = [];
/** Resolves once it is so; looked at whenever something came. */
const until = (isSo: () => boolean) =>
  new Promise<void>((resolve) => {
    if (isSo()) resolve();
    else waiting.push({ isSo, resolve });
  });
const look = () => {
  for (const wait of waiting) if (wait.isSo()) wait.resolve();
  waiting = waiting.filter(({ isSo }) => !isSo());
};
let heard = '';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'control-'));
  clock = new ManualClock();
  [changes, heard] = [0, ''];
  const path = join(folder, 'control.sock');
  const connected = new Promise<Socket>((resolve) => {
    server = createServer(resolve);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  control = new Control(path, clock, () => {
    changes += 1;
    look();
  });
  home = await connected;
  home.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
    look();
  });
});
afterEach(async () => {
  control.close();
  home.destroy();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const state = (filler: number) =>
  `${JSON.stringify({ type: 'state', device: 'idScanner', state: { filler: 'x'.repeat(filler) }, faults: [] })}\n`;

describe("the line to the simulators' home", () => {
  it('takes many long states in one go', async () => {
    const long = state(700_000);
    home.write(long + long + long);
    await until(() => changes === 3);
    const answer = control.act('idScanner', 'liftDocument', {});
    await until(() => heard.includes('\n'));
    home.write(`${JSON.stringify({ type: 'answer', id: 1, ok: true })}\n`);
    expect(await answer).toEqual({ ok: true, value: {} });
  });

  it('one word without end is not waited for', async () => {
    const closed = new Promise((resolve) => home.once('close', resolve));
    home.on('error', () => {});
    home.write('x'.repeat(3_000_000));
    await closed;
    expect(await control.act('idScanner', 'liftDocument', {})).toMatchObject({
      error: { code: 'benchGone' },
    });
  });

  it('an act nobody answers is given up, and a late answer changes nothing', async () => {
    const answer = control.act('idScanner', 'liftDocument', {});
    await until(() => heard.includes('\n'));
    clock.advance(CONTROL_DEADLINE);
    expect(await answer).toMatchObject({ error: { code: 'timeout' } });
    home.write(`${JSON.stringify({ type: 'answer', id: 1, ok: true })}\nnoise\n${state(1)}`);
    await until(() => changes === 1);
  });
});
