import { describe, expect, it } from 'vitest';
import type { StillRequest } from '#contracts/branch/still.ts';
import { ManualClock } from '#foundation/clock.ts';
import { jpegOf } from '#foundation/jpeg.test-data.ts';
import { err, ok } from '#foundation/result.ts';
import { isFact } from '../journal/entry.ts';
import type { CameraWish } from '../media/camera.ts';
import { PictureDesk, SHOT_WITHIN } from '../pictures/desk.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { stillOf } from './still.ts';

const CALL = 'call-of-this-customer';
type Page = 'shows' | 'nothing' | 'silent';

function terminal({
  purpose = 'call',
  page = 'shows',
  branch = [],
}: {
  readonly purpose?: 'call' | null;
  readonly page?: Page;
  readonly branch?: ('unreachable' | 'refused')[];
} = {}) {
  const memory = memoryForTests();
  const clock = new ManualClock();
  const stills = new PictureDesk<'customer'>(clock);
  const jpeg = jpegOf(640, 480, 300, 5);
  stills.onAsked((shot) => {
    if (page === 'silent') return;
    queueMicrotask(() =>
      stills.hear(Buffer.concat([Buffer.from(shot), page === 'shows' ? jpeg : Buffer.alloc(0)])),
    );
  });
  const camera: string[] = [];
  const sent: { call: string; still: StillRequest }[] = [];
  const still = stillOf({
    journal: memory.journal,
    visits: memory.visits,
    stills,
    camera: {
      purpose,
      take: async ({ purpose: wanted }: CameraWish) => {
        camera.push(`open ${wanted}`);
        return ok({
          ...{ purpose: wanted, order: 1, width: 640, height: 480, onLost: () => {} },
          release: () => camera.push('release'),
        });
      },
    },
    branch: {
      keepStill: async (call, request) => {
        sent.push({ call, still: request });
        const wrong = branch.shift();
        return wrong ? err({ code: wrong }) : ok({});
      },
    },
  });
  const journalled = () =>
    memory.entries().flatMap(({ kind, facts }) => (kind.startsWith('still.') ? [{ kind, ...facts }] : []));
  return { ...memory, clock, stills, still, camera, sent, journalled, jpeg };
}

describe('a still picture of the customer', () => {
  it('is taken from the camera the call has, told to the branch, and gone from here', async () => {
    const t = terminal();
    t.visits.ensure();
    const id = await t.still(CALL);
    expect(t.camera).toEqual([]);
    expect(t.sent).toHaveLength(1);
    expect(t.sent[0]).toMatchObject({
      call: CALL,
      still: { id, jpeg: Buffer.from(t.jpeg).toString('base64') },
    });
    expect(t.stills.bytes).toBeUndefined();
    expect(t.journalled().map(({ kind }) => kind)).toEqual(['still.taken', 'still.kept']);
    for (const { kind: _, ...facts } of t.journalled()) expect(Object.values(facts).every(isFact)).toBe(true);
  });

  it('opens the camera for itself where the call is in writing, and closes it again', async () => {
    const t = terminal({ purpose: null });
    t.visits.ensure();
    expect(await t.still(CALL)).not.toBeNull();
    expect(t.camera).toEqual(['open still', 'release']);
  });

  it.each(['nothing', 'silent'] as const)('is none where the page gives none: %s', async (page) => {
    const t = terminal({ page });
    t.visits.ensure();
    const taking = t.still(CALL);
    await t.clock.advanceAsync(SHOT_WITHIN);
    expect(await taking).toBeNull();
    expect([t.sent, t.journalled()]).toEqual([[], []]);
  });

  it('is sent once more under the same name when no answer came, and is none where the branch refuses it', async () => {
    const lost = terminal({ branch: ['unreachable'] });
    lost.visits.ensure();
    const id = await lost.still(CALL);
    expect(lost.sent.map(({ still }) => still.id)).toEqual([id, id]);
    const refused = terminal({ branch: ['refused'] });
    refused.visits.ensure();
    expect(await refused.still(CALL)).toBeNull();
    expect(refused.sent).toHaveLength(1);
  });

  it('is nobody’s once the visit is over, and of nobody before there is one', async () => {
    const t = terminal({ page: 'silent' });
    expect(await t.still(CALL)).toBeNull();
    t.visits.ensure();
    const taking = t.still(CALL);
    t.visits.end('finished');
    expect(await taking).toBeNull();
    expect(t.sent).toEqual([]);
  });
});
