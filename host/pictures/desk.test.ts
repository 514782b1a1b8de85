import { describe, expect, it } from 'vitest';
import { PICTURE_LIMITS } from '#contracts/bridge/picture.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { jpegOf } from '#foundation/jpeg.test-data.ts';
import { PictureDesk, SHOT_WITHIN } from './desk.ts';

function desk() {
  const clock = new ManualClock();
  const pictures = new PictureDesk(clock);
  const asked: string[] = [];
  const laid: Uint8Array[] = [];
  pictures.onAsked((shot) => asked.push(shot));
  pictures.onLaid((bytes) => laid.push(bytes.slice()));
  const named = (shot: string, jpeg: Uint8Array) => Buffer.concat([Buffer.from(shot), jpeg]);
  return { clock, pictures, asked, laid, named };
}

describe('the desk of pictures', () => {
  it('takes the picture it asked for, names it by its own digest, and shows those very bytes', async () => {
    const { pictures, asked, laid, named } = desk();
    const taking = pictures.take('agentId');
    const jpeg = jpegOf();
    expect(pictures.hear(named(asked[0] ?? '', jpeg))).toBe(true);
    const shot = await taking;
    if (!('held' in shot)) throw new Error(shot.why);
    expect(shot.held).toMatchObject({ original: 'agentId', width: 1_280, height: 720 });
    expect(shot.held.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(laid).toEqual([jpeg]);
    expect(pictures.find(shot.held.picture)?.sha256).toBe(shot.held.sha256);
    pictures.clear();
    expect(pictures.find(shot.held.picture)).toBeUndefined();
    expect(shot.held.bytes.every((byte) => byte === 0)).toBe(true);
  });

  it('refuses what nobody asked for: before, under another name, for another shot, a second time', async () => {
    const { pictures, asked, named } = desk();
    const jpeg = jpegOf();
    expect(pictures.hear(named('a'.repeat(24), jpeg))).toBe(false);
    void pictures.take('agentId');
    expect(pictures.hear(named('a'.repeat(24), jpeg))).toBe(false);
    expect(pictures.hear(new Uint8Array())).toBe(false);
    const [first = ''] = asked;
    const second = pictures.take('articles');
    expect(pictures.hear(named(first, jpeg))).toBe(false);
    expect(pictures.hear(named(asked[1] ?? '', jpeg))).toBe(true);
    expect(pictures.hear(named(asked[1] ?? '', jpeg))).toBe(false);
    expect(await second).toMatchObject({ held: { original: 'articles' } });
  });

  it('refuses the picture of a visit that is over', async () => {
    const { pictures, asked, named } = desk();
    const taking = pictures.take('agentId');
    pictures.clear();
    expect(await taking).toEqual({ why: 'noPicture' });
    expect(pictures.hear(named(asked[0] ?? '', jpegOf()))).toBe(false);
    expect(pictures.bytes).toBeUndefined();
  });

  it.each<readonly [string, Uint8Array]>([
    ['not a picture', Buffer.from('%PDF-1.7')],
    ['nothing', new Uint8Array()],
    ['a thumbnail', jpegOf(160, 120)],
    ['wider than any camera', jpegOf(20_000, 720)],
    ['ten megabytes', jpegOf(1_280, 720, 10_000_000)],
    ['a byte too large', jpegOf(1_280, 720, PICTURE_LIMITS.bytes)],
  ])('says that %s cannot be used, and holds nothing', async (_, bytes) => {
    const { pictures, asked, named } = desk();
    const taking = pictures.take('agentId');
    expect(pictures.hear(named(asked[0] ?? '', bytes))).toBe(true);
    expect(await taking).toEqual({ why: 'unfit' });
    expect(pictures.bytes).toBeUndefined();
  });

  it('gives up when none comes in time', async () => {
    const { pictures, clock, asked, named } = desk();
    const taking = pictures.take('agentId');
    clock.advance(SHOT_WITHIN);
    await settle();
    expect(await taking).toEqual({ why: 'noPicture' });
    expect(pictures.hear(named(asked[0] ?? '', jpegOf()))).toBe(false);
  });
});
