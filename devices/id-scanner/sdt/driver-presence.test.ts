import { describe, expect, it } from 'vitest';
import { citizenCheckCharacter } from '../citizen-number.ts';
import { BOTH, rig } from './driver-rig.test-data.ts';
import { PERMIT } from './examples.test-data.ts';
import { HAND_MILLISECONDS } from './simulated-sam.ts';

describe('presence', () => {
  it.each(BOTH)('reader that %s: tells the truth at every moment, and nothing else', async (_, options) => {
    const { lay, lift, run, clock } = rig(options);
    const present = (value: boolean) => ({ ok: true, value: { present: value } });
    expect(await run('presence')).toEqual(present(false));
    lay();
    expect(await run('presence')).toEqual(present(true));
    await run('readDocument');
    expect(await run('presence')).toEqual(present(true));
    expect(await run('presence')).toEqual(present(true));
    lift();
    expect(await run('presence')).toEqual(present(false));
    lay(PERMIT);
    await clock.advanceAsync(HAND_MILLISECONDS);
    expect(await run('presence')).toEqual(present(true));
  });

  it('a lost reply to its bare read is asked for again', async () => {
    const { lay, run, fault, whenSent } = rig();
    lay();
    await run('readDocument');
    fault('readReplyLost');
    whenSent('read', () => fault('readReplyLost', false), 2);
    expect(await run('presence')).toEqual({ ok: true, value: { present: true } });
  });

  it('what it cannot know it does not say', async () => {
    const { lay, run, fault } = rig();
    lay();
    await run('readDocument');
    fault('readReplyLost');
    expect(await run('presence')).toEqual({ ok: false, error: { code: 'timeout' } });
  });
});

describe('personal data', () => {
  it('is in no trace, event or error, whatever happens', async () => {
    const number = `9900001990022800${'1'}`;
    const story = rig();
    const document = { ...PERMIT, number: `${number}${citizenCheckCharacter(number)}` };
    story.lay(document);
    await story.run('readDocument');
    story.lift();
    story.lay({ ...document, number: `${number}?` });
    const refused = await story.run('readDocument');
    expect(refused).toMatchObject({ ok: false });
    story.fault('badChecksum');
    await story.run('presence');
    for (const frame of story.frames) {
      expect(Object.keys(frame).sort()).toEqual(
        ['bytes', 'direction', 'length', 'name'].slice('bytes' in frame ? 0 : 1),
      );
      // What a document says is a number of zeros already before anybody explains it.
      if (frame.direction !== 'toDevice')
        expect(frame.bytes?.subarray(3).every((byte) => byte === 0) ?? true).toBe(true);
      expect(frame.name).toMatch(
        /^(state|number|find|select|read|(unasked )?SW3?=[0-9A-F]+|noise|badCheck|badLength|oversize|interByteTimeout)$/,
      );
    }
    const told = JSON.stringify([story.frames, story.events, refused]);
    for (const secret of [document.name, number, document.address, document.travelPermitNumber])
      expect(told).not.toContain(secret);
  });
});
