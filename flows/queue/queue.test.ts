import { describe, expect, it } from 'vitest';
import { getShortestPaths } from 'xstate/graph';
import { VERDICTS } from '#contracts/branch/appointment.ts';
import { bodySchema } from '#contracts/screen/screen.ts';
import { delays } from '../delays.ts';
import type { FlowEvent } from '../events.ts';
import type { FlowPorts, HeldNumber, NumberAnswer } from '../ports.ts';
import { appointment, desk, held, idCard, services, took } from './desk.test-data.ts';
import { queueMachine } from './machine.ts';
import { queueView } from './view.ts';

describe('care hours and priority seats', () => {
  const cared = (care: { until: string | null; seats: number }) =>
    desk({ queueNow: async () => ({ ok: true, value: { open: true, opening: null, services, care } }) });
  const taken = async (w: ReturnType<typeof cared>, need: number) => {
    await w.act('need', need);
    await w.act('next');
    if (w.view().body.kind === 'papers') await w.act('confirm');
    return w.view().body;
  };

  it('are said where waiting is asked about, and to whom they are for', async () => {
    const care = { until: '11:00', seats: 6 };
    const w = cared(care);
    await w.begun();
    await w.act('choose', 0);
    await w.act('next');
    expect(w.view().body).toMatchObject({ kind: 'needs', care });
    expect(await taken(w, 1)).toMatchObject({ kind: 'ticketTaken', care });
  });

  it('are not said on the number of somebody else, nor where there are none', async () => {
    for (const [care, need] of [
      [{ until: '11:00', seats: 6 }, 3],
      [{ until: null, seats: 0 }, 1],
    ] as const) {
      const w = cared(care);
      await w.begun();
      await w.act('choose', 0);
      await w.act('next');
      expect('care' in w.view().body).toBe(need === 3);
      const body = await taken(w, need);
      expect([body.kind, 'care' in body]).toEqual(['ticketTaken', false]);
    }
  });
});

describe('the way to a number', () => {
  it('asks what for, what makes waiting hard, and the papers; then takes one number and prints it', async () => {
    const w = desk();
    await w.begun();
    expect(w.view().actions.map(({ id }) => id)).not.toContain('next');
    await w.act('choose', 0);
    await w.act('choose', 1);
    await w.act('next');
    await w.act('need', 2);
    await w.act('need', 3);
    await w.act('next');
    expect(w.view().body).toMatchObject({ kind: 'papers', papers: [{ name: idCard.name }, {}] });
    await w.act('missing');
    expect(w.view().body).toMatchObject({ kind: 'papersMissing', papers: [{ instead: idCard.instead }] });
    await w.act('back');
    await w.act('confirm');
    expect(w.asked).toEqual([
      { services: ['cash', 'account'], segment: 'corporate', needs: ['pregnant'], channel: 'anonymous' },
    ]);
    expect(w.view().body).toMatchObject({ kind: 'ticketTaken', label: 'A007', receipt: 'printed' });
    expect(w.papers).toMatchObject([{ type: 'ticket', label: 'A007', phoneUrl: held.phoneUrl }]);
    await w.act('next');
    expect(w.output()).toMatchObject({ next: 'finish', receipt: true, standing: { number: held } });
  });

  it('says that this can be done here, and goes there instead of taking a number', async () => {
    const w = desk();
    await w.begun();
    await w.act('choose', 2);
    await w.act('next');
    expect(w.view().body).toEqual({ kind: 'doHere', here: ['reportLostCard'] });
    await w.act('choose', 0);
    expect(w.output()).toMatchObject({ next: 'service', service: 'reportLostCard', standing: null });
    expect(w.asked).toEqual([]);
  });

  it('offers nothing here that this terminal cannot do now', async () => {
    const w = desk({}, { here: [] });
    await w.begun();
    await w.act('choose', 2);
    await w.act('next');
    expect(w.view().body.kind).toBe('needs');
  });

  it('lets five be chosen, says so at the sixth, and pages the list', async () => {
    const w = desk();
    await w.begun();
    for (const choice of [0, 1, 2, 3, 4]) await w.act('choose', choice);
    expect(w.view().body).toMatchObject({ full: false, window: { first: 0, last: 5 } });
    await w.act('choose', 5);
    expect(w.view().body).toMatchObject({ full: true });
    await w.act('more');
    expect(w.view().body).toMatchObject({ window: { first: 6, last: 6 } });
    expect(w.actor.getSnapshot().context.chosen).toHaveLength(5);
  });

  it('knows from the document who is sixty, and skips nothing else for it', async () => {
    const w = desk({}, { elderly: true, channel: 'idCard' });
    await w.begun();
    await w.act('choose', 0);
    await w.act('next');
    expect(w.view().body).toEqual({ kind: 'needs', chosen: ['elderly'], elderlyKnown: true });
    await w.act('next');
    expect(w.asked).toEqual([
      { services: ['cash'], segment: 'ordinary', needs: ['elderly'], channel: 'idCard' },
    ]);
  });

  it.each([
    ['closed', async () => ({ ok: true, value: { open: false, opening: null, services } })],
    ['unreachable', async () => ({ ok: false, error: { code: 'unreachable' } })],
  ] as const)('%s: says so, and what can be done here all the same', async (reason, queueNow) => {
    const w = desk({ queueNow: queueNow as FlowPorts['queueNow'] });
    await w.begun();
    expect(w.view().body).toMatchObject({ kind: 'queueAway', reason, here: ['reportLostCard'] });
    await w.act('choose', 0);
    expect(w.output()).toMatchObject({ next: 'service', service: 'reportLostCard' });
  });

  it('an answer that does not come is said to be unknown, and asked for until it is known; one number is taken', async () => {
    const answers: NumberAnswer[] = [{ outcome: 'unknown' }, { outcome: 'unknown' }, took];
    let looked = 0;
    const w = desk({
      takeTicket: async () => ({ outcome: 'unknown' }),
      ticketState: async () => {
        looked++;
        return answers.shift() ?? took;
      },
    });
    await w.begun();
    await w.act('choose', 0);
    await w.act('next');
    await w.act('next');
    expect(w.view().body).toEqual({ kind: 'ticketUnknown' });
    expect(w.view().actions.map(({ id }) => id)).toEqual(['tryAgain', 'finish']);
    await w.clock.advanceAsync(delays.numberAsk);
    expect(w.view().body).toEqual({ kind: 'ticketUnknown' });
    await w.act('tryAgain');
    await w.clock.advanceAsync(delays.numberAsk);
    expect([looked, w.view().body]).toMatchObject([3, { kind: 'ticketTaken', label: 'A007' }]);
  });

  it('a port that breaks leaves it unknown, too', async () => {
    const w = desk({ takeTicket: () => Promise.reject(new Error('the journal')) });
    await w.begun();
    await w.act('choose', 0);
    await w.act('next');
    await w.act('next');
    expect(w.view().body).toEqual({ kind: 'ticketUnknown' });
  });

  it('what the branch refused is no number', async () => {
    const w = desk({ takeTicket: async () => ({ outcome: 'notTaken', why: 'refused' }) });
    await w.begun();
    await w.act('choose', 0);
    await w.act('next');
    await w.act('next');
    expect(w.view().body).toMatchObject({ kind: 'queueAway', reason: 'refused' });
    expect(w.actor.getSnapshot().context.standing).toBeNull();
  });
});

describe('a visit that has a number', () => {
  const standing = { services: [{ zh: '现金', en: 'Cash' }], number: held, following: false };

  it('begins with it, prints nothing by itself, and asks for no other', async () => {
    const w = desk({}, { standing, identified: true });
    await w.begun();
    expect(w.view().body).toMatchObject({ kind: 'ticketTaken', label: 'A007', receipt: 'offered' });
    expect([w.asked, w.papers]).toEqual([[], []]);
    await w.act('anotherService');
    expect(w.output()).toMatchObject({ next: 'menu', standing: { number: held } });
  });

  it('does not know of one that was not answered, and goes on asking', async () => {
    const w = desk({}, { standing: { ...standing, number: null } });
    await w.begun();
    expect(w.view().body).toEqual({ kind: 'ticketUnknown' });
  });

  it('keeps what it says of the queue up to date, and says where to go once called', async () => {
    const called: HeldNumber = { ...held, state: 'called', wait: null, counter: '3' };
    const w = desk({ ticketState: async () => ({ outcome: 'taken', number: called }) }, { standing });
    await w.begun();
    await w.clock.advanceAsync(delays.queueLook);
    expect(w.view().body).toMatchObject({ state: 'called', counter: '3' });
    expect(w.view().actions.map(({ id }) => id)).not.toContain('giveUpNumber');
  });

  it.each([
    ['given', 'given', null],
    ['following', 'following', { following: true }],
  ] as const)('gives it back when asked twice: %s', async (outcome, state, left) => {
    const w = desk({ giveUpTicket: async () => ({ outcome }) }, { standing });
    await w.begun();
    await w.act('giveUpNumber');
    await w.act('back');
    await w.act('giveUpNumber');
    await w.act('confirm');
    expect(w.view().body).toEqual({ kind: 'ticketGivenUp', label: 'A007', state });
    await w.act('next');
    expect(w.output()?.standing ?? null).toEqual(left && { ...standing, ...left });
  });

  it('says that it holds where nothing was done, and looks at once where it is called already', async () => {
    const w = desk({ giveUpTicket: async () => ({ outcome: 'notGiven' }) }, { standing });
    await w.begun();
    await w.act('giveUpNumber');
    await w.act('confirm');
    expect(w.view().body).toMatchObject({ state: 'notGiven' });
    await w.act('next');
    expect(w.view().body).toMatchObject({ kind: 'ticketTaken' });
    const late = desk(
      {
        giveUpTicket: async () => ({ outcome: 'called' }),
        ticketState: async () => ({
          outcome: 'taken',
          number: { ...held, state: 'called', wait: null, counter: '2' },
        }),
      },
      { standing },
    );
    await late.begun();
    await late.act('giveUpNumber');
    await late.act('confirm');
    expect(late.view().body).toMatchObject({ kind: 'ticketTaken', state: 'called', counter: '2' });
  });

  it('one that is being given back is not taken anew', async () => {
    const w = desk({}, { standing: { ...standing, following: true } });
    await w.begun();
    expect(w.view().body).toMatchObject({ kind: 'ticketGivenUp', state: 'following' });
    expect(w.asked).toEqual([]);
  });
});

describe('cut off from the branch', () => {
  const { cutOff, live }: { readonly cutOff: NumberAnswer; readonly live: NumberAnswer } = {
    cutOff: { outcome: 'taken', number: { ...held, wait: null, phoneUrl: null, countsFrom: '10:42' } },
    live: took,
  };

  it('says so, gives a number that counts from now on, and shows the wait once there is one', async () => {
    const waitless = services.map((service) => ({ ...service, wait: null }));
    const w = desk({
      queueNow: async () => ({
        ok: true,
        value: { open: true, opening: null, cutOff: true, services: waitless },
      }),
      takeTicket: async () => cutOff,
      ticketState: async () => live,
    });
    await w.begun();
    expect(w.view().body).toMatchObject({ kind: 'chooseBusiness', cutOff: true });
    await w.act('choose', 0);
    await w.act('next');
    await w.act('next');
    expect(w.view().body).toMatchObject({
      kind: 'ticketTaken',
      wait: null,
      phoneUrl: null,
      countsFrom: '10:42',
    });
    expect(w.papers).toMatchObject([{ type: 'ticket', countsFrom: '10:42', wait: null, phoneUrl: null }]);
    await w.clock.advanceAsync(delays.queueLook);
    const { body } = w.view();
    expect(body).toMatchObject({ kind: 'ticketTaken', wait: held.wait });
    expect(body).not.toHaveProperty('countsFrom');
  });
});

describe('every path', () => {
  const done = (state: string, output: unknown) =>
    ({ type: `xstate.done.actor.0.queue.${state}`, output }) as unknown as FlowEvent;
  const open = { ok: true, value: { open: true, opening: null, services: services.slice(0, 3) } };
  const numbers: NumberAnswer[] = [
    took,
    { outcome: 'unknown' },
    { outcome: 'notTaken', why: 'refused' },
    { outcome: 'notTaken', why: 'appointment' },
  ];
  const events = [
    ...[
      'next',
      'back',
      'confirm',
      'missing',
      'tryAgain',
      'giveUpNumber',
      'haveAppointment',
      'digit',
      'clear',
    ].map((id) => ({ type: `act.${id}`, choice: 0 }) as FlowEvent),
    ...[1, 2].map((choice) => ({ type: 'act.choose', choice }) as FlowEvent),
    done('looking', open),
    done('looking', { ok: false, error: { code: 'unreachable' } }),
    ...numbers.flatMap((answer) => [done('taking', answer), done('unknown.asking', answer)]),
    ...[...VERDICTS.map((verdict) => ({ ...appointment, verdict })), null].map((found) =>
      done('appointment.finding', { ok: true, value: { found } }),
    ),
    done('appointment.finding', { ok: false, error: { code: 'tooMany' } }),
    ...(['given', 'called', 'following', 'notGiven'] as const).map((outcome) =>
      done('held.giving', { outcome }),
    ),
  ];
  const paths = getShortestPaths(queueMachine, {
    input: {
      standing: null,
      wanted: null,
      elderly: false,
      channel: 'anonymous',
      identified: true,
      here: ['reportLostCard'],
      printer: 'ok',
    },
    events,
    serializeState: ({ value, context }) =>
      JSON.stringify([
        value,
        context.chosen,
        context.standing !== null,
        context.next,
        [context.code, context.checkingIn],
        // Elsewhere nothing is decided by it.
        JSON.stringify(value).includes('appointment') && context.appointment?.verdict,
      ]),
    stopWhen: ({ status }) => status === 'done',
  });

  it('leads to a screen of the contract with a way on, and a number is there only where one was taken', () => {
    const seen = new Set<string>();
    for (const { state, steps } of paths) {
      if (state.status === 'done') continue;
      const { body, actions } = queueView(state, { ofStep: 0, ofWarning: 0 }, false);
      seen.add(body.kind);
      const way = steps.map(({ event }) => event.type).join(' ');
      expect(bodySchema.safeParse(body).error?.issues ?? [], way).toEqual([]);
      // Nothing is touched while the branch answers or paper moves.
      const waits = body.kind === 'working' || (body.kind === 'ticketTaken' && body.receipt === 'printing');
      expect(actions.length > 0, way).toBe(!waits);
      if (body.kind === 'ticketTaken')
        expect(steps.filter(({ event }) => JSON.stringify(event).includes('A007')).length, way).toBe(1);
    }
    expect([...seen].toSorted()).toEqual([
      'appointment',
      'chooseBusiness',
      'doHere',
      'enterAppointment',
      'needs',
      'papers',
      'papersMissing',
      'queueAway',
      'ticketGivenUp',
      'ticketTaken',
      'ticketUnknown',
      'working',
    ]);
  });
});
