import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageHeaders, staffPost } from '#branch/test-support/house.ts';
import { callPolicySchema } from '#contracts/branch/call-policy.ts';
import { checkedRecordingSchema, foundRecordingsSchema } from '#contracts/branch/recording.ts';
import { ALWAYS_OPEN, branchDatabase } from '../support/branch-database.ts';
import { type CustomerPage, type Kiosk, openKiosk, SIMULATED_PROFILE } from '../support/kiosk.ts';
import { playCall } from '../support/played-call.ts';
import { PLACE } from '../support/signing.ts';
import { atTheMenu, chooseCard, goHome } from '../support/steps.ts';
import { type TellerDesk, tellerAt } from '../support/teller.ts';

const overlay = (page: CustomerPage, kind: string) =>
  page.until(`overlay ${kind}`, () => (page.screen.frame.overlay?.kind === kind ? true : undefined));
const stands = (page: CustomerPage, recording: string | undefined) =>
  page.until(`the recording to be ${recording}`, () => {
    const { call } = page.screen.frame;
    return call && call.recording === recording ? true : undefined;
  });

/** As the customer does it, in picture and sound; until the two see each other. */
async function callInPicture(page: CustomerPage, teller: TellerDesk) {
  await page.act('help');
  await page.act('callTeller');
  await page.until('what to expect', () => {
    const now = page.screen.frame.overlay;
    return now?.kind === 'callWays' && now.prospect !== 'asking' ? true : undefined;
  });
  await page.act('callTeller');
  await page.until('the self-test', () => {
    const now = page.screen.frame.overlay;
    return now?.kind === 'selfTest' && now.phase === 'ready' ? true : undefined;
  });
  await page.act('startCall');
  await teller.next();
  await page.until('a live call', () => (page.screen.frame.call?.state === 'live' ? true : undefined));
}

/** What the desk sees of it: by the customer's own screen. */
const atDesk = (teller: TellerDesk, recording: string) =>
  teller.until(`the desk to see ${recording}`, () => {
    const { view } = teller;
    return view?.is === 'own'
      ? view.recording === recording
      : view?.screen.frame.call?.recording === recording;
  });

describe('a call that may be recorded', () => {
  let kiosk: Kiosk;
  let teller: TellerDesk;
  const policy = (recording: 'never' | 'asked', keepDays = 30) =>
    branchDatabase(kiosk.dataDir).configure({
      calls: callPolicySchema.parse({ recording, keepDays }),
      hours: ALWAYS_OPEN,
    });
  beforeAll(async () => {
    kiosk = await openKiosk({
      ...SIMULATED_PROFILE,
      camera: { width: 640, height: 480, simulated: true },
      teller: {},
    });
    teller = await tellerAt(kiosk.host.branchUrl, '1005');
    expect(await teller.ready()).toBeNull();
  });
  afterAll(async () => {
    teller.leave();
    await kiosk.close();
  });
  const port = () => Number(new URL(kiosk.host.branchUrl).port);
  const found = async () =>
    foundRecordingsSchema.parse(
      JSON.parse((await staffPost(port(), '/recordings/api/find', { paper: null }, await manager())).text),
    ).recordings;
  const manager = () => pageHeaders(port(), '1001');
  const check = async (recording: string) =>
    checkedRecordingSchema.parse(
      JSON.parse((await staffPost(port(), '/recordings/api/check', { recording }, await manager())).text),
    );
  const play = async (recording: string) =>
    (await staffPost(port(), '/recordings/api/play', { recording, reason: 'dispute' }, await manager())).text;
  /** Until the branch knows that every part is over. */
  const settled = async () => {
    for (let tried = 0; tried < 200; tried++) {
      const all = await found();
      if (all.every(({ state }) => state !== 'open')) return all;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('a recording stays open');
  };
  const leave = async (page: CustomerPage) => {
    await teller.ask({
      type: 'finish',
      call: teller.case?.call.id ?? '',
      token: teller.case?.token ?? '',
      outcome: 'finished',
    });
    await overlay(page, 'callOver');
    await page.act('closeOverlay');
    const wrap = teller.desk?.toWrapUp ?? (await teller.until('the wrap-up', () => teller.desk?.toWrapUp));
    await teller.ask({ type: 'wrapUp', call: wrap?.call ?? '', code: 'solved', note: '' });
  };

  it('is not asked where the branch does not record, nor where the two only write', async () => {
    policy('never');
    const { bench, page } = await atTheMenu(kiosk);
    const media = playCall(page);
    await callInPicture(page, teller);
    expect(page.screen.frame.call?.recording).toBeUndefined();
    await leave(page);
    await page.act('finish');
    await goHome(bench, page);
    media.stop();
    expect(await found()).toEqual([]);
  });

  it('goes on just the same after a no, which the desk is told, and nothing is recorded', async () => {
    policy('asked');
    const { bench, page } = await atTheMenu(kiosk);
    const media = playCall(page);
    await callInPicture(page, teller);
    await overlay(page, 'recordingAsked');
    expect(page.screen.frame.overlay).toMatchObject({ kind: 'recordingAsked', days: 30 });
    expect(media.recording).toBe(false);
    // The teller cannot say yes for him.
    expect(await teller.act({ do: 'propose', inputs: [{ action: 'allowRecording' }] })).not.toBe('asked');
    await page.act('declineRecording');
    await stands(page, 'declined');
    await atDesk(teller, 'declined');
    expect(page.screen.frame.call?.state).toBe('live');
    expect(page.screen.actions.some(({ id }) => id === 'stopCallRecording')).toBe(false);
    await leave(page);
    await page.act('finish');
    await goHome(bench, page);
    media.stop();
    expect(media.pieces).toBe(0);
    expect(await found()).toEqual([]);
  });

  it('is recorded after a yes, in parts that are one chain: not at a step that is his alone, and not after either has stopped it', async () => {
    policy('asked', 7);
    const { bench, page } = await atTheMenu(kiosk);
    const media = playCall(page);
    await callInPicture(page, teller);
    await overlay(page, 'recordingAsked');
    expect(media.recording).toBe(false);
    await page.act('allowRecording');
    await stands(page, 'on');
    await atDesk(teller, 'on');
    expect(page.screen.spoken).toContain('录音录像');
    await page.until('two seconds', () => (media.pieces >= 2 ? true : undefined));

    // A code is typed: from that screen on nothing is recorded, and both are told so; after it, it goes on by itself.
    await page.act('closeOverlay');
    await chooseCard(page, PLACE.changeReservedPhone);
    await page.act('sendCode');
    await page.see('enterCode');
    await stands(page, 'paused');
    await atDesk(teller, 'paused');
    expect(media.recording).toBe(false);
    const before = media.pieces;
    await page.act('back');
    await page.until('the step before', () => (page.screen.body.kind === 'enterCode' ? undefined : true));
    while (page.screen.body.kind !== 'menu') {
      const { step } = page.screen;
      await page.act('back');
      await page.until('the step before', () => (page.screen.step === step ? undefined : true));
    }
    await stands(page, 'on');
    await page.until('more of it', () => (media.pieces > before + 1 ? true : undefined));

    // Picture and sound are lost, and come again: the gap is between two parts.
    media.link('interrupted');
    await stands(page, 'interrupted');
    expect(media.recording).toBe(false);
    media.link('connected');
    await stands(page, 'on');
    await page.until('more still', () => (media.made > 1 ? true : undefined));

    // The teller ends it; the customer sees by whom, and the call goes on.
    expect(await teller.act({ do: 'stopRecording' })).toBe('shown');
    await stands(page, 'stopped');
    await atDesk(teller, 'stopped');
    expect(page.screen.frame.call?.state).toBe('live');
    expect(await teller.act({ do: 'stopRecording' })).toBe('notOffered');
    await leave(page);
    await page.act('finish');
    await goHome(bench, page);
    media.stop();

    const parts = (await settled()).toReversed();
    expect(parts.map(({ state, reason }) => [state, reason])).toEqual([
      ['complete', 'ownStep'],
      ['stopped', 'media'],
      ['stopped', 'teller'],
    ]);
    expect(parts.map(({ call, service }) => [service, call?.part])).toEqual([
      ['call', 1],
      ['call', 2],
      ['call', 3],
    ]);
    expect(parts[0]?.call).toMatchObject({
      reference: expect.stringMatching(/^V-/),
      teller: expect.any(String),
    });
    for (const { recording } of parts) expect(await check(recording)).toMatchObject({ whole: true });
    const played = (await Promise.all(parts.map(({ recording }) => play(recording)))).join('');
    expect(played).toMatch(/^piece 1piece 2/);

    // Take away the end of the part before, or say that the chain began elsewhere: it is seen.
    const store = new DatabaseSync(join(kiosk.dataDir, 'branch.db'));
    const second = parts[1]?.recording ?? '';
    store
      .prepare('UPDATE recordings SET told_link = ? WHERE recording = ?')
      .run('0'.repeat(64), parts[0]?.recording ?? '');
    expect(await check(second)).toEqual({ whole: false, fault: 'otherBefore', at: 0 });
    store.close();
  });
});
