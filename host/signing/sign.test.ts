import { beforeEach, describe, expect, it } from 'vitest';
import { verify } from '#documents/verifying/verify.ts';
import { ManualClock } from '#foundation/clock.ts';
import {
  examplePaper,
  inkFor,
  lookAt,
  type SigningBranch,
  type Stage,
  signingBranch,
} from '../test-support/signing.ts';
import { type Lying, SigningDesk } from './desk.ts';
import { type Occasion, signAndSeal } from './sign.ts';

const EVENT = 'event-of-one-signing';
let clock: ManualClock;
let branch: SigningBranch;
let desk: SigningDesk;
let lying: Lying;

beforeEach(async () => {
  clock = new ManualClock();
  branch = await signingBranch(clock);
  desk = new SigningDesk(clock);
  lying = desk.lay({ ...(await examplePaper()), template: 'wealthContract', signer: '陈知微' });
  for (let page = 1; page <= lying.rendered.pages; page++) {
    lookAt(desk, lying, page);
    clock.advance(3_000);
  }
  for (const part of inkFor(lying.rendered.sha256)) desk.write(part);
});

const occasion = (over: Partial<Occasion> = {}): Occasion => ({
  event: EVENT,
  visit: 'visit-a',
  service: 'buyWealth',
  terminal: 'T01',
  documentEnd: '002X',
  journal: { sequence: 7, head: 'ab'.repeat(32) },
  consents: [{ rule: 'electronicSigning', textVersion: '2026-11', answer: 'agreed', at: clock.wall() }],
  teachBack: [{ question: 'mayLose', answer: 2, wrong: 1 }],
  assisted: [],
  at: clock.wall(),
  ...over,
});
const sign = (over: Partial<Occasion> = {}) => signAndSeal(desk, lying, branch.line, occasion(over));
const look = (bytes: Uint8Array) => verify(bytes, { anchors: [branch.anchor], lists: [], at: clock.wall() });

describe('signing what lies open', () => {
  it('gives a paper that is whole and trusted, begins with the bytes that were shown, and tells how they were read', async () => {
    const signed = await sign();
    if (!signed.ok) throw new Error(`${signed.error.code} ${signed.error.detail}`);
    const kept = branch.kept.get(EVENT);
    if (!kept) throw new Error('nothing was kept');
    const report = look(kept.bytes);
    expect(report.outcome).toBe('trusted');
    const { bytes, sha256, pages } = lying.rendered;
    expect(Buffer.compare(kept.bytes.subarray(0, bytes.length), bytes)).toBe(0);
    expect(report.evidence).toMatchObject({
      document: { sha256, pages, number: lying.number, textVersion: lying.textVersion },
      visit: 'visit-a',
      terminal: 'T01',
      nonce: lying.nonce,
      journal: { sequence: 7, head: 'ab'.repeat(32) },
      consents: [{ rule: 'electronicSigning', answer: 'yes' }],
      strokes: { count: 2, points: 40, source: 'touch' },
      answers: [
        { question: 'mayLose', answer: 'another', right: false },
        { question: 'mayLose', answer: 'option3', right: true },
      ],
    });
    expect(report.evidence?.shown.map(({ dwellMs }) => dwellMs)).toEqual(
      Array.from({ length: pages }, () => 3_000),
    );
    expect(kept.request).toMatchObject({
      event: EVENT,
      visit: 'visit-a',
      purpose: 'wealthContract',
      service: 'buyWealth',
      number: lying.number,
    });
    expect(signed.value).toMatchObject({ number: lying.number, stamped: false });
  });

  it.each([
    ['issue', 'away', 'sealAway'],
    ['issue', 'refused', 'sealAway'],
    ['seal', 'away', 'sealAway'],
    ['seal', 'refused', 'sealAway'],
    ['keep', 'away', 'sealAway'],
    ['keep', 'refused', 'sealAway'],
    ['keep', 'otherBytes', 'failed'],
  ] as const)('is not done when the branch at "%s" answers %s: %s', async (at, how, code) => {
    branch.disturb((stage) => (stage === at ? how : 'well'));
    expect(await sign()).toMatchObject({ ok: false, error: { code } });
    if (how !== 'otherBytes') expect(branch.kept.size).toBe(0);
  });

  it('asks once more for an answer that did not come when the paper was kept', async () => {
    let asked = 0;
    branch.disturb((stage) => (stage === 'keep' && ++asked === 1 ? 'away' : 'well'));
    expect(await sign()).toMatchObject({ ok: true });
    expect([asked, branch.kept.size]).toEqual([2, 1]);
  });

  it.each(['issue', 'seal', 'keep'] as const satisfies readonly Stage[])(
    'that was made void by the end of the visit while the branch was asked to %s keeps nothing',
    async (at) => {
      branch.disturb((stage, event) => {
        if (stage === at) void branch.line.voidPaper({ event, reason: 'visitEnded' });
        return 'well';
      });
      expect(await sign()).toMatchObject({ ok: false, error: { code: 'sealAway' } });
      expect(branch.kept.size).toBe(0);
    },
  );

  it('does not sign what was not shown to its last page', async () => {
    const again = desk.lay({ ...(await examplePaper()), template: 'wealthContract', signer: '陈知微' });
    lookAt(desk, again, 1);
    for (const part of inkFor(again.rendered.sha256)) desk.write(part);
    lying = again;
    expect(await sign()).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(branch.kept.size).toBe(0);
  });

  it.each([
    ['was taken away', () => desk.clear()],
    [
      'gave way to the next customer’s',
      () => {
        const next = desk.lay({ ...lying, signer: '许念安' });
        for (let page = 1; page <= next.rendered.pages; page++) lookAt(desk, next, page);
        for (const part of inkFor(next.rendered.sha256)) desk.write(part);
      },
    ],
  ])('does not sign what %s', async (_, happens) => {
    happens();
    expect(await sign()).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(branch.kept.size).toBe(0);
  });

  it('does not sign on a name that cannot be written exactly, and says nothing of it', async () => {
    lying = { ...lying, signer: '某\u{10FFFD}' };
    const signed = await sign();
    expect(signed).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(JSON.stringify(signed)).not.toContain('某');
    expect(branch.kept.size).toBe(0);
  });
});
