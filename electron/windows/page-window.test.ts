import { describe, expect, test } from 'vitest';
import { ManualClock, settle } from '#foundation/clock.ts';
import { fakeElectron } from '../test-support/fake-electron.ts';
import { emit, fakeEvent } from '../test-support/strict.ts';
import { PageWindow } from './page-window.ts';

type Setting = { kiosk?: boolean; load?: () => Promise<void> };

function opened({ kiosk = false, load = async () => {} }: Setting = {}) {
  const fake = fakeElectron({ load });
  const clock = new ManualClock();
  const told: string[] = [];
  const window = new fake.electron.BrowserWindow({ webPreferences: { partition: 'customer' } });
  const page = new PageWindow({
    role: 'customer',
    window,
    clock,
    kiosk,
    say: (text) => told.push(text),
    closed: () => told.push('closed'),
    lost: () => told.push('lost'),
  });
  const loads = () => fake.recorder.of('window.loadURL').length;
  const dies = () =>
    emit(window.webContents, 'render-process-gone', fakeEvent(), { reason: 'crashed', exitCode: 5 });
  return { ...fake, clock, told, window, contents: window.webContents, page, loads, dies };
}

describe('a window with its page', () => {
  test('is shown once its page is drawn', async () => {
    const { page, recorder } = opened();
    page.load();
    expect(recorder.of('window.show')).toEqual([]);
    await settle();
    expect(recorder.of('window.loadURL')).toEqual([['vestibule://customer/']]);
    expect(recorder.of('window.show')).toHaveLength(1);
  });

  test('gets a new page when that one dies, and is given up when it keeps dying', () => {
    const { dies, loads, told } = opened();
    for (let deaths = 1; deaths <= 5; deaths++) {
      dies();
      expect(loads()).toBe(deaths);
    }
    dies();
    expect(loads()).toBe(5);
    expect(told.at(-1)).toBe('lost');
    dies();
    expect(told.filter((what) => what === 'lost')).toHaveLength(1);
  });

  test('is not given up for a death now and then', () => {
    const { dies, loads, told, clock } = opened();
    for (let deaths = 0; deaths < 60; deaths++) {
      dies();
      clock.advance(13_000);
    }
    expect(loads()).toBe(60);
    expect(told).not.toContain('lost');
  });

  test('replaces a page that hangs, but not one that comes back', () => {
    const { contents, recorder, clock } = opened();
    emit(contents, 'unresponsive');
    clock.advance(7_000);
    emit(contents, 'responsive');
    clock.advance(60_000);
    expect(recorder.of('webContents.forcefullyCrashRenderer')).toEqual([]);
    emit(contents, 'unresponsive');
    clock.advance(8_000);
    expect(recorder.of('webContents.forcefullyCrashRenderer')).toHaveLength(1);
  });

  test('loads again after a load that failed, not after one that was given up or of a part of it', () => {
    const { contents, clock, loads, told } = opened();
    emit(contents, 'did-fail-load', fakeEvent(), -3, '', 'vestibule://customer/', true);
    emit(contents, 'did-fail-load', fakeEvent(), -6, '', 'vestibule://customer/x', false);
    clock.advance(10_000);
    expect(loads()).toBe(0);
    emit(contents, 'did-fail-load', fakeEvent(), -6, '', 'vestibule://customer/', true);
    expect(loads()).toBe(0);
    clock.advance(1_000);
    expect(loads()).toBe(1);
    expect(told).toEqual(['The customer page did not load (-6).']);
  });

  test('does not show a page that has no line to the host', () => {
    const { contents, loads } = opened();
    emit(contents, 'preload-error', fakeEvent(), '/preload.cjs', new Error('x'));
    expect(loads()).toBe(1);
  });

  test('takes a refused load as a load that failed', async () => {
    const { page } = opened({ load: async () => Promise.reject(new Error('ERR_FAILED')) });
    page.load();
    await settle();
  });

  test('tells that a person closed it', () => {
    const { window, told, page, dies, loads, clock } = opened();
    const happening = fakeEvent();
    emit(window, 'close', happening);
    expect(happening.prevented).toBe(false);
    emit(window, 'closed');
    expect(told).toEqual(['closed']);
    page.load();
    dies();
    expect([loads(), clock.armed]).toEqual([0, 0]);
  });

  test('of a kiosk is closed by nobody but the shell', () => {
    const { window, told, page, recorder } = opened({ kiosk: true });
    const happening = fakeEvent();
    emit(window, 'close', happening);
    expect(happening.prevented).toBe(true);
    page.destroy();
    expect(recorder.of('window.destroy')).toHaveLength(1);
    expect(told).toEqual([]);
    const after = fakeEvent();
    emit(window, 'close', after);
    expect(after.prevented).toBe(false);
  });
});
