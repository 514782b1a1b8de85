import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approver } from '../support/approvals.ts';
import { openSealedStore } from '../support/archive.ts';
import {
  pictureAll,
  READY_CASE,
  signAll,
  toOriginals,
  typeCode,
  WITH_CAMERA,
  withCamera,
} from '../support/company.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { PLACE } from '../support/signing.ts';
import { atTheMenu, goHome } from '../support/steps.ts';

const YES = { decision: 'approved', reason: 'originalsAndAuthority' } as const;
const ORIGINALS = ['businessLicence', 'legalRepresentativeId', 'agentId', 'authorisation', 'articles'];

describe('somebody who opens an account for a company', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk(WITH_CAMERA);
  });
  afterEach(() => kiosk.close());

  const atOriginals = async (personKey?: string) => {
    const at = await atTheMenu(kiosk, personKey);
    const camera = withCamera(at.page);
    return { ...at, camera, rules: await toOriginals(at.page) };
  };

  it('confirms the form, shows the originals, is judged, signs, and the account is opened once', async () => {
    const staff = await approver(kiosk.host.branchUrl);
    const { bench, page, person, rules } = await atOriginals();
    expect(rules).toEqual(['companyAuthority', 'picturesKept']);
    expect(await pictureAll(page)).toEqual(ORIGINALS);

    // One is taken again, and staff cannot read another.
    await page.act('choose', 2);
    await page.see('pictureOriginal', ({ original, phase }) => original === 'agentId' && phase === 'aim');
    await page.act('takePicture');
    await page.see('pictureOriginal', ({ phase }) => phase === 'check');
    await page.act('tryAgain');
    await page.see('pictureOriginal', ({ phase }) => phase === 'aim');
    await page.act('takePicture');
    await page.see('pictureOriginal', ({ phase }) => phase === 'check');
    await page.act('confirm');
    await page.see('originals', ({ missing }) => missing === 0);
    await page.act('askApproval');
    await page.see('awaitApproval', ({ phase }) => phase === 'asked');
    const asked = await staff.one();
    expect(asked.subject).toMatchObject({
      kind: 'companyAccount',
      role: 'agent',
      differences: [],
      person: { name: person.name },
    });
    if (asked.subject.kind !== 'companyAccount') throw new Error('another question');
    expect(asked.subject.pictures.map(({ original }) => original).toSorted()).toEqual(ORIGINALS.toSorted());
    const [first] = asked.subject.pictures;
    // Nobody sees a picture before he has opened the question.
    await expect(staff.picture(asked.id, first?.id ?? '')).rejects.toThrow('notFound');
    await staff.see(asked.id);
    const opened = await staff.picture(asked.id, first?.id ?? '');
    expect(opened.sha256).toBe(first?.sha256);
    await expect(staff.decide(asked.id, { decision: 'approved', reason: 'faceAndDocument' })).rejects.toThrow(
      'badRequest',
    );
    await staff.decide(asked.id, { decision: 'refused', reason: 'pictureUnclear', unclear: ['articles'] });
    await page.see('awaitApproval', ({ refusal }) => refusal === 'pictureUnclear');
    await page.act('confirm');
    const again = await page.see('originals');
    expect(again.list.map(({ state }) => state)).toEqual(['taken', 'taken', 'taken', 'taken', 'again']);
    expect(await pictureAll(page)).toEqual(['articles']);
    await page.act('askApproval');
    await page.see('awaitApproval', ({ phase }) => phase === 'asked');
    const second = await staff.one();
    await staff.see(second.id);
    await staff.decide(second.id, YES);

    // The bank is silent: that is said as it is, and the truth follows on the same screen.
    await bench.act('setBankFault', { fault: 'silent', on: true });
    const paper = await signAll(page);
    expect(Buffer.from(paper.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
    await page.see('companyResult', ({ outcome }) => outcome === 'unknown');
    await bench.act('setBankFault', { fault: 'silent', on: false });
    const result = await page.see('companyResult', ({ outcome }) => outcome === 'done');
    expect(result.accountNumber).toMatch(/^99990001/);
    await page.act('printReceipt');
    await page.see('companyResult', ({ receipt }) => receipt === 'printed');
    expect(JSON.stringify((await bench.state()).receiptPrinter.receipts)).toContain(result.paperNumber);
    expect((await kiosk.ledger()).entries.map(({ action }) => action)).toEqual(['submitCompanyAccount']);

    // Somebody else's turn: the case is used, and what was shown is nobody's any more.
    await page.act('anotherService');
    await page.see('menu');
    await page.act('choose', PLACE.companyAccount);
    await typeCode(page, READY_CASE);
    await page.see('caseStopped', ({ why }) => why === 'opened');
    await page.act('next');
    await page.see('menu');
    await page.act('finish');
    await goHome(bench, page);

    const kept = await picturesOf(kiosk);
    expect(
      kept
        .filter(({ sealed }) => sealed)
        .map(({ original }) => original)
        .toSorted(),
    ).toEqual(ORIGINALS.toSorted());
    // Those that were taken again are gone.
    expect(
      kept.filter(({ sealed }) => !sealed).map(({ original, deletedBy }) => [original, deletedBy]),
    ).toEqual([
      ['agentId', 'notUsed'],
      ['articles', 'notUsed'],
    ]);
    expect(kiosk.broken).toEqual([]);
  });

  it('is told nothing of a case that names somebody else, and that no account was opened', async () => {
    const { bench, page } = await atTheMenu(kiosk, 'foreigner');
    withCamera(page);
    await page.act('choose', PLACE.companyAccount);
    for (const [code, why] of [
      ['NNTHNG2345', null],
      [READY_CASE, 'notNamed'],
    ] as const) {
      await typeCode(page, code);
      if (why === null) await page.see('enterCase', ({ problem }) => problem === 'unknown');
      else await page.see('caseStopped', (body) => body.why === why);
    }
    expect(JSON.stringify(page.seen)).not.toContain('安居贸易');
    await page.act('next');
    await page.see('menu');
    await page.act('finish');
    await goHome(bench, page);
    expect((await kiosk.ledger()).entries).toEqual([]);
  });
});

/** The register of pictures, by whether their bytes are still there. */
async function picturesOf({ dataDir, host }: Kiosk) {
  await host.close();
  const store = await openSealedStore(dataDir);
  try {
    const rows = await store.db.selectFrom('pictures').selectAll().orderBy('kept_at').execute();
    return rows.map(({ original, sealed, deleted_by }) => ({
      original,
      sealed: sealed !== null,
      deletedBy: deleted_by,
    }));
  } finally {
    await store.close();
  }
}
