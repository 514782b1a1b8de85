import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#foundation/bytes.ts';
import { CRT310_DELAYS } from './deadlines.ts';
import { ordinary, scripted } from './scripted-reader.ts';
import { until } from './stage.ts';

const APDU_A = fromHex('00 B2 01 0C 00');

describe('polls make way', () => {
  it('one that falls due while a command runs does not come before the next command', async () => {
    let deaf = false;
    const stage = scripted((content, count) => {
      if (!deaf || content !== '3130') return ordinary('none', 'switch')(content, count);
      deaf = false;
      return [];
    });
    await stage.run('enableEntry');
    deaf = true;
    const before = stage.commands().length;
    const first = stage.start('status');
    await stage.clock.advanceAsync(CRT310_DELAYS.poll * 4);
    const second = stage.start('chipPowerOff');
    await until(stage.clock, Promise.all([first, second]));
    expect(stage.commands().slice(before)).toEqual(['3130', '303A', '3130', '312F', '3331']);
  });

  it('one under way ends after its first question when a command waits', async () => {
    let interrupting: Promise<unknown> | undefined;
    const stage = scripted((content, count) => {
      if (content === '3130' && interrupting === undefined && armed)
        interrupting = stage.start('chipPowerOff');
      return ordinary('none', 'switch')(content, count);
    });
    let armed = false;
    await stage.run('enableEntry');
    armed = true;
    const before = stage.commands().length;
    await stage.clock.advanceAsync(CRT310_DELAYS.poll);
    await interrupting;
    expect(stage.commands().slice(before)).toEqual(['3130', '3331']);
  });
});

describe('settings', () => {
  it.each(['2F 33 59', '2F 33 4E', '2F 59', '2F 33 31 59'])(
    'whatever 2F is answered (%s), the status decides',
    async (reply) => {
      const stage = scripted((content, count) =>
        content.startsWith('2F33') ? [reply] : ordinary('none', 'switch')(content, count),
      );
      expect(await stage.run('enableEntry')).toEqual({ ok: true, value: {} });
    },
  );

  it('an entry that was opened before the cancel came is open, and is said to be', async () => {
    const stage = scripted((content, count) => {
      if (content.startsWith('2F33')) stage.driver.cancel('x');
      return ordinary('none', 'switch')(content, count);
    });
    const enabling = stage.driver.execute({ id: 'x', name: 'enableEntry', input: {} });
    expect(await until(stage.clock, enabling)).toEqual({ ok: true, value: {} });
  });

  it('an entry that does not close does not keep a card inside', async () => {
    let inside = false;
    const stage = scripted((content, count) =>
      ordinary(inside ? 'contact' : 'none', 'switch')(content, count),
    );
    await stage.run('enableEntry');
    inside = true;
    expect(await stage.run('eject')).toEqual({ ok: true, value: {} });
    expect(stage.commands().filter((content) => content === '3231')).toHaveLength(1);
  });

  it('"yes" to an entry that the status shows closed is a fault', async () => {
    const stage = scripted(ordinary('none', 'prohibited'));
    expect(await stage.run('enableEntry')).toMatchObject({ error: { code: 'hardwareError' } });
  });

  it('an entry that may be open although enabling failed is closed again', async () => {
    let open = false;
    const stage = scripted((content, count) => {
      if (content.startsWith('2F33')) {
        open = true;
        return [];
      }
      if (content.startsWith('2F31')) open = false;
      // The first look after the lost answer is lost as well.
      if (content === '3130' && count === 2) return ['31 30 00 00 00'];
      return ordinary('none', open ? 'switch' : 'prohibited')(content, count);
    });
    expect((await stage.run('enableEntry')).ok).toBe(false);
    expect(open).toBe(true);
    await stage.clock.advanceAsync(5_000);
    expect(open).toBe(false);
    expect(stage.clock.armed).toBe(0);
  });

  it('a reader that lost its settings while it waits for a card is set again', async () => {
    let open = false;
    const stage = scripted((content, count) => {
      if (content.startsWith('2F')) open = content.startsWith('2F33');
      return ordinary('none', open ? 'switch' : 'prohibited')(content, count);
    });
    await stage.run('enableEntry');
    open = false;
    await stage.clock.advanceAsync(1_000);
    expect(open).toBe(true);
    expect(stage.commands()).toContain('2E33');
  });

  it('and again, when setting it again did not work at once', async () => {
    let open = false;
    const stage = scripted((content, count) => {
      if (content.startsWith('2F33') && count === 2) return [];
      if (content.startsWith('2F')) open = content.startsWith('2F33');
      return ordinary('none', open ? 'switch' : 'prohibited')(content, count);
    });
    await stage.run('enableEntry');
    open = false;
    await stage.clock.advanceAsync(5_000);
    expect(open).toBe(true);
  });

  it('a reader without the sensor question has a clear path, and is not asked again', async () => {
    const stage = scripted((content, count) =>
      content === '312F' ? ['4E 31 01'] : ordinary('none')(content, count),
    );
    expect(await stage.run('status')).toEqual({ ok: true, value: { media: 'notPresent', atGate: false } });
    await stage.run('status');
    expect(stage.commands().filter((content) => content === '312F')).toHaveLength(1);
  });
});

describe('refusals in the contract’s words', () => {
  it.each([
    ['00', { code: 'unsupported', deviceCode: 'E=00' }],
    ['01', { code: 'protocol', deviceCode: 'E=01' }],
    ['02', { code: 'condition', condition: 'positionRefused', deviceCode: 'E=02' }],
    ['04', { code: 'protocol', deviceCode: 'E=04' }],
    ['05', { code: 'condition', condition: 'powerLow', deviceCode: 'E=05' }],
    ['06', { code: 'condition', condition: 'mediaLong', deviceCode: 'E=06' }],
    ['07', { code: 'condition', condition: 'powerLow', deviceCode: 'E=07' }],
    ['7F', { code: 'protocol', deviceCode: 'E=7F' }],
  ])('E=%s', async (code, error) => {
    const stage = scripted((content, count) =>
      content.startsWith('45') ? [`4E 45 ${code}`] : ordinary()(content, count),
    );
    expect(await stage.run('readTracks')).toEqual({ ok: false, error });
  });

  it.each([
    ['45', { code: 'condition', condition: 'noMedia', deviceCode: 'P=E' }],
    ['57', { code: 'condition', condition: 'positionRefused', deviceCode: 'P=W' }],
    ['4E', { code: 'hardwareError', deviceCode: 'P=N' }],
  ])('P=%s', async (code, error) => {
    const stage = scripted((content, count) =>
      content.startsWith('45') ? [`45 30 ${code}`] : ordinary()(content, count),
    );
    expect(await stage.run('readTracks')).toEqual({ ok: false, error });
  });
});

describe('the chip', () => {
  it('a card inside without contact is brought to the contact first', async () => {
    const stage = scripted(ordinary('inside'));
    expect((await stage.run('chipPowerOn')).ok).toBe(true);
    expect(stage.commands()).toEqual(['3130', '322F', '3330', '3730']);
  });

  it('a cold answer that breaks EMV’s rules and a good warm one: the warm one counts', async () => {
    const stage = scripted((content, count) => {
      if (content === '3730') return ['37 30 59 00 03 3B 10 18'];
      if (content === '372F') return ['37 2F 5A 00 09 3B E0 00 FF 81 31 7C 41 92'];
      return ordinary()(content, count);
    });
    expect(await stage.run('chipPowerOn')).toEqual({
      ok: true,
      value: { protocol: 'T1', atr: fromHex('3B E0 00 FF 81 31 7C 41 92') },
    });
  });

  it('is switched off again even when the powering was cancelled', async () => {
    const stage = scripted((content, count) => {
      if (content !== '3730') return ordinary()(content, count);
      stage.driver.cancel('x');
      return ['37 30 59 00 03 3B 10 18'];
    });
    const powering = stage.driver.execute({ id: 'x', name: 'chipPowerOn', input: {} });
    expect(await until(stage.clock, powering)).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(stage.commands().slice(-2)).toEqual(['3730', '3331']);
  });

  it('speaks T=1 to a T=1 card', async () => {
    const stage = scripted((content, count) => {
      if (content === '3730') return ['37 30 5A 00 09 3B E0 00 FF 81 31 7C 41 92'];
      if (content.startsWith('3732')) return ['37 32 59 00 02 90 00'];
      return ordinary()(content, count);
    });
    await stage.run('chipPowerOn');
    expect((await stage.run('chipIO', { command: APDU_A })).ok).toBe(true);
    expect(stage.commands().at(-1)).toBe(`37320005${toHex(APDU_A)}`);
  });

  it('an APDU whose answer was lost is never sent again', async () => {
    const stage = scripted((content, count) =>
      content.startsWith('3731') ? [] : ordinary()(content, count),
    );
    await stage.run('chipPowerOn');
    expect(await stage.run('chipIO', { command: APDU_A })).toEqual({ ok: false, error: { code: 'timeout' } });
    expect(stage.commands().filter((content) => content.startsWith('3731'))).toHaveLength(1);
  });
});
