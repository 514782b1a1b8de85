import { describe, expect, it } from 'vitest';
import type { MediaOrder } from '#contracts/bridge/media.ts';
import type { ToPage } from '#contracts/bridge/messages.ts';
import { ManualClock } from '#foundation/clock.ts';
import type { Page } from '../bridge/bridge.ts';
import { CAMERA_DELAYS, Camera, type CameraLease } from './camera.ts';

const PROFILE = { width: 1_920, height: 1_080, simulated: false };
const STILL = { purpose: 'still', sound: false } as const;

function customerPage() {
  const orders: MediaOrder[] = [];
  const page: Page = {
    role: 'customer',
    send: (message: ToPage) => {
      if (message.type === 'channel' && message.name === 'media.order')
        orders.push(message.message as MediaOrder);
    },
    stream: () => undefined,
  };
  return { page, orders, last: () => orders.at(-1) };
}

function camera(profile: ConstructorParameters<typeof Camera>[0]) {
  const clock = new ManualClock();
  const told: string[] = [];
  const one = new Camera(profile, clock, (of, health) => told.push(`${of} ${health}`));
  return { clock, told, camera: one };
}

/** A page that has joined and said that both are there. */
function ready() {
  const made = camera(PROFILE);
  const at = customerPage();
  made.camera.join(at.page);
  made.camera.hear('media.presence', { camera: true, microphone: true }, at.page);
  const say = (state: object) => made.camera.hear('media.state', state, at.page);
  const live = async (): Promise<CameraLease> => {
    const asked = made.camera.take(STILL);
    say({ order: at.last()?.order, is: 'live', width: 1_280, height: 720 });
    const taken = await asked;
    if (!taken.ok) throw new Error(taken.error.code);
    return taken.value;
  };
  return { ...made, ...at, say, live };
}

describe('the camera', () => {
  it('is absent where the profile names none, and cannot be taken', async () => {
    const { camera: none } = camera(undefined);
    const { page, orders } = customerPage();
    none.join(page);
    expect(none.health).toEqual({ camera: 'absent', microphone: 'absent' });
    expect(await none.take(STILL)).toEqual({ ok: false, error: { code: 'absent' } });
    expect(orders).toEqual([]);
  });

  it('is there once the page says so, each device by itself, and not when the page is gone', () => {
    const { camera: one, told, page } = ready();
    expect(one.health).toEqual({ camera: 'ok', microphone: 'ok' });
    one.hear('media.presence', { camera: true, microphone: false }, page);
    one.left(page);
    expect(told).toEqual(['camera ok', 'microphone ok', 'microphone down', 'camera down']);
  });

  it('is opened by an order, at the size of the profile, and closed by the next', async () => {
    const { live, last } = ready();
    const lease = await live();
    expect(lease).toMatchObject({ purpose: 'still', width: 1_280, height: 720 });
    expect(last()).toMatchObject({ order: 1, open: { purpose: 'still', width: 1_920, sound: false } });
    lease.release();
    lease.release();
    expect(last()).toMatchObject({ order: 2, open: null });
  });

  it('has one owner at a time', async () => {
    const { camera: one, live } = ready();
    const lease = await live();
    expect(await one.take(STILL)).toEqual({ ok: false, error: { code: 'taken' } });
    lease.release();
    await live();
  });

  it.each(['missing', 'denied', 'busy', 'stalled', 'failed'] as const)(
    'that is %s is told as that, and is not counted on for a while',
    async (fault) => {
      const { camera: one, say, last, clock } = ready();
      const asked = one.take(STILL);
      say({ order: last()?.order, is: 'fault', fault });
      expect(await asked).toEqual({ ok: false, error: { code: fault } });
      expect(one.health.camera).toBe('down');
      clock.advance(CAMERA_DELAYS.distrust);
      expect(one.health.camera).toBe('ok');
    },
  );

  it('is trusted again at once when something is plugged in', async () => {
    const { camera: one, say, last, page } = ready();
    const asked = one.take(STILL);
    say({ order: last()?.order, is: 'fault', fault: 'missing' });
    await asked;
    one.hear('media.presence', { camera: true, microphone: true }, page);
    expect(one.health.camera).toBe('ok');
  });

  it('of which nothing is heard is given up within its bound, and closed', async () => {
    const { camera: one, clock, last } = ready();
    const asked = one.take(STILL);
    clock.advance(CAMERA_DELAYS.open);
    expect(await asked).toEqual({ ok: false, error: { code: 'stalled' } });
    expect(last()?.open).toBeNull();
  });

  it('that is lost is told to whoever has it, once', async () => {
    const { camera: one, live, say, last, page } = ready();
    const lease = await live();
    const lost: string[] = [];
    lease.onLost((fault) => lost.push(fault));
    say({ order: lease.order, is: 'fault', fault: 'ended' });
    one.left(page);
    expect(lost).toEqual(['ended']);
    expect(last()?.open).toBeNull();
    const late: string[] = [];
    lease.onLost((fault) => late.push(fault));
    expect(late).toEqual(['ended']);
  });

  it('goes with its page: the one that is opened, and the one that is open', async () => {
    const first = ready();
    const asked = first.camera.take(STILL);
    first.camera.left(first.page);
    expect(await asked).toEqual({ ok: false, error: { code: 'pageGone' } });
    const second = ready();
    const lease = await second.live();
    const lost: string[] = [];
    lease.onLost((fault) => lost.push(fault));
    const newer = customerPage();
    second.camera.join(newer.page);
    expect(lost).toEqual(['pageGone']);
    expect(newer.last()?.open).toBeNull();
    // What the old page still says is nobody's business any more.
    expect(second.camera.hear('media.presence', { camera: true, microphone: true }, second.page)).toBe(false);
  });

  it('is closed at the end of a visit, and its holder hears of it', async () => {
    const { camera: one, live, last } = ready();
    const lease = await live();
    const lost: string[] = [];
    lease.onLost((fault) => lost.push(fault));
    one.close();
    expect(lost).toEqual(['ended']);
    expect(last()?.open).toBeNull();
    expect(one.health.camera).toBe('ok');
  });

  it.each([
    ['nothing', undefined],
    ['half a presence', { camera: true }],
    ['more than that', { camera: true, microphone: true, name: 'x' }],
    ['a word', 'yes'],
  ])('does not take %s for a word about itself', (_, message) => {
    const { camera: one, page } = ready();
    expect(one.hear('media.presence', message, page)).toBe(false);
    expect(one.hear('media.state', message, page)).toBe(false);
    expect(one.hear('paper.ink', message, page)).toBeUndefined();
  });

  it('heeds only what is said of the order in hand', async () => {
    const { camera: one, say, live } = ready();
    const lease = await live();
    const lost: string[] = [];
    lease.onLost((fault) => lost.push(fault));
    say({ order: lease.order - 1, is: 'fault', fault: 'ended' });
    expect(lost).toEqual([]);
    expect(one.health.camera).toBe('ok');
  });
});
