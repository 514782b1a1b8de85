import { describe, expect, it } from 'vitest';
import type { CodeRefusal, FlowPorts } from '../../ports.ts';
import { recovered, world } from '../../terminal/world.test-data.ts';

const sent = { ok: true, value: { codeRef: 'c', sentTo: '142****0001', resendAfterSeconds: 60 } } as const;

/** A customer who has asked for the code to the old number once; the bank answers as told, the last answer for good. */
async function asked(...answers: ('sent' | CodeRefusal)[]) {
  const check: { verdict: Awaited<ReturnType<FlowPorts['checkCode']>> } = {
    verdict: { result: 'right', proofRef: 'p' },
  };
  const w = world({
    sendCode: async () => {
      const next = answers.length > 1 ? answers.shift() : answers[0];
      return next === 'sent' || next === undefined ? sent : { ok: false, error: next };
    },
    checkCode: async () => check.verdict,
  });
  await w.tell(recovered);
  await w.lay();
  await w.act('choose', 1);
  await w.act('choose', 0);
  await w.act('sendCode');
  const offers = () => w.screen().actions.map(({ id }) => id);
  const type = async (digits: string) => {
    for (const digit of digits) await w.act('digit', Number(digit));
  };
  /** The customer stays, so that nobody asks after him. */
  const seconds = async (many: number) => {
    for (let passed = 0; passed < many; passed++) {
      await w.tell({ type: 'person.active' });
      await w.clock.advanceAsync(1_000);
    }
  };
  return { ...w, check, offers, type, seconds };
}

const REFUSALS: readonly CodeRefusal[] = [
  { code: 'tooSoon', seconds: 42 },
  { code: 'tooManyCodes' },
  { code: 'notSent' },
];

describe('without a code that was sent in this visit', () => {
  it.each(REFUSALS)(
    '$code: no digits are asked for, and the way to the counter stands open',
    async (refusal) => {
      const w = await asked(refusal);
      expect(w.screen().body).toMatchObject({ kind: 'proveOldNumber', problem: refusal.code });
      expect(w.offers()).not.toContain('digit');
      expect(w.offers()).toContain('noOldNumber');
    },
  );

  it('too soon: the seconds run down, then another can be asked for', async () => {
    const w = await asked({ code: 'tooSoon', seconds: 42 }, 'sent');
    expect(w.screen().body).toMatchObject({ problem: 'tooSoon', secondsLeft: 42 });
    expect(w.offers()).not.toContain('sendCode');
    await w.seconds(41);
    expect(w.screen().body).toMatchObject({ problem: 'tooSoon', secondsLeft: 1 });
    await w.seconds(1);
    expect(w.screen().body).toMatchObject({ problem: null, secondsLeft: 0 });
    await w.act('sendCode');
    expect(w.kind()).toBe('enterCode');
  });

  it('used up: it is not asked for again', async () => {
    const w = await asked({ code: 'tooManyCodes' });
    await w.seconds(3_600);
    expect(w.offers()).not.toContain('sendCode');
  });

  it('not sent: it can be tried again at once', async () => {
    const w = await asked({ code: 'notSent' }, 'sent');
    await w.act('sendCode');
    expect(w.screen().body).toMatchObject({ kind: 'enterCode', problem: null });
  });

  it.each(['expired', 'locked'] as const)(
    '%s: the digits lead nowhere, so a new one is offered',
    async (result) => {
      const w = await asked('sent');
      w.check.verdict = { result };
      await w.seconds(20);
      await w.type('123456');
      await w.act('confirm');
      expect(w.screen().body).toMatchObject({ kind: 'proveOldNumber', problem: 'expired', secondsLeft: 40 });
      expect(w.offers()).not.toContain('digit');
      await w.seconds(40);
      expect(w.screen().body).toMatchObject({ problem: 'expired', secondsLeft: 0 });
      expect(w.offers()).toContain('sendCode');
    },
  );
});

describe('with a code that was sent in this visit', () => {
  it('another can be asked for when the bank’s time is over, however many digits stand there', async () => {
    const w = await asked('sent');
    expect(w.screen().body).toMatchObject({ kind: 'enterCode', resend: 'wait', secondsLeft: 60 });
    expect(w.offers()).not.toContain('resendCode');
    await w.seconds(60);
    await w.type('123456');
    expect(w.offers()).toEqual(expect.arrayContaining(['confirm', 'resendCode', 'noOldNumber']));
  });

  it.each(REFUSALS)('$code: the one there is can still be entered, and the reason stays', async (refusal) => {
    const w = await asked('sent', refusal);
    await w.seconds(60);
    await w.act('resendCode');
    expect(w.screen().body).toMatchObject({
      kind: 'enterCode',
      problem: refusal.code,
      sentTo: '142****0001',
    });
    await w.type('123456');
    expect(w.screen().body).toMatchObject({ kind: 'enterCode', problem: refusal.code });
    expect(w.offers()).toContain('noOldNumber');
    await w.act('confirm');
    expect(w.kind()).toBe('enterPhone');
  });

  it('who went back finds the way to it again', async () => {
    const w = await asked('sent', { code: 'tooSoon', seconds: 50 });
    await w.act('back');
    expect(w.screen().body).toMatchObject({ kind: 'proveOldNumber', problem: null });
    await w.act('sendCode');
    expect(w.screen().body).toMatchObject({ kind: 'enterCode', problem: 'tooSoon', secondsLeft: 50 });
  });
});
