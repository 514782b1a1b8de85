import { beforeEach, describe, expect, it } from 'vitest';
import { questionnaire } from '#flows/sale-ports.test-data.ts';
import type { PaperWish } from '#flows/sale-ports.ts';
import { ok } from '#foundation/result.ts';
import { Errands } from '../errands/errands.ts';
import { AssistedSteps } from '../hands/assisted.ts';
import { digestFact, isFact } from '../journal/entry.ts';
import { SigningDesk } from '../signing/desk.ts';
import { PaperFates } from '../signing/fates.ts';
import { SANDBOX_HOUSE } from '../signing/fill.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { inkFor, type SigningBranch, signingBranch } from '../test-support/signing.ts';
import { Recognised } from './recognised.ts';
import { type SigningWorld, signingPorts } from './signing.ts';

const NAME = '卡朗·山';
const NUMBER = '990101199001010014';
const wish: PaperWish = {
  template: 'riskAssessment',
  questionnaire,
  answers: [1, 1],
  score: 6,
  riskClass: 'C3',
};

async function open() {
  const memory = memoryForTests();
  const { clock, journal, visits } = memory;
  const branch = await signingBranch(clock);
  const nothing = async () => ok({});
  const errands = new Errands(
    journal,
    {
      openCustody: nothing,
      requestAssistance: nothing,
      withdraw: nothing,
      giveUpTicket: nothing,
      dropDraft: nothing,
      withdrawApproval: nothing,
      dropPicture: nothing,
      leaveCall: nothing,
      endArrival: nothing,
      rate: nothing,
      endRecording: nothing,
      fileComplaint: nothing,
      tellUse: nothing,
      voidPaper: (request) => branch.line.voidPaper(request),
    },
    clock,
    { wrap: (clear) => clear, unwrap: (box) => box },
  );
  let service: string | null = 'assessRisk';
  const world: SigningWorld = {
    clock,
    journal,
    visits,
    paperLine: branch.line,
    desk: new SigningDesk(clock),
    papers: new PaperFates(journal, errands),
    recorder: { mark: () => undefined },
    consents: [],
    assisted: new AssistedSteps(journal, visits, clock, () => {}),
    terminal: {
      id: 'T01',
      branch: { zh: '示例支行', en: 'Example Branch' },
      counter: { zh: '服务台', en: 'the service desk' },
    },
    house: SANDBOX_HOUSE,
    publicUrl: null,
    language: () => 'zh-CN',
    step: () => ({ kind: 'sign', service }),
  };
  const recognised = new Recognised(visits);
  const ports = signingPorts(world, recognised);
  visits.onWipe(() => {
    if (visits.ending) world.papers.visitEnded(visits.ending);
  });
  const begin = () => {
    visits.ensure();
    recognised.document = { type: 'residentIdCard', number: NUMBER, name: NAME };
  };
  const opened = async () => {
    begin();
    const paper = await ports.openPaper(wish);
    if (!paper.ok) throw new Error(paper.error.code);
    for (let page = 1; page <= paper.value.pages; page++) {
      await ports.turnTo({ paper: paper.value.paper, page });
      world.desk.painted({ paper: paper.value.sha256, page });
    }
    return paper.value;
  };
  const written = async () => {
    const paper = await opened();
    for (const part of inkFor(paper.sha256)) world.desk.write(part);
    return paper;
  };
  return {
    ...memory,
    branch,
    world,
    ports,
    recognised,
    begin,
    opened,
    written,
    inService: (now: string | null) => {
      service = now;
    },
    kinds: () =>
      memory
        .entries()
        .map(({ kind }) => kind)
        .filter((kind) => /^(signing|paper)\./.test(kind)),
    states: () => memory.database.prepare('SELECT state FROM signed_paper').all().length,
  };
}
type Stand = Awaited<ReturnType<typeof open>>;
let stand: Stand;
let branch: SigningBranch;
beforeEach(async () => {
  stand = await open();
  branch = stand.branch;
});
const sign = (paper: string) => stand.ports.signPaper({ paper, teachBack: [] });
const turns = () => new Promise((resolve) => setImmediate(resolve));

describe('signing at the terminal', () => {
  it('seals what was written and knows the paper no longer', async () => {
    const { paper, number } = await stand.written();
    expect(await sign(paper)).toMatchObject({ outcome: 'sealed', number });
    expect(stand.kinds()).toEqual(['signing.intent', 'signing.sealed']);
    expect(stand.world.desk.bytes).toBeUndefined();
    expect(await sign(paper)).toEqual({ outcome: 'notSigned', why: 'failed' });
    expect(branch.kept.size).toBe(1);
  });

  it('takes a dot for no signature, and has it written anew', async () => {
    const { paper, sha256 } = await stand.opened();
    stand.world.desk.write({ paper: sha256, stroke: 0, aspect: 400, points: [[0, 5, 5, 5]], last: true });
    expect(await sign(paper)).toEqual({ outcome: 'notSigned', why: 'tooLittle' });
    expect(stand.kinds()).toEqual([]);
    for (const part of inkFor(sha256)) stand.world.desk.write(part);
    expect(await sign(paper)).toMatchObject({ outcome: 'sealed' });
  });

  it('signs no other paper than the one that lies open, and nothing with another paper’s ink', async () => {
    const before = await stand.written();
    const now = await stand.opened();
    expect(await sign(before.paper)).toEqual({ outcome: 'notSigned', why: 'failed' });
    for (const part of inkFor(before.sha256)) expect(stand.world.desk.write(part)).toBeUndefined();
    expect(await sign(now.paper)).toEqual({ outcome: 'notSigned', why: 'tooLittle' });
    expect([stand.kinds(), branch.kept.size]).toEqual([[], 0]);
  });

  it.each([null, 'reportLostCard', 'changeReservedPhone'])(
    'does not sign in the service %s',
    async (service) => {
      const { paper } = await stand.written();
      stand.inService(service);
      expect(await sign(paper)).toEqual({ outcome: 'notSigned', why: 'failed' });
      expect(stand.kinds()).toEqual([]);
    },
  );

  it('opens no paper for somebody of whom no document was read, or whose visit ended meanwhile', async () => {
    stand.visits.ensure();
    expect(await stand.ports.openPaper(wish)).toMatchObject({ ok: false, error: { code: 'failed' } });
    stand.begin();
    const opening = stand.ports.openPaper(wish);
    stand.visits.end('leftStanding');
    expect(await opening).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(stand.world.desk.bytes).toBeUndefined();
    expect(stand.kinds()).toEqual(['paper.notOpened']);
  });

  it('refuses a name that no glyph shows exactly', async () => {
    stand.begin();
    stand.recognised.document = { type: 'residentIdCard', number: NUMBER, name: '某\u{32000}' };
    expect(await stand.ports.openPaper(wish)).toMatchObject({ ok: false, error: { code: 'unprintable' } });
    expect(JSON.stringify(stand.entries())).not.toContain('某');
  });

  it.each(['issue', 'seal', 'keep'] as const)(
    'that fails at "%s" is told, void, and can be tried again when the branch is back',
    async (at) => {
      branch.disturb((stage) => (stage === at ? 'away' : 'well'));
      const { paper, sha256 } = await stand.written();
      expect(await sign(paper)).toEqual({ outcome: 'notSigned', why: 'sealAway' });
      await turns();
      expect(stand.kinds()).toEqual(['signing.intent', 'signing.failed', 'paper.void']);
      expect(branch.voids.map(({ reason }) => reason)).toEqual(['saleNotMade']);
      branch.disturb(() => 'well');
      for (const part of inkFor(sha256)) stand.world.desk.write(part);
      expect(await sign(paper)).toMatchObject({ outcome: 'sealed' });
      // Each try is a signing of its own.
      expect([...branch.kept.keys()]).not.toContain(branch.voids[0]?.event);
      expect(branch.kept.size).toBe(1);
    },
  );

  it.each(['issue', 'seal', 'keep'] as const)(
    'whose visit ends at "%s" leaves no paper that holds, once, and tells nobody that it was signed',
    async (at) => {
      branch.disturb((stage) => {
        if (stage === at) stand.visits.end('leftStanding');
        return 'well';
      });
      const { paper } = await stand.written();
      expect(await sign(paper)).toEqual({ outcome: 'notSigned', why: 'failed' });
      await turns();
      expect(stand.kinds()).toEqual(['signing.intent', 'paper.void']);
      expect(branch.voids.map(({ reason }) => reason)).toEqual(['visitEnded']);
      expect([branch.kept.size, stand.states()]).toEqual([0, 0]);
    },
  );

  it('of the next customer is his own, though the one before is still under way', async () => {
    let begun = false;
    branch.disturb((stage) => {
      if (stage === 'seal' && !begun) {
        begun = true;
        stand.visits.end('leftStanding');
      }
      return 'well';
    });
    const { paper } = await stand.written();
    expect(await sign(paper)).toEqual({ outcome: 'notSigned', why: 'failed' });
    const next = await stand.written();
    expect(await sign(next.paper)).toMatchObject({ outcome: 'sealed' });
    expect([branch.kept.size, branch.voids.length]).toEqual([1, 1]);
  });

  it('leaves nothing of paper, ink and name in memory when the visit is over, and nothing in the journal', async () => {
    const { paper, sha256, texts } = await stand.written();
    const lying = stand.world.desk.find(paper);
    stand.world.consents.push({ rule: 'ownAnswers', textVersion: '1', answer: 'agreed', at: 0 });
    expect(JSON.stringify(texts)).toContain(NAME);
    stand.visits.end('finished');
    expect([stand.world.desk.bytes, stand.world.desk.find(paper)]).toEqual([undefined, undefined]);
    expect([lying?.ink.strokes, lying?.ink.drawn().strokes]).toEqual([0, []]);
    expect([stand.world.consents, stand.recognised.document]).toEqual([[], null]);
    expect(stand.world.desk.write(inkFor(sha256)[0])).toBeUndefined();
    expect(await sign(paper)).toEqual({ outcome: 'notSigned', why: 'failed' });
    for (const text of [NAME, NUMBER, sha256]) expect(JSON.stringify(stand.entries())).not.toContain(text);
  });
});

describe('a digest in the journal', () => {
  it.each(['0'.repeat(64), '12'.repeat(32), 'ab'.repeat(32), '1234567'])(
    '%s is a fact and can be read again',
    (hex) => {
      const fact = digestFact(hex);
      expect(isFact(fact)).toBe(true);
      expect(fact.replaceAll(':', '')).toBe(hex);
      expect(fact.length).toBeLessThanOrEqual(96);
    },
  );
});
