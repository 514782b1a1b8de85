import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  adult,
  eventually,
  freshKey,
  listening,
  spawnBank,
  TOKEN,
  talkTo,
  temporaryFolder,
} from '../test-kit.ts';

describe('the sandbox bank as a process', { timeout: 30_000 }, () => {
  it('says in one line where it listens, and ends on SIGTERM though somebody is kept waiting', async () => {
    const bank = spawnBank(['--port', '0', '--data', join(temporaryFolder(), 'not', 'there', 'yet')]);
    const url = await listening(bank);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[0-9]+\/$/);
    const at = talkTo(url);
    await at.fault('silent', true, 1);
    const waiting = at.client().identifyCard({ pan: '9999990000000000014' });
    await eventually(async () => expect(await at.faults()).toEqual([]));
    bank.child.kill('SIGTERM');
    expect(await bank.ended).toBe(0);
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'unknown' } });
    expect(bank.output()).toEqual({ stdout: `{"bank":"${url}"}\n`, stderr: '' });
  });

  it('keeps its books and its day over a restart', async () => {
    const folder = temporaryFolder();
    const first = spawnBank(['--port', '0', '--data', folder]);
    const before = talkTo(await listening(first));
    const { block, debit, lookup } = await adult(before);
    await before.client().blockCard(block(debit.cardRef, freshKey()));
    const ledger = await before.ledger();
    first.child.kill('SIGTERM');
    await first.ended;
    const after = talkTo(await listening(spawnBank(['--port', '0', '--data', folder])));
    expect(await after.ledger()).toEqual(ledger);
    expect(await after.client().lookupCustomer(lookup)).toMatchObject({
      value: { cards: [{ status: 'lost' }, {}, {}] },
    });
  });

  it('prints nothing of what passes through it', async () => {
    const bank = spawnBank(['--port', '0', '--data', temporaryFolder()]);
    const url = await listening(bank);
    const at = talkTo(url);
    const client = at.client();
    const { customerRef, debit, lookup, block } = await adult(at);
    await client.lookupCustomer(lookup);
    await client.identifyCard({ pan: debit.pan });
    await client.sendCode({
      customerRef,
      cardRef: debit.cardRef,
      purpose: 'changePhone',
      idempotencyKey: freshKey(),
    });
    await client.blockCard(block(debit.cardRef, freshKey()));
    for (const body of [`{"pan":"${debit.pan}"`, { pan: debit.pan, more: 1 }, { pan: 'x'.repeat(70_000) }])
      await at.http('v1/cards/identify', { body });
    await at.http(`v1/cards/${debit.pan}/block?pan=${debit.pan}`, { body: {}, token: debit.pan });
    bank.child.kill('SIGTERM');
    await bank.ended;
    expect(bank.output()).toEqual({ stdout: `{"bank":"${url}"}\n`, stderr: '' });
  });

  it.each([
    ['no port', ['--data', 'x'], TOKEN, '--port'],
    ['no folder', ['--port', '0'], TOKEN, '--data'],
    ['a port that is none', ['--port', '70000', '--data', 'x'], TOKEN, '--port'],
    ['no token', ['--port', '0', '--data', 'x'], '', 'VESTIBULE_BANK_TOKEN'],
    ['a short token', ['--port', '0', '--data', 'x'], 'short', 'VESTIBULE_BANK_TOKEN'],
    ['an option nobody knows', ['--port', '0', '--data', 'x', '--verbose'], TOKEN, 'Usage'],
  ])('does not start with %s, and says what is wrong', async (_, args, token, word) => {
    const bank = spawnBank(args, token);
    expect(await bank.ended).toBe(2);
    expect(bank.output().stdout).toBe('');
    expect(bank.output().stderr).toContain(word);
    if (token) expect(bank.output().stderr).not.toContain(token);
  });

  it('names the port that is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void holder.close());
    const address = holder.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const bank = spawnBank(['--port', String(port), '--data', temporaryFolder()]);
    expect(await bank.ended).toBe(3);
    expect(bank.output().stderr).toContain(`Port ${port} on 127.0.0.1 is taken`);
  });

  it('names the folder that another one has, or that cannot be', async () => {
    const folder = temporaryFolder();
    await listening(spawnBank(['--port', '0', '--data', folder]));
    const second = spawnBank(['--port', '0', '--data', folder]);
    expect(await second.ended).toBe(3);
    expect(second.output().stderr).toContain(`${folder} is in use by another sandbox bank`);
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const third = spawnBank(['--port', '0', '--data', file]);
    expect(await third.ended).toBe(3);
    expect(third.output().stderr).toContain(file);
  });

  it.runIf(process.platform === 'linux')('does not try for ever where no folder can be made', async () => {
    const bank = spawnBank(['--port', '0', '--data', '/proc/nowhere']);
    expect(await bank.ended).toBe(3);
    expect(bank.output().stderr).toContain('/proc/nowhere');
  });
});
