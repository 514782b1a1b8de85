import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordingOrigin } from '#contracts/branch/recording.ts';
import type { ManualClock } from '#foundation/clock.ts';
import type { BranchClient } from '../client/client.ts';
import { SILENT_AFTER } from '../recordings/register.ts';
import {
  type BranchHouse,
  clientOf,
  enrolled,
  openBranch,
  pageHeaders,
  staffPost,
} from '../test-support/house.ts';

describe('recordings over HTTP', () => {
  let house: BranchHouse<ManualClock>;
  let client: BranchClient;
  let origin: RecordingOrigin;
  beforeEach(async () => {
    house = await openBranch();
    client = await enrolled(house);
    origin = {
      recording: 'recording-of-nobody',
      visit: 'visit-of-nobody',
      service: 'buyWealth',
      sale: 'ab'.repeat(32),
      nonce: 'cd'.repeat(32),
      openedAt: house.clock.wall(),
    };
  });
  afterEach(() => house.close());

  it('ends by itself what its terminal has left open, whether anybody looks or not', async () => {
    expect(await client.openRecording(origin)).toMatchObject({ value: { state: 'open' } });
    house.clock.advance(SILENT_AFTER);
    await vi.waitFor(async () =>
      expect(await client.openRecording(origin)).toMatchObject({ value: { state: 'broken' } }),
    );
  });

  it('are shown to the entitled of the branch alone', async () => {
    await client.openRecording(origin);
    const { port } = house.service;
    const find = async (number: string) =>
      staffPost(port, '/recordings/api/find', { paper: null }, await pageHeaders(port, number));
    expect(JSON.parse((await find('1001')).text).recordings).toMatchObject([{ recording: origin.recording }]);
    expect((await find('1002')).status).toBe(403);
    expect((await staffPost(port, '/recordings/api/find', { paper: null })).status).toBe(401);
    const stranger = clientOf(house.service.url, house.clock, 'T09');
    expect(await stranger.openRecording(origin)).toMatchObject({ error: { reason: 'terminalUnknown' } });
  });
});
