import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#host/journal/journal.ts';
import { entriesOf } from '#host/test-support/memory.ts';
import { paperPicture } from '../campaigns/signing/picture.ts';
import { eventually } from '../campaigns/support/wait.ts';
import { approver } from '../support/approvals.ts';
import { chooseTerms, proveWith, signAgreement, toTheProof } from '../support/e-banking.ts';
import { type BenchHands, type CustomerPage, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { PLACE } from '../support/signing.ts';
import { goHome, people } from '../support/steps.ts';

describe('a customer who signs up for e-banking', () => {
  let kiosk: Kiosk;
  let bench: BenchHands;
  let page: CustomerPage;
  /** Names and phones of everybody who was here. */
  const told: string[] = [];
  beforeAll(async () => {
    kiosk = await openKiosk();
    bench = await kiosk.bench();
    page = await kiosk.customer();
  });
  afterEach(async () => {
    const { kind } = page.screen.body;
    if (kind === 'menu') await page.act('finish');
    if (kind === 'eBankingResult') await page.act('next');
    await goHome(bench, page);
  });
  afterAll(() => kiosk.close());

  /** At the menu, in ordinary letters. */
  async function arrives(key: string) {
    const person = (await people(bench)).by(key);
    told.push(person.name, ...(person.phone ? [person.phone] : []));
    await page.see('idle', (body) => body.notice === null);
    await bench.act('layIdCard', { person: key });
    await page.until('the menu', () => {
      const { kind } = page.screen.body;
      if (kind === 'elderOffer') void page.act('decline');
      return kind === 'menu' ? true : undefined;
    });
    return person;
  }
  const actions = async () =>
    (await kiosk.ledger()).entries.map(({ action }) => action).filter((action) => action !== 'sendCode');
  const entries = () => entriesOf(openDatabase(join(kiosk.dataDir, 'journal.sqlite')));
  const papers = () => paperPicture({ dataDir: kiosk.dataDir, bankDir: join(kiosk.folder, 'bank') });
  const signUps = async () => (await actions()).filter((action) => action === 'signUpEBanking').length;

  it('proves his phone after a slip, chooses, reads and signs, and it is open once; then it is said to be', async () => {
    const person = await arrives('foreigner');
    await toTheProof(page);
    await proveWith({ bench, page }, person.phone, true);
    const wanted = await chooseTerms(page);
    expect(wanted).toMatchObject({ channels: ['mobile'], proof: 'code' });
    await page.act('confirm');
    const { agreement, rules } = await signAgreement(page);
    expect(Buffer.from(agreement.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
    expect(rules).toEqual(['eBankingTerms', 'electronicSigning']);
    const { contractNumber, paperNumber, perDayFen } = await page.see(
      'eBankingResult',
      ({ outcome }) => outcome === 'done',
    );
    expect([perDayFen, contractNumber]).toEqual([wanted.perDayFen, expect.stringMatching(/^E\d+$/)]);
    await page.act('printReceipt');
    await page.see('eBankingResult', ({ receipt }) => receipt === 'printed');
    const slip = JSON.stringify((await bench.state()).receiptPrinter.receipts);
    for (const said of [paperNumber, contractNumber]) expect(slip).toContain(said);
    expect(await actions()).toEqual(['signUpEBanking']);
    expect((await bench.state()).messages[0]?.phone).toBe(person.phone);
    const { papers: kept, events } = papers();
    expect(kept.map(({ outcome, event }) => [outcome, events.get(event)])).toEqual([['trusted', null]]);
    await page.act('anotherService');
    await page.see('menu');
    await page.act('choose', PLACE.eBankingSignUp);
    const closed = await page.see('eBankingClosed', ({ why }) => why === 'alreadyOpen');
    expect(closed.contract).toMatchObject({ contractNumber, perDayFen });
    expect(page.screen.spoken).toContain('已经开通');
    await page.act('next');
    await page.see('menu');
    expect(kiosk.broken).toEqual([]);
  });

  it('whom the bank refuses has opened nothing, and the paper he signed is void', async () => {
    const person = await arrives('adult');
    await toTheProof(page, person.cards[0]?.last4);
    await proveWith({ bench, page }, person.phone);
    await chooseTerms(page);
    await page.act('confirm');
    await bench.act('setBankFault', { fault: 'refuseAll', on: true, count: 1 });
    await signAgreement(page);
    await page.see(
      'eBankingResult',
      ({ outcome, contractNumber }) => outcome === 'refused' && !contractNumber,
    );
    expect(page.screen.spoken).toContain('签的文件不生效');
    await bench.act('setBankFault', { fault: 'refuseAll', on: false });
    await eventually('the void paper', 10_000, () => {
      const { papers: kept, events, open } = papers();
      const reasons = kept.map(({ event }) => events.get(event));
      return open === 0 && reasons.includes('saleNotMade') ? true : undefined;
    });
    expect(await signUps()).toBe(1);
  });

  it('whose card has no phone is known to a member of staff, and exactly that is opened', async () => {
    const staff = await approver(kiosk.host.branchUrl);
    const person = await arrives('adult');
    const card = person.cards[1];
    await toTheProof(page, card?.last4);
    expect(page.screen.actions.map(({ id }) => id)).not.toContain('sendCode');
    await page.act('noOldNumber');
    const wanted = await chooseTerms(page);
    expect(wanted.proof).toBe('person');
    await page.act('askApproval');
    await page.see('awaitApproval', ({ phase }) => phase === 'asked');
    const item = await staff.one();
    expect(item.subject).toEqual({
      kind: 'eBankingSignUp',
      why: 'noOldNumber',
      cardLast4: card?.last4,
      phone: null,
      channels: ['mobile'],
      perPaymentFen: wanted.perPaymentFen,
      perDayFen: wanted.perDayFen,
    });
    await staff.see(item.id);
    await page.see('awaitApproval', ({ phase }) => phase === 'seen');
    await staff.decide(item.id, { decision: 'approved', reason: 'faceAndDocument' });
    await signAgreement(page);
    await page.see('eBankingResult', ({ outcome }) => outcome === 'done');
    expect(await signUps()).toBe(2);
  });

  it('is told what is not known, and then the truth, on the same screen; it is open once', async () => {
    const person = await arrives('elder');
    await toTheProof(page);
    await proveWith({ bench, page }, person.phone);
    await chooseTerms(page);
    await page.act('confirm');
    await bench.act('setBankFault', { fault: 'silent', on: true });
    await signAgreement(page);
    await page.see(
      'eBankingResult',
      ({ outcome, contractNumber }) => outcome === 'unknown' && !contractNumber,
    );
    expect(page.screen.spoken).toContain('还不知道');
    await bench.act('setBankFault', { fault: 'silent', on: false });
    await page.see(
      'eBankingResult',
      ({ outcome, contractNumber }) => outcome === 'done' && contractNumber !== null,
    );
    expect(await signUps()).toBe(3);
    const { papers: kept, events } = papers();
    expect(kept.filter(({ event }) => events.get(event) === null)).toHaveLength(3);
  });

  it('leaves nothing of himself in the open facts of the journal', () => {
    const facts = JSON.stringify(entries().map((entry) => entry.facts));
    expect(facts).toContain('eBankingOffer');
    expect(told.length).toBeGreaterThan(4);
    for (const one of told) {
      expect(facts).not.toContain(one);
      expect(readFileSync(join(kiosk.dataDir, 'journal.sqlite')).includes(one)).toBe(false);
    }
  });
});
