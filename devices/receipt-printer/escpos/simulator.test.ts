import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#foundation/bytes.ts';
import { settle } from '#foundation/clock.ts';
import { memoryCable } from '../../transport/memory.ts';
import { Stand } from './test-stand.ts';

/** A bare cable to the simulator: bytes in, bytes out. */
async function plugged() {
  const stand = new Stand();
  const [host, device] = memoryCable();
  const answers: number[] = [];
  let closed = false;
  host.listen({
    data: (bytes) => answers.push(...bytes),
    closed: () => {
      closed = true;
    },
  });
  stand.simulator.attach(device);
  const say = async (bytes: string, milliseconds = 2000): Promise<string> => {
    answers.length = 0;
    await host.write(fromHex(bytes));
    await stand.clock.advanceAsync(milliseconds);
    return toHex(Uint8Array.from(answers));
  };
  return { stand, say, isClosed: () => closed };
}

describe('the simulated printer, by its manual', () => {
  it('answers in real time with the documented bytes', async () => {
    const { stand, say } = await plugged();
    const all = () => say('100401 100402 100403 100404');
    expect(await all()).toBe('12121212');
    stand.act('openCover');
    expect(await all()).toBe('1A161212');
    stand.act('closeCover');
    stand.act('setPaper', { state: 'low' });
    expect(await all()).toBe('1212121E');
    stand.act('setPaper', { state: 'out' });
    expect(await all()).toBe('1A32127E');
    stand.act('setPaper', { state: 'full' });
    stand.fault('cutterJam');
    expect(await say('1D564200')).toBe('');
    expect(await all()).toBe('1A521A12');
  });

  it('answers a real-time command even inside an image, and says that it should not be there', async () => {
    const { stand, say } = await plugged();
    expect(await say('1D763000 0300 0100 100401')).toBe('12');
    expect(stand.state.violations).toEqual(['real-time command inside an image']);
  });

  it('sends ASB at once, then at every change, until it is initialised', async () => {
    const { stand, say } = await plugged();
    expect(await say('1D610F')).toBe('1000600F');
    const told = say('');
    stand.act('openCover');
    expect(await told).toBe('3800600F');
    stand.act('closeCover');
    await say('1B40');
    const silent = say('');
    stand.act('openCover');
    expect(await silent).toBe('');
  });

  it('echoes a process id only after what was before it is on paper', async () => {
    const { stand, say } = await plugged();
    const first = say('1C26 41420A 43440A 1D28480600303041424344', 50);
    expect(await first).toBe('');
    expect(stand.papers).toEqual([['AB']]);
    expect(await say('')).toBe('37224142434400');
    expect(stand.papers).toEqual([['AB', 'CD']]);
  });

  it('keeps what it has received over a paper end, and prints it when the paper is back', async () => {
    const { stand, say } = await plugged();
    stand.act('setPaper', { state: 'out' });
    await say('41420A 1B40');
    expect(stand.state).toMatchObject({ waitingBytes: 5, receipts: [] });
    stand.act('setPaper', { state: 'full' });
    await stand.clock.advanceAsync(1000);
    expect(stand.papers).toEqual([['AB']]);
  });

  it('tells the newest of the ids it could not send, once it has a cable again', async () => {
    const { stand, say } = await plugged();
    await say('41420A 1D28480600303041414141 43440A 1D28480600303042424242', 10);
    stand.act('unplug');
    await stand.clock.advanceAsync(1000);
    stand.act('plugIn');
    const [host, device] = memoryCable();
    const heard: number[] = [];
    host.listen({ data: (bytes) => heard.push(...bytes), closed: () => {} });
    stand.simulator.attach(device);
    await settle();
    expect(toHex(Uint8Array.from(heard))).toBe('37224242424200');
  });

  it('forgets it when told to, while it is stopped and only then', async () => {
    const { stand, say } = await plugged();
    stand.act('setPaper', { state: 'out' });
    await say('41420A 4344 100502');
    expect(stand.state.waitingBytes).toBe(0);
    stand.act('setPaper', { state: 'full' });
    await stand.clock.advanceAsync(1000);
    expect(stand.papers).toEqual([]);
    await say('41420A 100502');
    expect(stand.papers).toEqual([['AB']]);
  });

  it('goes on printing without its cable, forgets everything without its power', async () => {
    const { stand, say } = await plugged();
    await say('41420A 43440A 45460A', 0);
    stand.act('unplug');
    await stand.clock.advanceAsync(40);
    stand.fault('powerOff');
    stand.fault('powerOff', false);
    await stand.clock.advanceAsync(1000);
    expect(stand.papers).toEqual([['AB']]);
  });

  it('waits for as many bytes as an image announced, whatever they are', async () => {
    const { stand, say } = await plugged();
    expect(await say('1D763000 0400 0200 1B40 1D610F')).toBe('');
    await say('41 42 43');
    expect(stand.state.receipts[0]?.lines).toEqual([
      {
        kind: 'raster',
        width: 32,
        height: 2,
        dataBase64: Buffer.from(fromHex('1B401D610F414243')).toString('base64'),
      },
    ]);
  });

  it('wraps a line that is too wide', async () => {
    const { stand, say } = await plugged();
    await say(`${'41'.repeat(43)}0A`);
    expect(stand.papers).toEqual([['A'.repeat(42), 'A']]);
  });

  it.each([
    ['a drawer pulse', '1B700019FA', 'drawer pulse'],
    ['a real-time drawer pulse', '1014010005', 'real-time drawer pulse'],
    ['a retry', '100501', 'real-time retry'],
    ['an unknown escape', '1BFF', 'ESC FF'],
    ['a control byte', '07', 'byte 07'],
    ['a high byte outside Hanzi mode', 'B0', 'high byte outside Hanzi mode'],
  ])('records %s', async (_, bytes, what) => {
    const { stand, say } = await plugged();
    await say(bytes);
    expect(stand.state.violations).toContain(what);
  });

  it('records at most a hundred of them, and survives a megabyte', async () => {
    const { stand, say } = await plugged();
    await say('FF'.repeat(1_048_576));
    expect(stand.state.violations).toHaveLength(100);
    expect(await say('100401')).toBe('12');
  });
});

describe('the person in front of it', () => {
  it('takes the paper, and tears off what hangs', async () => {
    const { stand, say } = await plugged();
    await say('41420A 1D564200 43440A');
    expect(stand.state.receipts).toMatchObject([
      { id: 1, cut: true },
      { id: 2, cut: false },
    ]);
    stand.act('takePaper');
    expect(stand.state.receipts).toEqual([]);
    expect(stand.simulator.act('takePaper', {})).toMatchObject({ error: { code: 'impossible' } });
  });

  it('may leave it: the tray holds twenty', async () => {
    const { stand, say } = await plugged();
    for (let time = 0; time < 25; time += 1) await say('41420A 1D564200', 1000);
    expect(stand.state.receipts).toHaveLength(20);
    expect(stand.state.receipts.at(-1)?.id).toBe(25);
  });

  it('may do only what is described, in the described form', () => {
    const { simulator } = new Stand();
    expect(simulator.act('explode', {})).toMatchObject({ error: { code: 'unknownAct' } });
    expect(simulator.act('constructor', {})).toMatchObject({ error: { code: 'unknownAct' } });
    expect(simulator.act('setPaper', { state: 'wet' })).toMatchObject({ error: { code: 'badInput' } });
    expect(simulator.act('openCover', { widely: true })).toMatchObject({ error: { code: 'badInput' } });
    expect(simulator.act('setFault', { fault: 'cutterJam' })).toMatchObject({ error: { code: 'badInput' } });
    expect(simulator.acts().map(({ name }) => name)).toEqual([
      'takePaper',
      'setPaper',
      'openCover',
      'closeCover',
      'setFault',
      'unplug',
      'plugIn',
      'reset',
    ]);
    expect(simulator.acts()[1]?.input).toMatchObject({
      properties: { state: { enum: ['full', 'low', 'out'] } },
    });
  });

  it('sees every change', async () => {
    const { stand, say } = await plugged();
    let told = 0;
    stand.simulator.subscribe(() => {
      told += 1;
    });
    stand.act('setPaper', { state: 'low' });
    expect(told).toBe(1);
    await say('41420A');
    expect(told).toBeGreaterThan(1);
  });

  it('starts the day again', async () => {
    const { stand, say } = await plugged();
    await say('41420A 07 1D564200');
    stand.act('setPaper', { state: 'out' });
    stand.act('openCover');
    stand.fault('floodUnsolicited');
    stand.fault('noise');
    stand.act('reset');
    expect(stand.state).toEqual({
      plugged: true,
      power: 'on',
      paper: 'full',
      cover: 'closed',
      cutter: 'ok',
      waitingBytes: 0,
      receipts: [],
      faults: [],
      violations: [],
    });
    expect(await say('100401')).toBe('12');
    expect(stand.clock.armed).toBe(0);
  });
});

describe('its cable', () => {
  it('is closed when it is pulled, refused while there is no power, replaced by a newer one', async () => {
    const { stand, isClosed } = await plugged();
    expect(stand.simulator.reachable).toBe(true);
    const second = new Stand();
    stand.act('unplug');
    await settle();
    expect(isClosed()).toBe(true);
    expect(stand.simulator.reachable).toBe(false);
    const refused = memoryCable();
    let closed = 0;
    refused[0].listen({ data: () => {}, closed: () => (closed += 1) });
    stand.simulator.attach(refused[1]);
    await settle();
    expect(closed).toBe(1);
    stand.act('plugIn');
    const [older, newer] = [memoryCable(), memoryCable()];
    older[0].listen({ data: () => {}, closed: () => (closed += 1) });
    stand.simulator.attach(older[1]);
    stand.simulator.attach(newer[1]);
    await settle();
    expect(closed).toBe(2);
    expect(second.simulator.reachable).toBe(true);
    second.fault('powerOff');
    expect(second.simulator.reachable).toBe(false);
  });
});
