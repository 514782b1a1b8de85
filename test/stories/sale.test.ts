import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verify } from '#documents/verifying/verify.ts';
import { openDatabase } from '#host/journal/journal.ts';
import { entriesOf } from '#host/test-support/memory.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { buy } from '../support/sale.ts';
import { atTheMenu, goHome } from '../support/steps.ts';

const run = promisify(execFile);
const CLI = join(import.meta.dirname, '..', '..', 'branch', 'cli', 'branch.ts');

describe('a customer who buys a wealth product', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  it('is assessed by his own answers, reads, understands and signs, and has bought once what he signed', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    const { assessed, bought, contract, report, rules } = await buy(page);
    expect(Buffer.from(report.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
    expect(rules).toEqual(['ownAnswers', 'electronicSigning']);
    expect(assessed).toMatchObject({ onward: true });
    expect(bought.orderNumber).not.toBeNull();
    await page.act('printReceipt');
    await page.see('orderResult', (body) => body.receipt === 'printed');
    expect(JSON.stringify((await bench.state()).receiptPrinter.receipts)).toContain(bought.paperNumber);
    await page.act('next');
    await goHome(bench, page);
    expect(createHash('sha256').update(contract).digest('hex')).not.toBe(
      createHash('sha256').update(report).digest('hex'),
    );
    expect((await kiosk.ledger()).entries.map(({ action }) => action)).toEqual([
      'recordRiskAssessment',
      'placeWealthOrder',
    ]);
    const kinds = entriesOf(openDatabase(join(kiosk.dataDir, 'journal.sqlite'))).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('signing.'))).toEqual([
      'signing.intent',
      'signing.sealed',
      'signing.intent',
      'signing.sealed',
    ]);
    expect(kinds).not.toContain('paper.void');
    await comeOutWhole(kiosk);
    expect(kiosk.broken).toEqual([]);
  });
});

/** What comes out of the archive is believed by our own eyes, and, where it is installed, by another program's. */
async function comeOutWhole(kiosk: Kiosk): Promise<void> {
  const anchor = new X509Certificate(readFileSync(join(kiosk.dataDir, 'development-ca', 'root.cer')));
  const folder = join(kiosk.folder, 'papers');
  await kiosk.host.close();
  const { stdout } = await run(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    CLI,
    ...['--data', kiosk.dataDir, '--export-papers', folder],
  ]);
  expect(stdout.trim()).toBe('2 papers');
  const list = JSON.parse(readFileSync(join(folder, 'papers.json'), 'utf8')) as {
    readonly file: string;
    readonly voided: string | null;
  }[];
  expect(list.map(({ voided }) => voided)).toEqual([null, null]);
  for (const { file } of list) {
    const report = verify(readFileSync(join(folder, file)), { anchors: [anchor], at: Date.now() });
    expect(report.outcome).toBe('trusted');
    if (!existsSync('/usr/bin/pdfsig')) continue;
    const { stdout: said } = await run('pdfsig', ['-nocert', join(folder, file)]);
    expect(said.match(/Signature is Valid/g)).toHaveLength(2);
    expect(said).toContain('Total document signed');
  }
}
