import { describe, expect, it } from 'vitest';
import type { FoundAppointment } from '#contracts/branch/appointment.ts';
import type { FlowPorts } from '../ports.ts';
import { appointment, desk } from './desk.test-data.ts';

/** Its check digit fits; with another last one it does not. */
const CODE = '57245724';
const MISTYPED = '57245725';

describe('somebody with an appointment', () => {
  const type = async (w: ReturnType<typeof desk>, code: string) => {
    for (const digit of code) await w.act('digit', Number(digit));
  };
  const finds = (...answers: (FoundAppointment | null)[]) => {
    const asked: (string | null)[] = [];
    const findAppointment: FlowPorts['findAppointment'] = async ({ code }) => {
      asked.push(code);
      return {
        ok: true,
        value: { found: answers.length > 1 ? (answers.shift() ?? null) : (answers[0] ?? null) },
      };
    };
    return { asked, findAppointment };
  };

  it('types its code, is told of it and of the papers, and checks in', async () => {
    const { asked, findAppointment } = finds(appointment);
    const w = desk({ findAppointment });
    await w.begun();
    await w.act('haveAppointment');
    await type(w, CODE.slice(0, 7));
    expect(w.view().actions.map(({ id }) => id)).not.toContain('confirm');
    await type(w, CODE.slice(7));
    await w.act('confirm');
    expect(w.view().body).toMatchObject({ kind: 'appointment', verdict: 'onTime', time: '10:30' });
    await w.act('confirm');
    expect(w.view().body).toMatchObject({ kind: 'papers' });
    await w.act('back');
    await w.act('confirm');
    await w.act('confirm');
    expect(w.view().body).toMatchObject({ kind: 'ticketTaken', label: 'A007' });
    expect([asked, w.asked]).toEqual([
      [CODE],
      [
        {
          services: ['account'],
          segment: 'ordinary',
          needs: [],
          channel: 'anonymous',
          appointment: true,
        },
      ],
    ]);
  });

  it('is asked once more for a slip of the finger, without anybody being asked', async () => {
    const { asked, findAppointment } = finds(appointment);
    const w = desk({ findAppointment });
    await w.begun();
    await w.act('haveAppointment');
    await type(w, MISTYPED);
    await w.act('confirm');
    expect(w.view().body).toMatchObject({ kind: 'enterAppointment', entered: '', problem: 'mistyped' });
    expect(asked).toEqual([]);
    await w.act('digit', 5);
    expect(w.view().body).toMatchObject({ entered: '5', problem: null });
  });

  it('may type three codes that nobody has, and is led to an ordinary number then', async () => {
    const w = desk(finds(null));
    await w.begun();
    await w.act('haveAppointment');
    for (const problem of ['unknown', 'unknown', 'tooMany']) {
      await type(w, CODE);
      await w.act('confirm');
      expect(w.view().body).toMatchObject({ kind: 'enterAppointment', problem });
    }
    expect(w.view().actions.map(({ id }) => id)).toEqual(['next']);
    await w.act('next');
    expect(w.view().body.kind).toBe('chooseBusiness');
    expect(w.view().actions.map(({ id }) => id)).not.toContain('haveAppointment');
  });

  it('is told by itself where ID or card has said who he is, once; who has none hears nothing of it', async () => {
    const { asked, findAppointment } = finds(appointment);
    const w = desk({ findAppointment }, { channel: 'idCard' });
    await w.begun();
    expect(w.view().body).toMatchObject({ kind: 'appointment', verdict: 'onTime' });
    await w.act('back');
    expect(w.view().body.kind).toBe('chooseBusiness');
    expect(asked).toEqual([null]);
    const none = desk(finds(null), { channel: 'bankCard' });
    await none.begun();
    expect(none.view().body.kind).toBe('chooseBusiness');
    const cut = desk(
      { findAppointment: async () => ({ ok: false, error: { code: 'unreachable' } }) },
      { channel: 'idCard' },
    );
    await cut.begun();
    expect(cut.view().body.kind).toBe('chooseBusiness');
  });

  it.each(['tooEarly', 'tooLate', 'otherDay', 'cancelled', 'otherBranch'] as const)(
    '%s: is told why, and takes an ordinary number',
    async (verdict) => {
      const w = desk(finds({ ...appointment, verdict }), { channel: 'idCard' });
      await w.begun();
      expect(w.view().body).toMatchObject({ kind: 'appointment', verdict });
      expect(w.view().actions.map(({ id }) => id)).toEqual(['next', 'back']);
      await w.act('next');
      if (verdict === 'otherBranch') await w.act('choose', 1);
      await w.act('next');
      await w.act('next');
      await w.act('confirm');
      expect(w.asked).toEqual([{ services: ['account'], segment: 'ordinary', needs: [], channel: 'idCard' }]);
    },
  );

  it('whose time ran out while he looked for his papers is told so, and takes no number unasked', async () => {
    const { findAppointment } = finds(appointment, { ...appointment, verdict: 'tooLate' });
    const w = desk(
      { findAppointment, takeTicket: async () => ({ outcome: 'notTaken', why: 'appointment' }) },
      { channel: 'idCard' },
    );
    await w.begun();
    await w.act('confirm');
    await w.act('confirm');
    expect(w.view().body).toMatchObject({ kind: 'appointment', verdict: 'tooLate' });
    expect(w.actor.getSnapshot().context.standing).toBeNull();
  });

  it('who did not get through asks for an ordinary number as one', async () => {
    const refused: FlowPorts['takeTicket'] = async () => ({ outcome: 'notTaken', why: 'refused' });
    const w = desk({ ...finds(appointment), takeTicket: refused }, { channel: 'idCard' });
    await w.begun();
    await w.act('confirm');
    await w.act('confirm');
    expect(w.view().body).toMatchObject({ kind: 'queueAway', reason: 'refused' });
    await w.act('tryAgain');
    expect(w.actor.getSnapshot().context.checkingIn).toBe(false);
  });
});
